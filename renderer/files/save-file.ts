import { Refusal } from '../../app/bridge/answer.ts'
import { moveOrigin } from '../../app/importers/compose/move-origin.ts'
import { request, toMessage } from '../bridge.ts'
import { t } from '../language/t.ts'
import { designStore, edit, markSaved } from '../state/design-store.ts'
import { shellStore } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'
import { askFile } from './ask-file.ts'
import { settleOutside, whileSaving } from './outside.ts'

/** Saves the open design where it is kept, asking where if it is kept nowhere yet. Resolves to whether it is saved now. */
export async function saveFile(): Promise<boolean> {
  const { path, savedText } = designStore.getState()
  return path === null ? saveFileAs() : write(path, savedText, false)
}

/** Asks for a place and saves there. */
export async function saveFileAs(): Promise<boolean> {
  const { document, name, path: before, folder } = designStore.getState()
  const { text } = document
  try {
    const native = shellStore.getState().hello?.nativeDialogs
    const path = native ? undefined : await askFile('save', name, folder ?? undefined)
    if (path === null) return false
    const saved = await request('designs.saveAs', {
      text,
      suggestedName: before === null && folder !== null ? `${folder}/${name}` : name,
      ...(path === undefined ? {} : { path }),
    })
    if (!saved) return false
    settle(text, saved)
    return folder === null ? true : countFrom(folder)
  } catch (error) {
    showToast('bad', toMessage(error))
    return false
  }
}

/** The files that the design was imported from are found from its folder, which is another one now. */
async function countFrom(before: string): Promise<boolean> {
  const { folder, document } = designStore.getState()
  if (folder === null) return true
  const withSlashes = (path: string) => path.replaceAll('\\', '/')
  edit(t('Count paths from the new folder'), (design) => moveOrigin(design, withSlashes(before), withSlashes(folder)))
  return designStore.getState().document === document ? true : saveFile()
}

async function write(path: string, lastRead: string | null, overwrite: boolean): Promise<boolean> {
  const { text } = designStore.getState().document
  try {
    return await whileSaving(text, async () => settle(text, await request('designs.save', { path, text, lastRead, overwrite })))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'changed-on-disk') return settleConflict(path, error.details)
    showToast('bad', toMessage(error))
    return false
  }
}

function settle(text: string, saved: { path: string; name: string }): boolean {
  markSaved(text, saved.path, saved.name)
  return true
}

/** The file is no longer what was read: what can be merged is, and what was not asked about yet is asked. */
async function settleConflict(path: string, details: unknown): Promise<boolean> {
  const onDisk = typeof details === 'object' && details !== null && 'onDisk' in details ? details.onDisk : undefined
  if (typeof onDisk !== 'string' || !(await settleOutside(onDisk))) return false
  return write(path, onDisk, false)
}
