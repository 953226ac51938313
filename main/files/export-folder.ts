import { lstat, mkdir, realpath } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Export, ExportedFile } from '../../app/exporters/exporter.ts'
import { withKeptRegions } from '../../app/exporters/kept-regions.ts'
import { type ComparedFile, compareExport } from './compare-export.ts'
import { type Hashes, hashOf, manifestName, readIfThere, readManifest } from './export-manifest.ts'
import { toFileRefusal } from './file-failure.ts'
import { type FileChange, writeTogether } from './write-together.ts'

export interface Written {
  folder: string
  written: string[]
  /** Files that were there already and stay as they are: secrets that lacked nothing, and what is the person's own. */
  kept: string[]
  /** Files of an earlier export that this one no longer has. */
  removed: string[]
}

export interface Manner {
  /** The id of the exporter. */
  to: string
  edited: OnEdited
}

/**
 * What becomes of files that a person wrote or edited: the export is refused, or they are replaced; or those that are named are
 * replaced and the others stay.
 */
export type OnEdited = 'refuse' | 'replace' | { replace: string[] }

/**
 * Writes an export into a folder, all of it or nothing. A file of an earlier export is replaced only when it is still what was
 * written then: a manifest keeps the hash of each. Secrets are never replaced. What was written between the marks of a file with
 * regions moves into its new text.
 */
export async function writeExport(folder: string, files: Export['files'], { to, edited }: Manner): Promise<Written> {
  try {
    await mkdir(folder, { recursive: true })
    const all = await readManifest(folder)
    const before = (Object.hasOwn(all, to) ? all[to] : undefined) ?? {}
    for (const path of [...files.map((file) => file.path), ...Object.keys(before)]) await refuseOutside(folder, path)
    if (edited === 'refuse') await refuseLostRegions(folder, files)
    const compared = await compareExport(folder, files, to)
    if (edited === 'refuse') refuseForeign(folder, compared)
    const stays = (path: string) => typeof edited === 'object' && !edited.replace.includes(path)
    const untouched = new Set(compared.filter(({ state, path }) => state === 'edited' && stays(path)).map(({ path }) => path))
    const written = files.filter((file, index) => !untouched.has(file.path) && isWritten(file, compared[index]))
    const kept = files.filter((file, index) => untouched.has(file.path) || isKept(file, compared[index])).map(({ path }) => path)
    const removed = compared.filter(({ state }) => state === 'stale').map(({ path }) => path)
    const wanted = new Map(compared.map((file) => [file.path, file.wanted ?? '']))
    await writeTogether([
      ...written.map(({ path, secret }) => ({
        path: join(folder, path),
        content: wanted.get(path) ?? '',
        ...(secret ? { mode: 0o600 } : {}),
      })),
      ...removed.map((path) => ({ path: join(folder, path), content: null })),
      ...toManifest(folder, { ...all, [to]: toHashes(files, before, untouched) }, before, to),
    ])
    return { folder, written: written.map(({ path }) => path), kept, removed }
  } catch (error) {
    throw toFileRefusal(error, `export into ${folder}`)
  }
}

/** An edit of a person's own file that changes nothing leaves it alone; what is ours is written again even where it is the same. */
function isWritten({ content, replaces, secret, keep }: ExportedFile, compared: ComparedFile | undefined): boolean {
  if (content === replaces) return false
  return !((secret || keep === 'once') && compared?.state === 'same')
}

function isKept({ secret, keep }: ExportedFile, compared: ComparedFile | undefined): boolean {
  return (secret || keep === 'once') === true && compared?.state === 'same'
}

/** What was the person's own before stays so: a later export does not take it away. */
function toHashes(files: Export['files'], before: Hashes, untouched: ReadonlySet<string>): Hashes {
  const ours = files.filter(({ secret, replaces, keep }) => !secret && replaces === undefined && keep !== 'once')
  const entries = ours.flatMap(({ path, content }): [string, string][] => {
    if (!untouched.has(path)) return [[path, hashOf(content)]]
    const hash = before[path]
    return hash === undefined ? [] : [[path, hash]]
  })
  return Object.fromEntries(entries)
}

function toManifest(folder: string, exports: Record<string, Hashes>, before: Hashes, to: string): FileChange[] {
  if (Object.keys(exports[to] ?? {}).length + Object.keys(before).length === 0) return []
  return [{ path: join(folder, manifestName), content: `${JSON.stringify({ exports }, null, 2)}\n` }]
}

function refuseForeign(folder: string, compared: ComparedFile[]): void {
  const foreign = compared.filter(({ state }) => state === 'edited').map(({ path }) => path)
  if (foreign.length === 0) return
  const names = foreign.length > 3 ? `${foreign.slice(0, 3).join(', ')} and ${foreign.length - 3} more` : foreign.join(', ')
  throw new Refusal(
    'exists',
    `${folder} holds files that this export did not write or that were edited since: ${names}. Choose another folder, or overwrite them.`,
    { files: foreign },
  )
}

/** What stands between marks that the new text no longer has would be gone without a word. */
async function refuseLostRegions(folder: string, files: ExportedFile[]): Promise<void> {
  for (const { path, content, keep } of files) {
    const there = keep === 'regions' ? await readIfThere(join(folder, path)) : undefined
    const [lost] = there === undefined ? [] : withKeptRegions(there, content).lost
    if (lost === undefined) continue
    const what = `What you wrote in ${path} under <yours ${lost}> has no place in its new text.`
    throw new Refusal('exists', `${what} Put it elsewhere, or overwrite the file.`, { files: [path] })
  }
}

/** A link within the folder could lead a write out of it. */
async function refuseOutside(folder: string, path: string): Promise<void> {
  const target = resolve(folder, path)
  const inside = !relative(folder, target).startsWith('..') && target.startsWith(resolve(folder) + sep)
  let nearest = inside ? target : folder
  while (inside && !(await isThere(nearest))) nearest = dirname(nearest)
  const real = await realpath(nearest)
  const root = await realpath(folder)
  if (!inside || (real !== root && !real.startsWith(root + sep))) {
    throw new Refusal('not-writable', `${target} leads out of ${folder}: remove the link, or choose another folder.`)
  }
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
