import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, relative } from 'node:path'
import { Refusal } from '../../app/bridge/answer.ts'
import type { Input, Output } from '../../app/bridge/requests.ts'
import type { Export, Exporter } from '../../app/exporters/exporter.ts'
import type { Dialogs } from '../files/dialogs.ts'
import { type Written, writeExport } from '../files/export-folder.ts'
import { toFileRefusal } from '../files/file-failure.ts'
import { toLossesFile } from '../files/losses-file.ts'
import { toSoundDesign } from '../files/sound-design.ts'

export interface ExportAccess {
  exporters: Exporter[]
  /** Path of the bundle that plays services in containers. */
  runtimeBundle: string
  version: string
  newSecret: () => string
  dialogs: Dialogs | null
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

export async function previewExport({ to, text }: Input<'exports.preview'>, access: ExportAccess): Promise<Output<'exports.preview'>> {
  const { files, losses } = await exportDesign(text, to, access, () => '(made when the files are written)')
  return { files: files.map((file) => ({ ...file, content: shorten(file.content) })), losses }
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

/** Exports a design into a folder; what could not be carried over is written beside it and returned. */
export async function exportInto(
  order: ExportOrder,
  access: Omit<ExportAccess, 'dialogs'>,
): Promise<Written & { losses: Export['losses'] }> {
  const { folder, text, to, overwrite = false, path } = order
  // With slashes on every system, as a Compose file is read on every system.
  const designFolder = path === undefined ? '.' : relative(folder, dirname(path)).replaceAll('\\', '/') || '.'
  const { files, losses } = await exportDesign(text, to, access, access.newSecret, designFolder)
  return { ...(await writeExport(folder, files, overwrite)), losses }
}

async function exportDesign(
  text: string,
  to: string,
  access: Omit<ExportAccess, 'dialogs'>,
  newSecret: () => string,
  designFolder = '.',
): Promise<Export> {
  const exporter = access.exporters.find(({ id }) => id === to)
  if (!exporter) {
    throw new Refusal('bad-input', `There is no export to "${to}": choose ${access.exporters.map(({ id }) => id).join(', ')}.`)
  }
  const made = exporter.export(toSoundDesign(text), {
    runtimeBundle: await readRuntime(access.runtimeBundle),
    newSecret,
    version: access.version,
    designFolder,
  })
  return made.losses.length === 0 ? made : { ...made, files: [...made.files, toLossesFile(exporter.label, made.losses)] }
}

async function readRuntime(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw toFileRefusal(error, `read the runtime for containers at ${path}`)
  }
}

function shorten(content: string): string {
  if (content.length <= longestPreview) return content
  return `${content.slice(0, longestPreview)}\n… and ${content.length - longestPreview} more characters, written in full`
}

async function chooseFolder(dialogs: Dialogs | null): Promise<string | null> {
  if (!dialogs) throw new Refusal('bad-input', 'No folder was named: say where to export.')
  return dialogs.chooseFolder()
}
