import { moveComponents } from '../../app/design/edit.ts'
import { renderDesign } from '../../app/design/write-document.ts'
import { arrange } from '../canvas/arrange.ts'
import { fitSoon } from '../canvas/viewport.ts'
import { leaveRuns } from '../files/leave-runs.ts'
import { mayLeaveDesign } from '../files/unsaved.ts'
import { designStore, openText } from '../state/design-store.ts'
import { clearSelection } from '../state/selection-store.ts'
import { closeDialog, openDialog } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'
import { forgetImport, importStore, toDecidedDesign } from './import-store.ts'

/**
 * Opens what was imported as a new design that is not saved yet, after the open one was seen to. The design that it takes the
 * place of comes back with one press.
 */
export async function finishImport(): Promise<void> {
  const { made, decisions } = importStore.getState()
  const design = toDecidedDesign(made, decisions)
  if (!made || !design) return
  const before = designStore.getState()
  if (!(await mayLeaveDesign())) return openDialog({ kind: 'import' })
  const text = renderDesign(moveComponents(design, await arrange(design)))
  openText({ text, path: null, folder: made.folder, name: made.name, savedText: null })
  closeDialog()
  forgetImport()
  clearSelection()
  leaveRuns()
  fitSoon()
  const count = Object.keys(design.components).length
  showToast('good', `Imported ${count === 1 ? '1 component' : `${count} components`}; not saved yet.`, {
    label: 'Undo',
    run: () => {
      designStore.setState(before, true)
      clearSelection()
      leaveRuns()
      fitSoon()
    },
  })
}
