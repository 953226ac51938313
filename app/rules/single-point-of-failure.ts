import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { kindOf } from '../catalogue/catalogue.ts'
import { callsFor, type Design, defaultJourney, type Objective } from '../design/design.ts'
import type { Fix } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { objectivesIn } from './scenario-places.ts'
import { waitedForByCaller } from './waited-for.ts'

/** What requests cannot do without, where a scenario asks that they be answered, has somebody to take over. */
export const singlePointOfFailure: Rule = {
  id: 'single-point-of-failure',
  severity: 'advice',
  help: {
    term: 'Single point of failure',
    why: 'While the only replica of something that every request needs is down or being replaced, every request fails. Two or more, best in different zones, keep answering.',
    url: 'https://en.wikipedia.org/wiki/Single_point_of_failure',
  },
  check: (design) => {
    const asked = new Map<string, { scenario: string; objective: Objective }>()
    for (const { id: scenario, part: objective } of objectivesIn(design)) {
      if (objective.metric !== 'availability' && objective.metric !== 'errorRate') continue
      for (const id of neededFor(design, objective)) if (!asked.has(id)) asked.set(id, { scenario, objective })
    }
    return [...asked].flatMap(([id, { scenario, objective }]) => {
      if (!standsAlone(design, id)) return []
      return [
        {
          message: `${id} has ${isAlone(design, id) ? 'one replica' : 'a primary that nothing takes over from'}, and in the scenario ${scenario} an objective asks for ${wordsOf(objective)}: while it is down, those requests fail.`,
          remedy: isAlone(design, id) ? 'Give it a second replica.' : 'Give it somebody who takes over.',
          path: ['components', id],
          component: id,
          ...fixFor(design, id),
        },
      ]
    })
  },
}

/** What a request of the objective waits for and cannot go on without. */
function neededFor(design: Design, { journey, component }: Objective): Set<string> {
  const waits = waitedForByCaller(design)
  const starts = component === undefined ? sourcesOf(design, journey ?? defaultJourney) : [component]
  const needed = new Set(starts)
  // A set that grows while it is walked is walked to its end.
  for (const id of needed) {
    for (const connection of waits.get(id) ?? []) {
      const { to, optional, fallbackFor } = connection
      const isMade = journey === undefined || callsFor(connection, journey) > 0
      const isReplaced = waits.get(id)?.some((other) => other.fallbackFor === to)
      if (isMade && !optional && fallbackFor === undefined && !isReplaced) needed.add(to)
    }
  }
  return needed
}

function sourcesOf(design: Design, journey: string): string[] {
  return Object.keys(design.components).filter((id) => {
    const behaviour = behaviourAt(design, id)
    return behaviour?.model === 'source' && (journey === defaultJourney || Object.hasOwn(behaviour.journeys, journey))
  })
}

function standsAlone(design: Design, id: string): boolean {
  const behaviour = behaviourAt(design, id)
  const kind = kindOf(design.components[id]?.kind ?? '')
  if (behaviour?.model !== 'station' || behaviour.instances || kind?.family === 'external') return false
  // Of a product of a provider of which nobody sets how many there are, such as a load balancer or a table, the provider has several.
  if (kind?.platform !== undefined && !amounts.some((parameter) => parameter in kind.parameters)) return false
  // Copies that are only read from take no writes.
  return isAlone(design, id) || behaviour.primary?.failoverMs === Number.POSITIVE_INFINITY
}

function isAlone(design: Design, id: string): boolean {
  const behaviour = behaviourAt(design, id)
  return behaviour?.model === 'station' && (behaviour.autoscale?.min ?? behaviour.replicas) < 2
}

const amounts = ['replicas', 'readReplicas', 'nodes']

function wordsOf({ metric, above, below }: Objective): string {
  const name = metric === 'errorRate' ? 'an error rate' : 'availability'
  return above === undefined ? `${name} below ${below}` : `${name} above ${above}`
}

function fixFor(design: Design, id: string): { fix?: Fix } {
  const component = design.components[id]
  const parameters = kindOf(component?.kind ?? '')?.parameters ?? {}
  if (component?.autoscale !== undefined) return {}
  const at = (field: string) => ['components', id, field]
  if ('replicas' in parameters) return { fix: { label: 'Make it 2 replicas', edits: [{ path: at('replicas'), value: 2 }] } }
  // Its read replicas take over only when somebody promotes them.
  if ('multiAz' in parameters) return { fix: { label: 'Add a standby', edits: [{ path: at('multiAz'), value: true }] } }
  if (!('readReplicas' in parameters)) return {}
  const failover = { path: at('failover'), value: '30s' }
  if (!isAlone(design, id)) return { fix: { label: 'Let a replica take over', edits: [failover] } }
  const edits = [{ path: at('readReplicas'), value: 1 }, failover]
  return { fix: { label: 'Add a replica that takes over', edits } }
}
