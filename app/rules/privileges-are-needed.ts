import { privilegesOf } from '../privileges/privileges-of.ts'
import type { Rule } from './rule.ts'

/** Whoever starts the Compose file that a design came from gives these away, however the design looks. */
export const privilegesAreNeeded: Rule = {
  id: 'privileges-are-needed',
  severity: 'warning',
  check: (design) =>
    Object.entries(design.components).flatMap(([id, component]) =>
      privilegesOf(component).map(({ grant, danger }, index) => ({
        message: `The Compose file of ${id} says ${grant}: ${danger}.`,
        remedy: 'A run here gives it nothing of that. Take it out of the file unless it has to be, and import it again.',
        path: ['components', id, 'x-compose', 'privileges', index],
        component: id,
      })),
    ),
}
