import { startPresenting } from '../presentation/present.ts'
import { designStore } from '../state/design-store.ts'
import type { Command } from './command.ts'

export const presentCommand: Command = {
  id: 'present',
  label: 'Present the design',
  section: 'View',
  icon: 'presentation',
  shortcut: 'Mod+Alt+Enter',
  when: () => designStore.getState().open && (designStore.getState().design.presentation?.length ?? 0) > 0,
  run: startPresenting,
}
