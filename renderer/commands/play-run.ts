import { canPlay, togglePlaying } from '../run/player.ts'
import { runStore } from '../run/run-store.ts'
import type { Command } from './command.ts'

export const playRunCommand: Command = {
  id: 'play-run',
  label: 'Play or pause the run',
  section: 'Run',
  icon: 'play',
  shortcut: 'Space',
  when: () => canPlay(runStore.getState()),
  run: togglePlaying,
}
