import { openFile } from '../files/open-file.ts'
import type { Command } from './command.ts'

export const openDesignCommand: Command = {
  id: 'open-design',
  label: 'Open…',
  section: 'File',
  icon: 'folder-open',
  shortcut: 'Mod+O',
  run: openFile,
}
