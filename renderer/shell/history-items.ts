import { travelBack, travelForward } from '../files/travel.ts'
import { t } from '../language/t.ts'
import type { MenuItem } from '../parts/Menu.tsx'
import { designStore } from '../state/design-store.ts'

/** So many steps are listed on either side of now; what is farther away is reached through them. */
const most = { undone: 6, done: 12 }

/** The steps of undo and redo as a list, the newest first; a chosen one is the last that is done. */
export function historyItems(): MenuItem[] {
  const { undo, redo } = designStore.getState().history
  const undone = redo.map(({ label }, index) => ({
    label,
    checked: false,
    run: () => go(travelForward, redo.length - index),
  }))
  const done = undo.map(({ label }, index) => ({
    label,
    checked: index === undo.length - 1,
    run: () => go(travelBack, undo.length - 1 - index),
  }))
  const beginning = { label: t('As it began'), checked: undo.length === 0, run: () => go(travelBack, undo.length) }
  return [
    ...(undone.length > 0 ? [{ heading: t('Steps undone') }, ...undone.slice(-most.undone), 'separator' as const] : []),
    { heading: t('Steps done') },
    ...done.slice(-most.done).reverse(),
    beginning,
  ]
}

function go(step: () => void, times: number): void {
  for (let count = 0; count < times; count += 1) step()
}
