import { closeDesign, designStore } from '../state/design-store.ts'
import { closeDialog, openDialog } from '../state/shell-store.ts'
import { discardDraft } from './drafts.ts'
import { saveFile } from './save-file.ts'

/** Whether the open design may be left: nothing is unsaved, or the person saved it or lets it go. */
export async function mayLeaveDesign(): Promise<boolean> {
  const { dirty, name, draftId } = designStore.getState()
  if (!dirty) return true
  const choice = await new Promise<'save' | 'discard' | 'cancel'>((resolve) => {
    openDialog({
      kind: 'unsaved',
      name,
      answer: (chosen) => {
        closeDialog()
        resolve(chosen)
      },
    })
  })
  if (choice === 'save') return saveFile()
  if (choice === 'discard') await discardDraft(draftId)
  return choice === 'discard'
}

/** Goes back to the welcome screen. */
export async function leaveDesign(): Promise<void> {
  if (await mayLeaveDesign()) closeDesign()
}
