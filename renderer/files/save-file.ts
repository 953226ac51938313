import { Refusal } from '../../app/bridge/answer.ts'
import { moveOrigin } from '../../app/importers/compose/move-origin.ts'
import { request, toMessage } from '../bridge.ts'
import { designStore, edit, markSaved } from '../state/design-store.ts'
import { closeDialog, openDialog, shellStore } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'
import { askFile } from './ask-file.ts'
import { showFile } from './show-file.ts'

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
  edit('Count paths from the new folder', (design) => moveOrigin(design, withSlashes(before), withSlashes(folder)))
  return designStore.getState().document === document ? true : saveFile()
}

async function write(path: string, lastRead: string | null, overwrite: boolean): Promise<boolean> {
  const { text } = designStore.getState().document
  try {
    return settle(text, await request('designs.save', { path, text, lastRead, overwrite }))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'changed-on-disk') return settleConflict(path)
    showToast('bad', toMessage(error))
    return false
  }
}

function settle(text: string, saved: { path: string; name: string }): boolean {
  markSaved(text, saved.path, saved.name)
  return true
}

/** The file is no longer what was read: the person chooses which of the two stays. */
async function settleConflict(path: string): Promise<boolean> {
  const { name } = designStore.getState()
  const choice = await new Promise<'overwrite' | 'reload' | 'save-as' | 'cancel'>((resolve) => {
    openDialog({
      kind: 'changed-on-disk',
      name,
      answer: (chosen) => {
        closeDialog()
        resolve(chosen)
      },
    })
  })
  if (choice === 'overwrite') return write(path, null, true)
  if (choice === 'save-as') return saveFileAs()
  if (choice === 'reload') {
    const file = await request('designs.open', { path })
    if (file) showFile(file)
  }
  return false
}
