import { lstat, mkdir, realpath, rm } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Export, ExportedFile } from '../../app/exporters/exporter.ts'
import { withKeptRegions } from '../../app/exporters/kept-regions.ts'
import { writeAtomically } from './atomic-write.ts'
import { compareExport } from './compare-export.ts'
import { type Hashes, hashOf, manifestName, readIfThere, readManifest } from './export-manifest.ts'
import { toFileRefusal } from './file-failure.ts'
import { withMissingVariables } from './missing-variables.ts'

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
  overwrite: boolean
}

/**
 * Writes an export into a folder. A file of an earlier export is replaced only when it is still what was written then: a manifest
 * keeps the hash of each. What a person wrote or edited is replaced with `overwrite` alone, unless the export is an edit of just
 * that text, and secrets are never replaced. What was written between the marks of a file with regions moves into its new text.
 */
export async function writeExport(folder: string, files: Export['files'], { to, overwrite }: Manner): Promise<Written> {
  try {
    await mkdir(folder, { recursive: true })
    const all = await readManifest(folder)
    const before = (Object.hasOwn(all, to) ? all[to] : undefined) ?? {}
    for (const { path } of files) await refuseOutside(folder, path)
    if (!overwrite) await refuseForeign(folder, files, to)
    if (!overwrite) await refuseLostRegions(folder, files)
    const written: string[] = []
    const kept: string[] = []
    for (const file of files.filter(({ content, replaces }) => content !== replaces)) {
      ;(await writeOne(folder, file)) ? written.push(file.path) : kept.push(file.path)
    }
    const removed = await removeStale(folder, files, before)
    // What was the person's own before stays so: a later export does not take it away.
    const ours = files.filter(({ secret, replaces, keep }) => !secret && replaces === undefined && keep !== 'once')
    const hashes = Object.fromEntries(ours.map(({ path, content }) => [path, hashOf(content)]))
    if (ours.length > 0 || Object.keys(before).length > 0) {
      await writeAtomically(join(folder, manifestName), `${JSON.stringify({ exports: { ...all, [to]: hashes } }, null, 2)}\n`)
    }
    return { folder, written, kept, removed }
  } catch (error) {
    throw toFileRefusal(error, `export into ${folder}`)
  }
}

async function refuseForeign(folder: string, files: Export['files'], to: string): Promise<void> {
  const compared = await compareExport(folder, files, to)
  const foreign = compared.filter(({ state }) => state === 'edited').map(({ path }) => path)
  if (foreign.length === 0) return
  const names = foreign.length > 3 ? `${foreign.slice(0, 3).join(', ')} and ${foreign.length - 3} more` : foreign.join(', ')
  throw new Refusal(
    'exists',
    `${folder} holds files that this export did not write or that were edited since: ${names}. Choose another folder, or overwrite them.`,
    {
      files: foreign,
    },
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

async function writeOne(folder: string, { path, content, secret, keep }: ExportedFile): Promise<boolean> {
  const target = join(folder, path)
  await mkdir(dirname(target), { recursive: true })
  const there = secret || keep ? await readIfThere(target) : undefined
  if (secret) {
    const wanted = there === undefined ? content : withMissingVariables(there, content)
    if (wanted === there) return false
    await writeAtomically(target, wanted, 0o600)
    return true
  }
  if (keep === 'once' && there !== undefined) return false
  await writeAtomically(target, keep === 'regions' && there !== undefined ? withKeptRegions(there, content).text : content)
  return true
}

async function removeStale(folder: string, files: Export['files'], before: Hashes): Promise<string[]> {
  const now = new Set(files.map(({ path }) => path))
  const removed: string[] = []
  for (const [path, hash] of Object.entries(before)) {
    if (now.has(path)) continue
    await refuseOutside(folder, path)
    const there = await readIfThere(join(folder, path))
    if (there === undefined || hashOf(there) !== hash) continue
    await rm(join(folder, path))
    removed.push(path)
  }
  return removed
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
