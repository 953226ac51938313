import { dirname } from 'node:path'
import type { Input } from '../../app/bridge/requests.ts'
import { type ExportMeans, findExporter } from '../export-design.ts'
import type { Permitted } from '../files/permitted.ts'
import type { Work } from '../work/work.ts'

/**
 * What the page asks for, with each path in it checked against what the person named, before any handler sees it. A path that is
 * absent stays so.
 */
export interface NamedOnly {
  /** `path` is a design to be read or saved. */
  design<I extends { path?: string | null | undefined }>(input: I): Promise<I>
  /** `path` is a design in whose folder lies what it names. */
  counted<I extends { path?: string | null | undefined }>(input: I): Promise<I>
  /** `path` is a file to be made. */
  newPath<I extends { path?: string | undefined }>(input: I): Promise<I>
  /** `file` is a file to be made. */
  newFile<I extends { file?: string | undefined }>(input: I): Promise<I>
  draft(input: Input<'drafts.put'>): Promise<Input<'drafts.put'>>
  imports(input: Input<'imports.read'>): Promise<Input<'imports.read'>>
  listed(input: Input<'files.list'>): Promise<{ folder: string }>
  /** `place` is where to export to; an export that edits files of the person's own edits only those that were named. */
  exports<I extends { to: string; text: string; path?: string | undefined; place?: string | undefined }>(input: I): Promise<I>
}

export function createNamedOnly(permitted: Permitted, { exporters }: Pick<ExportMeans, 'exporters'>, work: Work): NamedOnly {
  async function originalsOf(to: string, text: string, path: string | undefined): Promise<string[]> {
    const { originals } = findExporter(to, exporters)
    if (!originals || path === undefined) return []
    return originals(await work.soundDesign(text), dirname(path).replaceAll('\\', '/'))
  }

  return {
    design: async (input) => (input.path == null ? input : { ...input, path: await permitted.design(input.path) }),
    counted: async (input) => (input.path == null ? input : { ...input, path: await permitted.counted(input.path) }),
    newPath: async (input) => (input.path === undefined ? input : { ...input, path: await permitted.newFile(input.path) }),
    newFile: async (input) => (input.file === undefined ? input : { ...input, file: await permitted.newFile(input.file) }),
    async draft(input) {
      const path = input.path === null ? null : await permitted.design(input.path)
      const folder = input.folder == null ? input.folder : await permitted.folder(input.folder)
      return { ...input, path, ...(folder === undefined ? {} : { folder }) }
    },
    imports: async (input) => ({ ...input, files: await Promise.all(input.files.map((file) => permitted.imported(file))) }),
    listed: async ({ folder }) => ({ folder: await permitted.listed(folder) }),
    async exports(input) {
      const path = input.path === undefined ? undefined : await permitted.counted(input.path)
      const edited = await originalsOf(input.to, input.text, path)
      const place =
        input.place === undefined
          ? undefined
          : await permitted.exportPlace(input.place, edited[0] === undefined ? undefined : dirname(edited[0]))
      for (const each of edited) await permitted.original(each)
      return { ...input, ...(path === undefined ? {} : { path }), ...(place === undefined ? {} : { place }) }
    },
  }
}
