import { type Design, type Objective, type Scenario, steadyScenario } from '../design/design.ts'
import { toSeconds } from '../design/quantities.ts'
import { RunFailure } from './engine.ts'
import { type ResolvedFault, resolveFault } from './fault-target.ts'
import { type LoadPoint, scaleAt } from './load-shape.ts'

/** A scenario in numbers: times in seconds from its start, faults with the things they strike. */
export interface ResolvedScenario {
  /** Its id in the design; `steady` for the one every design has. */
  id: string
  name: string
  duration: number
  /** Seconds at the start that the figures leave out. */
  warmup: number
  /** What all traffic follows that has no points of its own. Ascending in time. */
  loadPoints: LoadPoint[]
  /** The points of traffic that has its own, by the id of its component. */
  ownLoadPoints: Record<string, LoadPoint[]>
  /** In order of their start. */
  faults: ResolvedFault[]
  objectives: Objective[]
}

/**
 * The named scenario of the design; without a name the one called `steady`, which every design has even where it writes none. A shorter duration than the scenario's own keeps
 * at least half of itself for the figures. Throws a RunFailure where the design has no scenario of that name.
 */
export function scenarioOf(design: Design, name?: string, durationSeconds?: number): ResolvedScenario {
  const id = name ?? 'steady'
  const scenario = find(design, id)
  const duration = durationSeconds ?? toSeconds(scenario.duration)
  const warmup = Math.min(scenario.warmup === undefined ? 0 : toSeconds(scenario.warmup), duration / 2)
  const own = [...new Set((scenario.traffic ?? []).flatMap(({ source }) => source ?? []))]
  return {
    id,
    name: scenario.name ?? id,
    duration,
    warmup,
    loadPoints: toLoadPoints(scenario, undefined),
    ownLoadPoints: Object.fromEntries(own.map((source) => [source, toLoadPoints(scenario, source)])),
    faults: (scenario.faults ?? []).map((fault) => resolveFault(design, fault)).sort((a, b) => a.at - b.at),
    objectives: scenario.objectives ?? [],
  }
}

/** The points that the traffic of this component follows. */
export function loadPointsOf({ loadPoints, ownLoadPoints }: ResolvedScenario, source: string): LoadPoint[] {
  return Object.hasOwn(ownLoadPoints, source) ? (ownLoadPoints[source] as LoadPoint[]) : loadPoints
}

/** Whether all traffic comes at the same rate from the beginning to the end. */
export function isConstantLoad({ loadPoints, ownLoadPoints, duration }: ResolvedScenario): boolean {
  return [loadPoints, ...Object.values(ownLoadPoints)].every((points) => {
    const moments = points.flatMap(({ at, over }) => [at, Math.min(duration, at + over)]).filter((at) => at < duration)
    return moments.every((at) => scaleAt(points, at) === scaleAt(points, 0))
  })
}

function toLoadPoints({ traffic = [] }: Scenario, of: string | undefined): LoadPoint[] {
  return traffic
    .filter(({ source }) => source === of)
    .map((point) => ({ at: toSeconds(point.at), scale: point.scale, over: point.over === undefined ? 0 : toSeconds(point.over) }))
    .sort((a, b) => a.at - b.at)
}

function find(design: Design, name: string): Scenario {
  if (design.scenarios && Object.hasOwn(design.scenarios, name)) return design.scenarios[name] as Scenario
  if (name === 'steady') return steadyScenario
  const known = Object.keys(design.scenarios ?? {})
  const offer =
    known.length > 0 ? `This design has ${known.join(', ')}.` : 'This design has no scenarios; leave the name out for steady traffic.'
  throw new RunFailure(`There is no scenario "${name}". ${offer}`)
}
