import { kindOf } from '../catalogue/catalogue.ts'
import type { Component } from '../design/design.ts'
import { toSizeText } from '../run/size-text.ts'
import type { Rule } from './rule.ts'

/** What limits are set to where nobody says more. */
const usualCores = 1
const usualMemoryMiB = 512
const words = { cpu: 'CPU', memory: 'memory' } as const
type Limit = keyof typeof words

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
      const memory = memoryMiB(component)
      const labels = { cpu: '1 core', memory: toSizeText(memory * 2 ** 20) }
      const values = { cpu: usualCores, memory: `${memory}MiB` }
      return [
        {
          message: `The container of ${id} has no limit of ${missing.map((limit) => words[limit]).join(' and ')}.`,
          remedy: 'Set what it needs at its peak, and a little more.',
          path: ['components', id],
          component: id,
          fix: {
            label: `Limit it to ${missing.map((limit) => labels[limit]).join(' and ')}`,
            edits: missing.map((limit) => ({ path: ['components', id, limit], value: values[limit] })),
          },
        },
      ]
    }),
}

/** Not less than without which its program does not come up. */
function memoryMiB({ kind }: Component): number {
  return Math.max(usualMemoryMiB, Math.ceil((kindOf(kind)?.leastMemoryBytes ?? 0) / 2 ** 20))
}

/** A provider's own products come in sizes. */
function missingLimits(component: Component): Limit[] {
  const kind = kindOf(component.kind)
  const isNamed = component.image !== undefined || component.build !== undefined
  if (!kind || kind.platform !== undefined || !isNamed) return []
  return (Object.keys(words) as Limit[]).filter((limit) => limit in kind.parameters && component[limit] === undefined)
}
