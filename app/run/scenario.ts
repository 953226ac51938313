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
  /** Ascending in time. */
  loadPoints: LoadPoint[]
  /** The factor on every rate at this second. */
  scaleAt(time: number): number
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
  const loadPoints = (scenario.traffic ?? [])
    .map((point) => ({ at: toSeconds(point.at), scale: point.scale, over: point.over === undefined ? 0 : toSeconds(point.over) }))
    .sort((a, b) => a.at - b.at)
  return {
    id,
    name: scenario.name ?? id,
    duration,
    warmup,
    loadPoints,
    scaleAt: (time) => scaleAt(loadPoints, time),
    faults: (scenario.faults ?? []).map((fault) => resolveFault(design, fault)).sort((a, b) => a.at - b.at),
    objectives: scenario.objectives ?? [],
  }
}

function find(design: Design, name: string): Scenario {
  if (design.scenarios && Object.hasOwn(design.scenarios, name)) return design.scenarios[name] as Scenario
  if (name === 'steady') return steadyScenario
  const known = Object.keys(design.scenarios ?? {})
  const offer =
    known.length > 0 ? `This design has ${known.join(', ')}.` : 'This design has no scenarios; leave the name out for steady traffic.'
  throw new RunFailure(`There is no scenario "${name}". ${offer}`)
}
