import { newDesign } from '../files/open-file.ts'
import type { Command } from './command.ts'

export const newDesignCommand: Command = {
  id: 'new-design',
  label: 'New design',
  section: 'File',
  icon: 'file-plus-2',
  shortcut: 'Mod+N',
  run: newDesign,
}
