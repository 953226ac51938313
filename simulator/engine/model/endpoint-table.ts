import type { Behaviour, WorkTime } from '../../../app/catalogue/component.ts'
import type { Design } from '../../../app/design/design.ts'
import { toWorkSamplers, type WorkSamplers } from '../chance/work-sampler.ts'

/** The classes of work of one component. */
export interface EndpointModel {
  /** One for each endpoint, and the component's own work as the last. */
  work: WorkSamplers
  /** The endpoint of a request that was sent to none, by journey. */
  ofJourney: Int32Array
}

/** Which endpoints a connection calls. */
export interface EndpointChoice {
  endpoints: Int32Array
  /** Cumulative shares, the last 1. */
  cumulative: Float64Array
}

export interface EndpointTable {
  /** By component; null: all its work is of one class. */
  models: (EndpointModel | null)[]
  /** By connection; null: its calls go to the endpoint that their journey names. */
  choices: (EndpointChoice | null)[]
}

export function toEndpointTable(design: Design, behaviours: Behaviour[], journeys: string[]): EndpointTable {
  const ids = Object.keys(design.components)
  const endpointsOf = (component: number): Record<string, WorkTime> => {
    const behaviour = behaviours[component]
    return (behaviour?.model === 'station' && behaviour.endpoints) || {}
  }
  return {
    models: behaviours.map((behaviour, c) => toModel(behaviour, endpointsOf(c), journeys)),
    choices: (design.connections ?? []).map(({ to, endpoints }) =>
      endpoints === undefined ? null : toChoice(endpoints, Object.keys(endpointsOf(ids.indexOf(to)))),
    ),
  }
}

function toModel(behaviour: Behaviour, endpoints: Record<string, WorkTime>, journeys: string[]): EndpointModel | null {
  const names = Object.keys(endpoints)
  if (names.length === 0 || behaviour.model === 'source') return null
  return {
    work: toWorkSamplers([...Object.values(endpoints), behaviour.work]),
    ofJourney: Int32Array.from(journeys, (journey) => (names.includes(journey) ? names.indexOf(journey) : names.length)),
  }
}

/** Endpoints that the target does not have are its own work, as the design rules say. */
function toChoice(shares: Record<string, number>, names: string[]): EndpointChoice | null {
  const chosen = Object.entries(shares).filter(([, share]) => share > 0)
  const total = chosen.reduce((sum, [, share]) => sum + share, 0)
  if (names.length === 0 || total <= 0) return null
  let reached = 0
  const cumulative = chosen.map(([, share]) => {
    reached += share / total
    return reached
  })
  cumulative[cumulative.length - 1] = 1
  return {
    endpoints: Int32Array.from(chosen, ([name]) => (names.includes(name) ? names.indexOf(name) : names.length)),
    cumulative: Float64Array.from(cumulative),
  }
}
