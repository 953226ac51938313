import { variablesOf } from './containers.ts'
import { passwordsOf } from './imported-stores.ts'
import type { QueueRef, Wiring } from './links.ts'
import { toCamelCase, toPascalCase } from './names.ts'
import type { Part, Plan } from './plan.ts'
import { toQueues } from './queues.ts'
import { secretsIn } from './secrets.ts'
import { secretsInWords } from './stated.ts'
import { storeOf } from './stores.ts'

/** A secret that the design names and no store makes: its value is put into Secrets Manager by hand. */
export interface SecretRef {
  id: string
  name: string
  construct: string
}

/** A file system for what an imported service keeps; `shared` ones are seen by all that name their volume. */
export interface FilesRef {
  id: string
  name: string
  construct: string
  /** Number of the user that its files belong to. */
  owner: number
}

/** What keeps state, and what is told to it. */
export interface Data {
  stores: Part[]
  files: FilesRef[]
  queues: QueueRef[]
  topics: Part[]
  secrets: SecretRef[]
}

export function toData(plan: Plan, wiring: Wiring): Data {
  return {
    stores: plan.parts.filter(({ role }) => role === 'store'),
    files: toFileSystems(plan),
    queues: toQueues(plan, wiring),
    topics: plan.parts.filter(({ role }) => role === 'topic'),
    secrets: toSecrets(plan),
  }
}

/** Each file system once. One that several see belongs to the first of them that is not root. */
function toFileSystems(plan: Plan): FilesRef[] {
  const found = new Map<string, FilesRef>()
  for (const { files } of plan.parts.flatMap((part) => filesOf(part, plan))) {
    const before = found.get(files.id)
    if (!before || (before.owner === 0 && files.owner !== 0)) found.set(files.id, files)
  }
  return [...found.values()]
}

/** What an imported service keeps outside its container, and where in it that stands. */
export function filesOf({ role, stated, id }: Part, { parts }: Plan): { files: FilesRef; target: string; readOnly: boolean }[] {
  if (role !== 'service' || !stated) return []
  const mounts = stated.mounts.flatMap((mount) => (mount.from === 'data' ? [mount] : []))
  return mounts.map(({ target, readOnly, volume, isShared }) => {
    const whole = isShared ? volume : `${id}-${volume}`
    const taken = parts.some(({ name }) => name === `${toCamelCase(whole)}Files`)
    const word = taken ? 'FileSystem' : 'Files'
    const files = {
      id: whole,
      name: `${toCamelCase(whole)}${word}`,
      construct: `${toPascalCase(whole)}${word}`,
      owner: stated.user?.user ?? 0,
    }
    return { files, target, readOnly }
  })
}

/** Whether this part waits until a person has filled in what no store makes. */
export function waitsForSecrets(part: Part, plan: Plan): boolean {
  return secretsNamedBy(part).some((id) => !ownerOf(id, plan))
}

function toSecrets(plan: Plan): SecretRef[] {
  const named = plan.parts.flatMap(secretsNamedBy)
  return [...new Set(named)].filter((id) => !ownerOf(id, plan)).map((id) => toSecretRef(id, plan))
}

function secretsNamedBy(part: Part): string[] {
  if (!part.container) return []
  return [...variablesOf(part.container).flatMap(([, value]) => secretsIn(value)), ...(isRun(part) ? secretsInWords(part) : [])]
}

const isRun = ({ role }: Part) => role === 'service' || role === 'job'

/** The store whose password this secret is: of several, one that is named beside it (`near`), or one that its user uses. */
export function ownerOf(id: string, { parts, links }: Plan, user?: Part, near: string[] = []): Part | undefined {
  const owners = parts.filter((part) => part.role === 'store' && storeOf(part).hasCredentials && passwordsOf(part).includes(id))
  return (
    owners.find((owner) => near.includes(owner.id)) ??
    owners.find((owner) => links.some(({ from, to }) => from === user && to === owner)) ??
    owners[0]
  )
}

export function toSecretRef(id: string, { parts }: Plan): SecretRef {
  const isTaken = parts.some(({ name }) => name === `${toCamelCase(id)}Secret`)
  const word = isTaken ? 'SecretValue' : 'Secret'
  return { id, name: `${toCamelCase(id)}${word}`, construct: `${toPascalCase(id)}${word}` }
}
