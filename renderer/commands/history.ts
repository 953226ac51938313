import { openMenu } from '../canvas/canvas-menu.ts'
import { t } from '../language/t.ts'
import { historyItems } from '../shell/history-items.ts'
import { designStore } from '../state/design-store.ts'
import type { Command } from './command.ts'

export const historyCommand: Command = {
  id: 'history',
  label: 'History of edits',
  section: 'Edit',
  icon: 'history',
  shortcut: 'Mod+Alt+Z',
  when: hasHistory,
  run: () => openMenu({ at: { x: window.innerWidth / 2 - 120, y: 52 }, label: t('History of edits'), items: historyItems() }),
}

function hasHistory(): boolean {
  const { open, history } = designStore.getState()
  return open && history.undo.length + history.redo.length > 0
}
