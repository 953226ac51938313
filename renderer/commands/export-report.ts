import { runWithResult, saveReport } from '../files/save-report.ts'
import { runStore } from '../run/run-store.ts'
import type { Command } from './command.ts'

export const exportReportCommand: Command = {
  id: 'export-report',
  label: 'Export report…',
  section: 'File',
  icon: 'file-chart-column',
  shortcut: 'Mod+Shift+E',
  when: () => runWithResult(runStore.getState()) !== null,
  run: saveReport,
}
