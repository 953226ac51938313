import { addCalledCommand } from './add-called.ts'
import { addLabelCommand } from './add-label.ts'
import { addNoteCommand } from './add-note.ts'
import { addStepCommand } from './add-step.ts'
import { alignBottomCommand } from './align-bottom.ts'
import { alignCentreCommand } from './align-centre.ts'
import { alignLeftCommand } from './align-left.ts'
import { alignMiddleCommand } from './align-middle.ts'
import { alignRightCommand } from './align-right.ts'
import { alignTopCommand } from './align-top.ts'
import { closeDesignCommand } from './close-design.ts'
import { collapseGroupCommand } from './collapse-group.ts'
import type { Command } from './command.ts'
import { compareDesignsCommand } from './compare-designs.ts'
import { connectSelectedCommand } from './connect-selected.ts'
import { copyCommand } from './copy.ts'
import { cutCommand } from './cut.ts'
import { deleteSelectionCommand } from './delete-selection.ts'
import { dissolveGroupCommand } from './dissolve-group.ts'
import { distributeAcrossCommand } from './distribute-across.ts'
import { distributeDownCommand } from './distribute-down.ts'
import { duplicateCommand } from './duplicate.ts'
import { editScenarioCommand } from './edit-scenario.ts'
import { editYamlCommand } from './edit-yaml.ts'
import { escapeCommand } from './escape.ts'
import { exportDesignCommand } from './export-design.ts'
import { exportReportCommand } from './export-report.ts'
import { fitCommand } from './fit.ts'
import { fitGroupCommand } from './fit-group.ts'
import { fitSelectionCommand } from './fit-selection.ts'
import { focusCommand } from './focus.ts'
import { groupCommand } from './group.ts'
import { historyCommand } from './history.ts'
import { importComposeCommand } from './import-compose.ts'
import { lockLayoutCommand } from './lock-layout.ts'
import { newDesignCommand } from './new-design.ts'
import { openDesignCommand } from './open-design.ts'
import { pasteCommand } from './paste.ts'
import { pinCardCommand } from './pin-card.ts'
import { pinResultCommand } from './pin-result.ts'
import { playRunCommand } from './play-run.ts'
import { predictCommand } from './predict.ts'
import { presentCommand } from './present.ts'
import { recordRunCommand } from './record-run.ts'
import { redoCommand } from './redo.ts'
import { renameCommand } from './rename.ts'
import { runLiveCommand } from './run-live.ts'
import { saveCommand } from './save.ts'
import { saveAsCommand } from './save-as.ts'
import { saveDiagnosticsCommand } from './save-diagnostics.ts'
import { searchCommand } from './search.ts'
import { selectAllCommand } from './select-all.ts'
import { selectConnectionsCommand } from './select-connections.ts'
import { selectGroupCommand } from './select-group.ts'
import { selectSameKindCommand } from './select-same-kind.ts'
import { shortcutsCommand } from './shortcuts.ts'
import { stopRunCommand } from './stop-run.ts'
import { tidyCommand } from './tidy.ts'
import { tidySelectionCommand } from './tidy-selection.ts'
import { toggleDockCommand } from './toggle-dock.ts'
import { toggleInspectorCommand } from './toggle-inspector.ts'
import { togglePaletteCommand } from './toggle-palette.ts'
import { toggleThemeCommand } from './toggle-theme.ts'
import { turnConnectionCommand } from './turn-connection.ts'
import { undoCommand } from './undo.ts'
import { zoomInCommand } from './zoom-in.ts'
import { zoomOutCommand } from './zoom-out.ts'
import { zoomResetCommand } from './zoom-reset.ts'

/** Every command of the window, in the order menus and the shortcut sheet show them. */
export const commands: Command[] = [
  newDesignCommand,
  openDesignCommand,
  importComposeCommand,
  saveCommand,
  saveAsCommand,
  exportDesignCommand,
  exportReportCommand,
  recordRunCommand,
  compareDesignsCommand,
  closeDesignCommand,
  undoCommand,
  redoCommand,
  historyCommand,
  cutCommand,
  copyCommand,
  pasteCommand,
  duplicateCommand,
  deleteSelectionCommand,
  selectAllCommand,
  selectSameKindCommand,
  selectConnectionsCommand,
  selectGroupCommand,
  renameCommand,
  addCalledCommand,
  connectSelectedCommand,
  turnConnectionCommand,
  alignLeftCommand,
  alignCentreCommand,
  alignRightCommand,
  alignTopCommand,
  alignMiddleCommand,
  alignBottomCommand,
  distributeAcrossCommand,
  distributeDownCommand,
  groupCommand,
  dissolveGroupCommand,
  collapseGroupCommand,
  fitGroupCommand,
  addNoteCommand,
  addLabelCommand,
  editYamlCommand,
  escapeCommand,
  zoomInCommand,
  zoomOutCommand,
  zoomResetCommand,
  fitCommand,
  focusCommand,
  fitSelectionCommand,
  tidyCommand,
  lockLayoutCommand,
  tidySelectionCommand,
  pinCardCommand,
  togglePaletteCommand,
  toggleInspectorCommand,
  toggleDockCommand,
  toggleThemeCommand,
  presentCommand,
  addStepCommand,
  searchCommand,
  predictCommand,
  runLiveCommand,
  stopRunCommand,
  playRunCommand,
  pinResultCommand,
  editScenarioCommand,
  shortcutsCommand,
  saveDiagnosticsCommand,
]
