import { closeDesign, designStore } from '../state/design-store.ts'
import { clearSelection } from '../state/selection-store.ts'
import { closeDialog, openDialog } from '../state/shell-store.ts'
import { unfinishedIn } from '../yaml/yaml-drafts.ts'
import { leaveRuns } from './leave-runs.ts'
import { saveFile } from './save-file.ts'

/** Whether the open design may be left: nothing is unsaved or half typed, or the person saved it or lets it go. */
export async function mayLeaveDesign(): Promise<boolean> {
  const { dirty, name } = designStore.getState()
  if (!dirty) return mayLeaveTexts()
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
  // A draft goes when the design is really left, which may still come to nothing.
  if (choice !== 'save') return choice === 'discard'
  // What was edited while it was being saved is asked about again.
  return (await saveFile()) && mayLeaveDesign()
}

/** What is not right yet is in no file, so that saving does not keep it. */
async function mayLeaveTexts(): Promise<boolean> {
  const unfinished = unfinishedIn(designStore.getState())
  if (unfinished.length === 0) return true
  return new Promise((resolve) => {
    openDialog({
      kind: 'unfinished',
      what: unfinished.join(', '),
      answer: (leaves) => {
        closeDialog()
        resolve(leaves)
      },
    })
  })
}

/** Goes back to the welcome screen; what runs there is stopped. */
export async function leaveDesign(): Promise<void> {
  if (!(await mayLeaveDesign())) return
  closeDesign()
  clearSelection()
  leaveRuns()
}
