import { kindOf } from '../../../app/catalogue/catalogue.ts'
import type { Behaviour } from '../../../app/catalogue/component.ts'
import { withCallDefaults } from '../../../app/design/call-defaults.ts'
import type { Design } from '../../../app/design/design.ts'
import { RunFailure } from '../../../app/run/engine.ts'
import { journeysOf } from '../../../app/run/journeys.ts'
import type { ResolvedScenario } from '../../../app/run/scenario.ts'
import { toBalancingTable } from './balancing-table.ts'
import { toCallTable } from './call-table.ts'
import { checkRunnable } from './check-runnable.ts'
import { toComponentTable } from './component-table.ts'
import { toConnectionTable } from './connection-table.ts'
import { toDeadlineTable } from './deadline-table.ts'
import { toEndpointTable } from './endpoint-table.ts'
import { toFallbackTable } from './fallback-table.ts'
import { toFaultModels } from './fault-models.ts'
import { toHandshakes } from './handshake-table.ts'
import { LaneList } from './lane-list.ts'
import type { Model } from './model.ts'
import { toPlan } from './plan.ts'
import { toServingTable } from './serving-table.ts'
import { toSourceModels } from './source-models.ts'
import { unmodelled } from './unmodelled.ts'
import { toZoneTable } from './zone-table.ts'

/** Turns a design and a scenario into numbers. Throws a RunFailure that names the component and the field it cannot run with. */
export function compile(drawn: Design, scenario: ResolvedScenario, files: Readonly<Record<string, string | Uint8Array>> = {}): Model {
  const behaviours = behavioursOf(drawn)
  const design = withCallDefaults(drawn)
  checkRunnable(design, behaviours, scenario)
  const journeys = journeysOf(design)
  const lanes = new LaneList()
  const faults = toFaultModels(design, scenario)
  const endpoints = toEndpointTable(design, behaviours, journeys)
  const fallbacks = toFallbackTable(design, behaviours, journeys)
  const deadlines = toDeadlineTable(design, behaviours, lanes)
  const components = toComponentTable(design, behaviours, faults, lanes)
  return {
    design: design.name ?? 'Untitled design',
    scenario: scenario.id,
    durationMs: scenario.duration * 1000,
    warmupMs: scenario.warmup * 1000,
    journeys,
    components,
    serving: toServingTable(behaviours, journeys, faults, lanes),
    connections: toConnectionTable(design, behaviours, lanes),
    calls: toCallTable(design, endpoints, fallbacks, deadlines, lanes),
    balancing: toBalancingTable(design, behaviours),
    handshakes: toHandshakes(design),
    deadlines,
    endpoints,
    fallbacks,
    zones: toZoneTable(design, components),
    plan: toPlan(design, behaviours, journeys),
    sources: toSourceModels(design, behaviours, journeys, files, scenario, lanes),
    faults,
    lanes: Float64Array.from(lanes.delays),
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
