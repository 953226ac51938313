import { CompareDialog } from '../compare/CompareDialog.tsx'
import { ScenarioDialog } from '../dock/ScenarioDialog.tsx'
import { ExportDialog } from '../export/ExportDialog.tsx'
import { ConflictDialog } from '../files/ConflictDialog.tsx'
import { FileDialog } from '../files/FileDialog.tsx'
import { RecoverDialog } from '../files/RecoverDialog.tsx'
import { UnfinishedDialog } from '../files/UnfinishedDialog.tsx'
import { UnreadableDialog } from '../files/UnreadableDialog.tsx'
import { UnsavedDialog } from '../files/UnsavedDialog.tsx'
import { ImportDialog } from '../import/ImportDialog.tsx'
import { SilenceDialog } from '../problems/SilenceDialog.tsx'
import { RecordDialog } from '../recording/RecordDialog.tsx'
import { RunSheetDialog } from '../run/RunSheetDialog.tsx'
import { closeDialog, useShellStore } from '../state/shell-store.ts'
import { SearchDialog } from './SearchDialog.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'

/** The dialog that is open, if any. */
export function Dialogs() {
  const dialog = useShellStore((state) => state.dialog)
  switch (dialog?.kind) {
    case undefined:
      return null
    case 'search':
      return <SearchDialog onClose={closeDialog} />
    case 'shortcuts':
      return <ShortcutsDialog onClose={closeDialog} />
    case 'export':
      return <ExportDialog onClose={closeDialog} />
    case 'import':
      return <ImportDialog />
    case 'compare':
      return <CompareDialog key={dialog.other?.label ?? ''} other={dialog.other} onClose={closeDialog} />
    case 'record':
      return <RecordDialog onClose={closeDialog} />
    case 'scenario':
      return <ScenarioDialog name={dialog.name} onClose={closeDialog} />
    case 'silence':
      return <SilenceDialog problem={dialog.problem} onClose={closeDialog} />
    case 'unsaved':
      return <UnsavedDialog name={dialog.name} answer={dialog.answer} />
    case 'unfinished':
      return <UnfinishedDialog what={dialog.what} answer={dialog.answer} />
    case 'conflict':
      return <ConflictDialog name={dialog.name} parts={dialog.parts} answer={dialog.answer} />
    case 'unreadable':
      return <UnreadableDialog name={dialog.name} problems={dialog.problems} onClose={closeDialog} />
    case 'file':
      return <FileDialog purpose={dialog.purpose} suggestedName={dialog.suggestedName} folder={dialog.folder} answer={dialog.answer} />
    case 'run-sheet':
      return <RunSheetDialog shown={dialog.shown} answer={dialog.answer} />
    case 'recover':
      return <RecoverDialog found={dialog.found} onClose={closeDialog} />
  }
}
