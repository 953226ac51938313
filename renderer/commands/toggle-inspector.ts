import { putSetting, settingsStore } from '../state/settings-store.ts'
import type { Command } from './command.ts'

export const toggleInspectorCommand: Command = {
  id: 'toggle-inspector',
  label: 'Show or hide: inspector',
  section: 'View',
  icon: 'panel-right',
  shortcut: 'Mod+I',
  run: () => putSetting('inspectorOpen', !settingsStore.getState().inspectorOpen),
}
