import { behaviourAt } from '../../catalogue/behaviour-of.ts'
import type { Behaviour, Station } from '../../catalogue/component.ts'
import type { Design } from '../../design/design.ts'
import type { Result } from '../../run/result.ts'
import type { TallySubject } from '../../run/tally.ts'
import { offeredLoad } from '../capacity.ts'

/** The busiest components explain most of a latency; each control takes a degree of freedom. */
const mostWorks = 3

/** What a design says of the mean of what a run counts. */
export interface KnownMeans {
  components: Record<string, KnownMean>
  /** Whom each component calls. */
  calls: Map<string, string[]>
}

interface KnownMean {
  /** Its share of busy workers, as it is worked out. */
  load: number
  /** The journeys that come to it: requests a second that are offered, and how often each comes by. */
  arrivals: { journey: string; perSecond: number; visits: number }[]
  /** Mean work of a request in milliseconds, where its workers are busy with nothing but the work of what they finish. */
  workMs?: number
}

/** Of a steady state. `result` tells where nothing was turned away. */
export function knownMeans(design: Design, scenario: string, result: Pick<Result, 'components'>): KnownMeans {
  const loads = offeredLoad(design, scenario).components
  const behaviours = Object.keys(design.components).map((id): [string, Behaviour | undefined] => [id, behaviourAt(design, id)])
  const calls = new Map<string, string[]>()
  for (const { from, to } of design.connections ?? []) calls.set(from, [...(calls.get(from) ?? []), to])
  const offered = new Map<string, number>()
  for (const [id, behaviour] of behaviours) {
    if (behaviour?.model !== 'source') continue
    const isKnown = !behaviour.closed && behaviour.arrivals !== 'trace'
    for (const [journey, rate] of Object.entries(loads[id]?.journeys ?? {})) {
      offered.set(journey, (offered.get(journey) ?? 0) + (isKnown ? rate : Number.NaN))
    }
  }
  const anyBlocks = behaviours.some(([, each]) => each?.model === 'station' && each.blocks)
  const components = behaviours.flatMap(([id, behaviour]): [string, KnownMean][] => {
    const load = loads[id]
    const seen = result.components[id]
    if (behaviour?.model !== 'station' || !load?.utilisation || !seen) return []
    const arrivals = Object.entries(load.journeys).flatMap(([journey, rate]) => {
      const perSecond = offered.get(journey) ?? 0
      return perSecond > 0 ? [{ journey, perSecond, visits: rate / perSecond }] : []
    })
    const turnedAway = (seen.rejected ?? 0) + (seen.abandoned ?? 0) + (seen.cancelled ?? 0) > 0
    const works = !turnedAway && !anyBlocks && isBusyWithWork(behaviour, calls.has(id))
    return [[id, { load: load.utilisation, arrivals, ...(works ? { workMs: meanOf(behaviour) } : {}) }]]
  })
  return { components: Object.fromEntries(components), calls }
}

/** Nothing but its work keeps a worker, and all that is finished has had it. */
function isBusyWithWork(station: Station, calls: boolean): boolean {
  const { cores, instances, rows, endpoints, breakdowns, holdsWorker, work } = station
  if (cores !== undefined || instances || rows || endpoints || breakdowns) return false
  return work.distribution !== 'constant' && !(holdsWorker && calls)
}

function meanOf({ work: { distribution, samplesMs, meanMs } }: Station): number {
  return distribution === 'empirical' ? samplesMs.reduce((sum, ms) => sum + ms, 0) / samplesMs.length : meanMs
}

/**
 * What came and what was worked beyond that which was expected, in each part of a run, of which `parts` holds the sums: controls for a latency that rests on the
 * components which are reached from these. Of arrivals one control is enough, for what comes to one comes to the others.
 */
export function controlsFor(
  { components, calls }: KnownMeans,
  indexOf: (subject: TallySubject) => number | undefined,
  first: Iterable<string>,
  parts: Float64Array[],
): number[][] {
  const above = (subject: TallySubject) => sumsOf(parts, 2 * (indexOf(subject) ?? Number.NaN))
  const below = (subject: TallySubject) => sumsOf(parts, 2 * (indexOf(subject) ?? Number.NaN) + 1)
  const busiest = [...reachedFrom(first, calls)]
    .flatMap((id) => (components[id] ? [{ id, ...components[id] }] : []))
    .sort((a, b) => b.load - a.load)
    .slice(0, mostWorks)
  const arrivals = (busiest[0]?.arrivals ?? []).map(({ journey, perSecond, visits }) => {
    const offered = { group: 'journeys', id: journey, name: 'offered' } as const
    const seconds = below(offered)
    return above(offered).map((came, i) => visits * (came - perSecond * (seconds[i] as number)))
  })
  const works = busiest.flatMap(({ id, workMs }) => {
    if (workMs === undefined) return []
    const finished = above({ group: 'components', id, name: 'throughput' })
    return [above({ group: 'components', id, name: 'utilisation' }).map((busy, i) => busy - workMs * (finished[i] as number))]
  })
  const came = parts.map((_, i) => arrivals.reduce((sum, each) => sum + (each[i] as number), 0))
  return [...(arrivals.length > 0 ? [came] : []), ...works]
}

function sumsOf(parts: Float64Array[], index: number): number[] {
  return parts.map((sums) => sums[index] ?? Number.NaN)
}

function reachedFrom(first: Iterable<string>, calls: Map<string, string[]>): Set<string> {
  const reached = new Set<string>(first)
  for (const id of reached) for (const to of calls.get(id) ?? []) reached.add(to)
  return reached
}
