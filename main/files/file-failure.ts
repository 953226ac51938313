import { Refusal } from '../../app/bridge/answer.ts'

// ENOENT → there is no such file or folder
const reasons: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'you are not allowed to',
  EPERM: 'you are not allowed to',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
  EBUSY: 'another program is using it',
  EMFILE: 'too many files are open',
}

export function errorCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** The failure of a file operation as a sentence for a person: `attempt` is what was tried, such as `read /home/a/b.yaml`. */
export function toFileRefusal(error: unknown, attempt: string): Refusal {
  if (error instanceof Refusal) return error
  return new Refusal(errorCodeOf(error) === 'ENOENT' ? 'not-found' : 'not-writable', `Could not ${attempt}: ${reasonOf(error)}.`)
}

/** Why a file operation failed, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const code = errorCodeOf(error)
  return (code && reasons[code]) ?? (error instanceof Error ? error.message : String(error))
}
