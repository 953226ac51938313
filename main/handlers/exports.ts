import { dirname, isAbsolute, resolve } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import type { Export } from '../../app/exporters/exporter.ts'
import { type ExportMeans, exportDesign, findExporter } from '../export-design.ts'
import { type ComparedFile, compareExport, compareExportedFile } from '../files/compare-export.ts'
import type { Dialogs } from '../files/dialogs.ts'
import { placeOfFile, writeExportedFile } from '../files/export-file.ts'
import { type Written, writeExport } from '../files/export-folder.ts'
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
  folder: string
  text: string
  to: string
  overwrite?: boolean | undefined
  /** Of the design's file; absent where it was never saved. */
  path?: string | undefined
}

/** No reader looks at more of one file, and the runtime's bundle would be megabytes of it. */
const longestPreview = 60_000

export async function previewExport(
  { to, text, path }: Input<'exports.preview'>,
  access: ExportAccess,
): Promise<Output<'exports.preview'>> {
  const means = { ...access, newSecret: () => '(made when the files are written)' }
  const { files, losses } = await exportDesign(
    findExporter(to, access.exporters),
    text,
    means,
    path === undefined ? undefined : { folder: dirname(path), path },
  )
  const shown = files.map(({ path: name, content, encoding, secret }) => ({
    path: name,
    content: encoding ? content : shorten(content),
    ...(encoding ? { encoding } : {}),
    ...(secret ? { secret } : {}),
  }))
  return { files: shown, losses }
}

export async function writeExportTo(input: Input<'exports.write'>, access: ExportAccess): Promise<Output<'exports.write'>> {
  const folder = input.folder ?? (await chooseFolder(access.dialogs))
  if (folder === null) return null
  if (!isAbsolute(folder) || folder.includes('\0')) {
    throw new Refusal('bad-input', `"${folder}" is not a whole path: begin it at the root.`)
  }
  const { text, to, overwrite, path } = input
  const { written, kept } = await exportInto({ folder, text, to, overwrite, path }, access)
  return { folder, written, kept }
}

/**
 * Exports a design into a folder, where what could not be carried over is written beside the files; or into one file, which
 * may be named by the folder it goes into. What could not be carried over is returned either way.
 */
export async function exportInto(order: ExportOrder, means: ExportMeans): Promise<Written & { losses: Export['losses'] }> {
  const { folder, text, to, overwrite = false, path } = order
  const exporter = findExporter(to, means.exporters)
  const { files, losses } = await exportDesign(exporter, text, means, path === undefined ? undefined : { folder: resolve(folder), path })
  if (exporter.output === 'file') return { ...(await writeExportedFile(folder, files, overwrite)), losses }
  const notes = losses.length === 0 ? [] : [toLossesFile(exporter.label, losses)]
  return { ...(await writeExport(folder, [...files, ...notes], { to, overwrite })), losses }
}

/** How the files of an export stand to what was exported before; writes nothing. */
export async function compareWith(order: Omit<ExportOrder, 'overwrite'>, means: ExportMeans): Promise<Compared> {
  const { folder, text, to, path } = order
  const exporter = findExporter(to, means.exporters)
  const { files, losses } = await exportDesign(exporter, text, means, path === undefined ? undefined : { folder: resolve(folder), path })
  const [first] = files
  if (exporter.output === 'folder') {
    const notes = losses.length === 0 ? [] : [toLossesFile(exporter.label, losses)]
    return { folder, files: await compareExport(folder, [...files, ...notes], to), losses }
  }
  const place = await placeOfFile(folder, first?.path ?? '')
  return { folder: dirname(place), files: await compareExportedFile(place, files), losses }
}

function shorten(content: string): string {
  if (content.length <= longestPreview) return content
  return `${content.slice(0, longestPreview)}\n… and ${content.length - longestPreview} more characters, written in full`
}

async function chooseFolder(dialogs: Dialogs | null): Promise<string | null> {
  if (!dialogs) throw new Refusal('bad-input', 'No folder was named: say where to export.')
  return dialogs.chooseFolder()
}
