import { basename, isAbsolute } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import { type DiagnosticsSubject, makeDiagnostics } from '../doctor/diagnostics.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import type { Dialogs } from '../files/dialogs.ts'
import { toFileRefusal } from '../files/file-failure.ts'
import { isThere } from '../files/is-there.ts'

export interface DiagnosticsAccess extends DiagnosticsSubject {
  /** null: the page shows its own dialog, and names the path. */
  dialogs: Dialogs | null
}

export async function saveDiagnostics(
  { file }: Input<'app.saveDiagnostics'>,
  { dialogs, ...subject }: DiagnosticsAccess,
): Promise<Output<'app.saveDiagnostics'>> {
  const place = await choosePath(file, dialogs)
  if (place === null) return null
  const path = await writeDiagnostics(place.path, subject, place.isAsked)
  return { path, name: basename(path) }
}

/** Returns the path. What stands there is written over only where the person was asked. */
export async function writeDiagnostics(path: string, subject: DiagnosticsSubject, isAsked = false): Promise<string> {
  if (!isAsked && (await isThere(path))) throw new Refusal('exists', `${path} is there already: choose another name.`, { path })
  const text = await makeDiagnostics(subject)
  await writeAtomically(path, text).catch((error: unknown) => {
    throw toFileRefusal(error, `write the diagnostics to ${path}`)
  })
  return path
}

async function choosePath(file: string | undefined, dialogs: Dialogs | null): Promise<{ path: string; isAsked: boolean } | null> {
  if (file === undefined) {
    if (!dialogs) throw new Refusal('bad-input', 'No file was named: say where to save the diagnostics.')
    const chosen = await dialogs.saveDiagnostics('microcosm-diagnostics.txt')
    // The system's dialog has asked, but not when an ending was added to what it named.
    return chosen === null ? null : { path: withEnding(chosen), isAsked: withEnding(chosen) === chosen }
  }
  if (!isAbsolute(file) || file.includes('\0')) throw new Refusal('bad-input', `"${file}" is not a whole path: begin it at the root.`)
  return { path: withEnding(file), isAsked: false }
}

function withEnding(path: string): string {
  return /\.txt$/i.test(path) ? path : `${path}.txt`
}
