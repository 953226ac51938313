import { themeNow } from '../shell/theme.ts'
import { putSetting } from '../state/settings-store.ts'
import type { Command } from './command.ts'

export const toggleThemeCommand: Command = {
  id: 'toggle-theme',
  label: 'Change between dark and light',
  section: 'View',
  icon: 'sun-moon',
  run: () => putSetting('theme', themeNow() === 'dark' ? 'light' : 'dark'),
}
