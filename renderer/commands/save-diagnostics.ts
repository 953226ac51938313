import { saveDiagnostics } from '../files/save-diagnostics.ts'
import type { Command } from './command.ts'

export const saveDiagnosticsCommand: Command = {
  id: 'save-diagnostics',
  label: 'Save diagnostics…',
  section: 'Help',
  icon: 'stethoscope',
  run: saveDiagnostics,
}
