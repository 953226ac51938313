import type { Design } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { faultsIn, msOf } from './scenario-places.ts'

/** What happens again at once more often than this is no event of a system but a mistake of unit, and a run crawls on it. */
const leastMs = 1

type Path = (string | number)[]

/** What comes again and again does so at times that a system knows: not every microsecond. */
export const spansAreNotTiny: Rule = {
  id: 'spans-are-not-tiny',
  severity: 'warning',
  check: (design) =>
    spansOf(design).flatMap(({ what, path, ms, text, component }) =>
      ms > 0 && ms < leastMs
        ? [
            {
              message: `${what} every ${text}: so often that a run hardly gets on.`,
              remedy: 'Write a time of milliseconds or more, such as 100ms.',
              path,
              ...(component === undefined ? {} : { component }),
              fix: setting('Write 100ms', path, '100ms'),
            },
          ]
        : [],
    ),
}

interface Span {
  what: string
  path: Path
  ms: number
  text: string
  component?: string
}

function spansOf(design: Design): Span[] {
  const recurring: [field: string[], words: string][] = [
    [['poll'], 'is polled'],
    [['breakdowns', 'every'], 'breaks down'],
    [['autoscale', 'interval'], 'has an autoscaler that looks'],
    [['burst', 'on'], 'has bursts that change'],
  ]
  const ofComponents = Object.entries(design.components).flatMap(([id, component]) =>
    recurring.flatMap(([field, words]) => {
      const text = field.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], component)
      const ms = msOf(text)
      return ms === undefined ? [] : [{ what: `${id} ${words}`, path: ['components', id, ...field], ms, text: String(text), component: id }]
    }),
  )
  const ofFaults = faultsIn(design).flatMap(({ id, part, path }) => {
    const ms = msOf(part.repeat?.every)
    return ms === undefined
      ? []
      : [
          {
            what: `In the scenario ${id} the fault "${part.kind}" on ${part.target} comes again`,
            path: [...path, 'repeat', 'every'],
            ms,
            text: part.repeat?.every ?? '',
          },
        ]
  })
  return [...ofComponents, ...ofFaults]
}
