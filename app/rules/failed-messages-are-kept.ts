import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { connectionsFrom } from '../design/design.ts'
import { addComponent } from '../design/edit.ts'
import { counted } from '../run/figures.ts'
import type { Rule } from './rule.ts'

/** A message that nobody could handle is set aside where somebody can look at it, and is not lost. */
export const failedMessagesAreKept: Rule = {
  id: 'failed-messages-are-kept',
  severity: 'advice',
  help: {
    term: 'Dead-letter queue',
    why: 'A message that was given up is the order or payment of somebody. In a dead-letter queue it can be read, mended and sent again.',
    url: 'https://www.enterpriseintegrationpatterns.com/patterns/messaging/DeadLetterChannel.html',
  },
  check: (design) =>
    Object.entries(design.components).flatMap(([id, component]) => {
      const behaviour = behaviourAt(design, id)
      if (behaviour?.model !== 'broker' || connectionsFrom(design, id).length === 0) return []
      const { maxReceives, deadLetter } = behaviour.delivery
      if (!Number.isFinite(maxReceives) || component.maxReceives === undefined || deadLetter !== null) return []
      const added = addComponent(design, component.kind, { x: 0, y: 0 })
      return [
        {
          message: `${id} drops a message that failed ${counted(maxReceives, 'time')}.`,
          remedy: 'Say where it goes, with deadLetter.',
          path: ['components', id],
          component: id,
          fix: {
            label: 'Add a dead-letter queue',
            edits: [
              {
                path: ['components', added.id],
                value: { kind: component.kind, name: `${component.name ?? id} dead letters`.slice(0, 80) },
              },
              { path: ['components', id, 'deadLetter'], value: added.id },
            ],
          },
        },
      ]
    }),
}
