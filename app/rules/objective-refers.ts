import type { Design, Objective } from '../design/design.ts'
import { journeysOf } from '../run/journeys.ts'
import type { Rule } from './rule.ts'

/** An objective is about a journey or a component that is there, and says what is good. */
export const objectiveRefers: Rule = {
  id: 'objective-refers',
  severity: 'error',
  check: (design) =>
    Object.entries(design.scenarios ?? {}).flatMap(([id, scenario]) =>
      (scenario.objectives ?? []).flatMap((objective, index) =>
        faultsOf(design, objective).map(([message, remedy]) => ({
          message: `In the scenario ${id} an objective on ${objective.metric} ${message}.`,
          remedy,
          path: ['scenarios', id, 'objectives', index],
          ...(objective.component === undefined ? {} : { component: objective.component }),
        })),
      ),
    ),
}

function faultsOf(design: Design, { journey, component, below, above, metric }: Objective): [string, string][] {
  const found: [string, string][] = []
  const journeys = journeysOf(design)
  if (journey !== undefined && !journeys.includes(journey))
    found.push([`names the journey "${journey}", which no traffic has`, `Journeys: ${journeys.join(', ')}.`])
  if (component !== undefined && !Object.hasOwn(design.components, component))
    found.push([`names the component "${component}", which is not there`, 'Name a component of the design.'])
  if (journey !== undefined && component !== undefined) found.push(['names both a journey and a component', 'Make two objectives of it.'])
  if (metric === 'cost' && journey !== undefined)
    found.push(['is about a journey, and a cost is of the whole or of a component', 'Take journey out, or name a component.'])
  if (metric === 'utilisation' && component === undefined) found.push(['names no component', 'Say of which component.'])
  if (below === undefined && above === undefined) found.push(['says neither below nor above', 'Write below: 400ms or above: 0.99.'])
  const [wants, example] = isTime(metric)
    ? (['string', 'a duration such as 400ms'] as const)
    : (['number', 'a number such as 0.99'] as const)
  const wrong = [below, above].some((bound) => bound !== undefined && typeof bound !== wants)
  if (wrong) found.push(['has a bound of the wrong sort', `Write ${example}.`])
  return found
}

const isTime = (metric: Objective['metric']) => metric === 'mean' || /^p\d/.test(metric)
