import { runWithResult } from '../files/save-report.ts'
import { runStore } from '../run/run-store.ts'
import { openDialog } from '../state/shell-store.ts'
import type { Command } from './command.ts'

export const recordRunCommand: Command = {
  id: 'record-run',
  label: 'Record the run as a video…',
  section: 'File',
  icon: 'video',
  when: () => runWithResult(runStore.getState()) !== null,
  run: () => openDialog({ kind: 'record' }),
}
