import { offeredLoad } from '../analysis/capacity.ts'
import { behaviourAt } from '../catalogue/behaviour-of.ts'
import type { Design, Objective } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { objectivesIn } from './scenario-places.ts'

/** No objective wants more throughput than is ever offered. */
export const objectiveThroughputOffered: Rule = {
  id: 'objective-throughput-offered',
  severity: 'warning',
  check: (design) =>
    objectivesIn(design).flatMap(({ id, part, path }) => {
      if (part.metric !== 'throughput' || typeof part.above !== 'number') return []
      const offered = offeredTo(design, id, part)
      if (offered === undefined || part.above < offered * 1.02) return []
      const enough = Number((offered * 0.95).toPrecision(3))
      return [
        {
          message: `In the scenario ${id} an objective wants throughput above ${part.above}/s, and at most ${Number(offered.toPrecision(3))}/s are offered.`,
          remedy: 'Ask for less, or send more.',
          path: [...path, 'above'],
          fix: setting(`Ask for ${enough}/s`, [...path, 'above'], enough),
        },
      ]
    }),
}

/** At the scenario's peak; undefined where the subject is unknown, or nobody knows how much a recording sends. */
function offeredTo(design: Design, scenario: string, { journey, component }: Objective): number | undefined {
  const { components } = offeredLoad(design, scenario)
  if (component !== undefined) return components[component]?.visitsPerSecond
  const sources = Object.entries(components).filter(([id]) => behaviourAt(design, id)?.model === 'source')
  if (sources.some(([id]) => design.components[id]?.trace !== undefined)) return undefined
  if (journey === undefined) {
    // It is about every journey: the one that is offered least decides.
    const byJourney = sources.flatMap(([, { journeys }]) => Object.entries(journeys))
    const totals = new Map<string, number>()
    for (const [name, rate] of byJourney) totals.set(name, (totals.get(name) ?? 0) + rate)
    return totals.size === 0 ? undefined : Math.min(...totals.values())
  }
  return sources.reduce((sum, [, { journeys }]) => sum + (journeys[journey] ?? 0), 0)
}
