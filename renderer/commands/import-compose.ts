import { startImport } from '../import/start-import.ts'
import type { Command } from './command.ts'

export const importComposeCommand: Command = {
  id: 'import-compose',
  label: 'Import Docker Compose…',
  section: 'File',
  icon: 'file-input',
  shortcut: 'Mod+Shift+O',
  run: startImport,
}
