import { Refusal } from '../../app/bridge/answer.ts'
import { request, toMessage } from '../bridge.ts'
import { designStore, markSaved } from '../state/design-store.ts'
import { closeDialog, openDialog, shellStore } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'
import { askFile } from './ask-file.ts'
import { discardDraft } from './drafts.ts'
import { showFile } from './open-file.ts'

/** Saves the open design where it is kept, asking where if it is kept nowhere yet. Resolves to whether it is saved now. */
export async function saveFile(): Promise<boolean> {
  const { path, savedText } = designStore.getState()
  return path === null ? saveFileAs() : write(path, savedText, false)
}

/** Asks for a place and saves there. */
export async function saveFileAs(): Promise<boolean> {
  const { document, name } = designStore.getState()
  const { text } = document
  try {
    const native = shellStore.getState().hello?.nativeDialogs
    const path = native ? undefined : await askFile('save', name)
    if (path === null) return false
    const saved = await request('designs.saveAs', { text, suggestedName: name, ...(path === undefined ? {} : { path }) })
    if (!saved) return false
    return settle(text, saved)
  } catch (error) {
    showToast('bad', toMessage(error))
    return false
  }
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
  void discardDraft(designStore.getState().draftId)
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
