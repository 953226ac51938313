import { kindOf } from '../../../app/catalogue/catalogue.ts'
import type { Behaviour } from '../../../app/catalogue/component.ts'
import type { Design } from '../../../app/design/design.ts'
import { RunFailure } from '../../../app/run/engine.ts'
import { journeysOf } from '../../../app/run/journeys.ts'
import type { ResolvedScenario } from '../../../app/run/scenario.ts'
import { checkRunnable } from './check-runnable.ts'
import { toComponentTable } from './component-table.ts'
import { toConnectionTable } from './connection-table.ts'
import { toFaultModels } from './fault-models.ts'
import { LaneList } from './lane-list.ts'
import { toLoadSegments } from './load-segments.ts'
import type { Model, SourceModel } from './model.ts'
import { toPlan } from './plan.ts'
import { unmodelled } from './unmodelled.ts'

/** Turns a design and a scenario into numbers. Throws a RunFailure that names the component and the field it cannot run with. */
export function compile(design: Design, scenario: ResolvedScenario): Model {
  const behaviours = behavioursOf(design)
  checkRunnable(design, behaviours, scenario)
  const journeys = journeysOf(design)
  const lanes = new LaneList()
  const faults = toFaultModels(design, scenario)
  return {
    design: design.name ?? 'Untitled design',
    scenario: scenario.id,
    durationMs: scenario.duration * 1000,
    warmupMs: scenario.warmup * 1000,
    journeys,
    components: toComponentTable(design, behaviours, faults, lanes),
    connections: toConnectionTable(design, behaviours, lanes),
    plan: toPlan(design, behaviours, journeys),
    sources: toSources(behaviours, journeys),
    load: toLoadSegments(scenario.loadPoints),
    faults,
    lanes: lanes.delays,
    notes: unmodelled(design, behaviours, scenario),
  }
}

/** The station model of every component, in the design's order. */
function behavioursOf(design: Design): Behaviour[] {
  return Object.entries(design.components).map(([id, component]) => {
    const kind = kindOf(component.kind)
    if (!kind)
      throw new RunFailure(`Component ${id} has the kind "${component.kind}", which Microcosm does not know: choose another kind.`, id)
    return kind.behaviour(component)
  })
}

function toSources(behaviours: Behaviour[], journeys: string[]): SourceModel[] {
  return behaviours.flatMap((behaviour, component) => {
    if (behaviour.model !== 'source') return []
    const shares = Object.entries(behaviour.journeys).filter(([, share]) => share > 0)
    const total = shares.reduce((sum, [, share]) => sum + share, 0)
    let reached = 0
    const cumulative = shares.map(([, share]) => {
      reached += share / total
      return reached
    })
    cumulative[cumulative.length - 1] = 1
    return [
      {
        component,
        ratePerMs: behaviour.ratePerSecond / 1000,
        arrivals: behaviour.arrivals,
        journeys: Int32Array.from(shares, ([journey]) => journeys.indexOf(journey)),
        cumulative: Float64Array.from(cumulative),
      },
    ]
  })
}
