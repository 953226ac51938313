import { putSetting, settingsStore } from '../state/settings-store.ts'
import type { Command } from './command.ts'

export const togglePaletteCommand: Command = {
  id: 'toggle-palette',
  label: 'Show or hide: component list',
  section: 'View',
  icon: 'panel-left',
  shortcut: 'Mod+B',
  run: () => putSetting('paletteOpen', !settingsStore.getState().paletteOpen),
}
