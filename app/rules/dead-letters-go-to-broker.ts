import { isBroker } from '../design/allowed-protocols.ts'
import type { Design } from '../design/design.ts'
import type { Rule } from './rule.ts'

/** Messages that nobody could handle go to another broker of the design. */
export const deadLettersGoToBroker: Rule = {
  id: 'dead-letters-go-to-broker',
  severity: 'error',
  check: (design) =>
    Object.entries(design.components).flatMap(([id, { deadLetter }]) => {
      const wrong = typeof deadLetter === 'string' ? reason(design, id, deadLetter) : undefined
      if (wrong === undefined) return []
      return [
        {
          message: `The dead letters of ${id} go to "${deadLetter}", which is ${wrong}.`,
          remedy: 'Name a queue of the design.',
          path: ['components', id, 'deadLetter'],
          component: id,
        },
      ]
    }),
}

function reason(design: Design, id: string, deadLetter: string): string | undefined {
  if (deadLetter === id) return 'itself'
  if (!Object.hasOwn(design.components, deadLetter)) return 'no component'
  return isBroker(design, deadLetter) ? undefined : 'no broker'
}
