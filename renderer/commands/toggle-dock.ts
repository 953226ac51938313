import { putSetting, settingsStore } from '../state/settings-store.ts'
import type { Command } from './command.ts'

export const toggleDockCommand: Command = {
  id: 'toggle-dock',
  label: 'Show or hide: dock',
  section: 'View',
  icon: 'panel-bottom',
  shortcut: 'Mod+J',
  run: () => putSetting('dockOpen', !settingsStore.getState().dockOpen),
}
