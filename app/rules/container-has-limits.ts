import { kindOf } from '../catalogue/catalogue.ts'
import type { Component } from '../design/design.ts'
import type { Rule } from './rule.ts'

/** What a limit is set to where nobody says more. */
const usual = { cpu: 1, memory: '512MiB' } as const
type Limit = keyof typeof usual
const words: Record<Limit, string> = { cpu: 'CPU', memory: 'memory' }

/** A container that is named may not take all that its machine has. */
export const containerHasLimits: Rule = {
  id: 'container-has-limits',
  severity: 'advice',
  help: {
    term: 'Resource limits',
    why: 'A container without limits takes what it can get: a leak in one ends others on the same machine, and how much the scheduler should keep for it is nowhere written. With a memory limit only the one that leaks is ended, and started again.',
    url: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  },
  check: (design) =>
    Object.entries(design.components).flatMap(([id, component]) => {
      const missing = missingLimits(component)
      if (missing.length === 0) return []
      return [
        {
          message: `The container of ${id} has no limit of ${missing.map((limit) => words[limit]).join(' and ')}.`,
          remedy: 'Set what it needs at its peak, and a little more.',
          path: ['components', id],
          component: id,
          fix: {
            label: `Limit it to ${missing.map((limit) => (limit === 'cpu' ? '1 core' : '512 MiB')).join(' and ')}`,
            edits: missing.map((limit) => ({ path: ['components', id, limit], value: usual[limit] })),
          },
        },
      ]
    }),
}

/** A provider's own products come in sizes. */
function missingLimits(component: Component): Limit[] {
  const kind = kindOf(component.kind)
  const isNamed = component.image !== undefined || component.build !== undefined
  if (!kind || kind.platform !== undefined || !isNamed) return []
  return (Object.keys(usual) as Limit[]).filter((limit) => limit in kind.parameters && component[limit] === undefined)
}
