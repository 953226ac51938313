import { moveComponents } from '../../app/design/edit.ts'
import { renderDesign } from '../../app/design/write-document.ts'
import { counted } from '../../app/run/figures.ts'
import { arrange } from '../canvas/arrange.ts'
import { arrive } from '../files/show-file.ts'
import { travelBack } from '../files/travel.ts'
import { mayLeaveDesign } from '../files/unsaved.ts'
import { t } from '../language/t.ts'
import { openText } from '../state/design-store.ts'
import { closeDialog, openDialog } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'
import { forgetImport, importStore, toDecidedDesign } from './import-store.ts'

/**
 * Opens what was imported as a new design that is not saved yet, after the open one was seen to. It is a step: undone, the design
 * that it takes the place of comes back.
 */
export async function finishImport(): Promise<void> {
  const { made, decisions } = importStore.getState()
  const design = toDecidedDesign(made, decisions)
  if (!made || !design) return
  if (!(await mayLeaveDesign())) return openDialog({ kind: 'import' })
  const text = renderDesign(moveComponents(design, await arrange(design)))
  openText({ text, path: null, folder: made.folder, name: made.name, savedText: null, step: t('Import Docker Compose') })
  closeDialog()
  forgetImport()
  arrive()
  const count = Object.keys(design.components).length
  showToast('good', `Imported ${counted(count, 'component')}; not saved yet.`, {
    label: 'Undo',
    run: travelBack,
  })
}
