import { dirname, isAbsolute, resolve } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import type { Export, Exporter } from '../../app/exporters/exporter.ts'
import { type ExportMeans, exportDesign, findExporter } from '../export-design.ts'
import { type ComparedFile, compareExport, compareExportedFile } from '../files/compare-export.ts'
import type { Dialogs } from '../files/dialogs.ts'
import { placeOfFile, writeExportedFile } from '../files/export-file.ts'
import { type OnEdited, type Written, writeExport } from '../files/export-folder.ts'
import { toLossesFile } from '../files/losses-file.ts'

export interface ExportAccess extends ExportMeans {
  dialogs: Dialogs | null
}

export interface Compared {
  folder: string
  files: ComparedFile[]
  losses: Export['losses']
}

export interface ExportOrder {
  /** For a target that is one file: that file, or a folder for it. */
  folder: string
  text: string
  to: string
  /** Absent: the export is refused where it meets a file that is not its own. */
  edited?: OnEdited | undefined
  /** Of the design's file; absent where it was never saved. */
  path?: string | undefined
  /** One file goes only into a file that ends as the target's files do, as where a page names it and no person at a shell. */
  ownEnding?: boolean
  /** Nothing will be written. */
  isPreview?: boolean
}

/** No reader looks at more of one file, and the runtime's bundle would be megabytes of it. */
const longestPreview = 400_000

export async function listExporters({ exporters }: ExportAccess): Promise<Output<'exports.targets'>> {
  return exporters.map(({ id, label, summary, icon, output, nextStep }) => ({
    id,
    label,
    summary,
    icon,
    output,
    ...(nextStep ? { nextStep } : {}),
  }))
}

/** Without a place every file is a new one. */
export async function previewExport(input: Input<'exports.preview'>, access: ExportAccess): Promise<Output<'exports.preview'>> {
  const { to, text, path, place } = input
  if (place !== undefined) {
    const order = { folder: toWholePath(place), text, to, path, ownEnding: true, isPreview: true }
    const { folder, files, losses } = await compareWith(order, access)
    return { folder, files: files.map(toShown), losses }
  }
  const exporter = findExporter(to, access.exporters)
  const where = path === undefined ? undefined : { folder: dirname(path), path }
  const { files, losses } = await exportDesign(exporter, text, access, where, true)
  const all = (exporter.output === 'file' ? files : withLosses(exporter, { files, losses })).map(
    ({ path: name, content, encoding, secret }) => ({
      path: name,
      state: 'new' as const,
      wanted: content,
      ...(encoding ? { encoding } : {}),
      ...(secret ? { secret } : {}),
    }),
  )
  return { folder: null, files: all.map(toShown), losses }
}

/** Asks where to export to, where the system has a dialog for it. */
export async function chooseExportPlace(
  { to, suggested }: Input<'exports.choosePlace'>,
  { dialogs, exporters }: ExportAccess,
): Promise<Output<'exports.choosePlace'>> {
  if (!dialogs) throw new Refusal('bad-input', 'This host shows no dialogs: name the place yourself.')
  return findExporter(to, exporters).output === 'folder' ? dialogs.chooseFolder(suggested) : dialogs.saveExport(suggested)
}

export async function writeExportTo(input: Input<'exports.write'>, access: ExportAccess): Promise<Output<'exports.write'>> {
  const { place, text, to, replace, path } = input
  const order = { folder: toWholePath(place), text, to, edited: { replace }, path, ownEnding: true }
  const { folder, written, kept, removed } = await exportInto(order, access)
  return { folder, written, kept, removed }
}

/**
 * Exports a design into a folder, where what could not be carried over is written beside the files; or into one file, which
 * may be named by the folder it goes into. What could not be carried over is returned either way.
 */
export async function exportInto(order: ExportOrder, means: ExportMeans): Promise<Written & { losses: Export['losses'] }> {
  const { folder, text, to, edited = 'refuse', path, ownEnding = false } = order
  const exporter = findExporter(to, means.exporters)
  const { files, losses } = await exportDesign(exporter, text, means, path === undefined ? undefined : { folder: resolve(folder), path })
  if (exporter.output === 'file') return { ...(await writeExportedFile(folder, files, edited, ownEnding)), losses }
  return { ...(await writeExport(folder, withLosses(exporter, { files, losses }), { to, edited })), losses }
}

/** How the files of an export stand to what was exported before; writes nothing. */
export async function compareWith(order: Omit<ExportOrder, 'edited'>, means: ExportMeans): Promise<Compared> {
  const { folder, text, to, path, ownEnding = false, isPreview = false } = order
  const exporter = findExporter(to, means.exporters)
  const where = path === undefined ? undefined : { folder: resolve(folder), path }
  const { files, losses } = await exportDesign(exporter, text, means, where, isPreview)
  const [first] = files
  if (exporter.output === 'folder') {
    return { folder, files: await compareExport(folder, withLosses(exporter, { files, losses }), to), losses }
  }
  const place = await placeOfFile(folder, first?.path ?? '', ownEnding)
  return { folder: dirname(place), files: await compareExportedFile(place, files), losses }
}

/** What could not be carried over stands beside the files. */
function withLosses({ label }: Exporter, { files, losses }: Export): Export['files'] {
  const lost = losses.filter(({ stays }) => !stays)
  return lost.length === 0 ? files : [...files, toLossesFile(label, lost)]
}

/** A secret never crosses to the page, nor does a text of which the reader has the other half already. */
function toShown({ path, state, there, wanted, encoding, secret }: ComparedFile): Output<'exports.preview'>['files'][number] {
  const cut = (content: string) => (encoding ? content : shorten(content))
  return {
    path,
    state,
    ...(secret || there === undefined || state === 'same' ? {} : { there: cut(there) }),
    ...(secret || wanted === undefined ? {} : { wanted: cut(wanted) }),
    ...(encoding ? { encoding } : {}),
    ...(secret ? { secret } : {}),
  }
}

function shorten(content: string): string {
  if (content.length <= longestPreview) return content
  return `${content.slice(0, longestPreview)}\n… and ${content.length - longestPreview} more characters, written in full`
}

function toWholePath(place: string): string {
  if (isAbsolute(place) && !place.includes('\0')) return place
  throw new Refusal('bad-input', `"${place}" is not a whole path: begin it at the root.`)
}
