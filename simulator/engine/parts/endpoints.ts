import { keyedUniform } from '../chance/streams.ts'
import { sampleWork } from '../chance/work-sampler.ts'
import { ENDPOINTS } from '../model/call-table.ts'
import type { EndpointModel } from '../model/endpoint-table.ts'
import { CONNECTION, JOURNEY, KEY, visitSize } from './visits.ts'
import { connectionStream, ENDPOINT, streamOf, WORK, type World } from './world.ts'

/**
 * Classes of work on one component, such as cheap reads and dear writes. A call is to one endpoint, whatever becomes of it: its
 * retries and hedges ask for the same again.
 */

/** Draws the endpoint that a call asks for. */
export function chooseEndpoint(w: World, call: number, connection: number): void {
  const choice = w.model.endpoints.choices[connection]
  if (choice === null) return
  const chance = keyedUniform(w.chance, connectionStream(w, connection, ENDPOINT), w.visits.ints[call + KEY])
  let i = 0
  while (chance >= choice.cumulative[i]) i++
  w.endpointOf[call / visitSize] = choice.endpoints[i]
}

/** Another visit stands for the same call. */
export function keepEndpoint(w: World, from: number, to: number): void {
  if (asksForEndpoint(w, from)) w.endpointOf[to / visitSize] = w.endpointOf[from / visitSize]
}

/** One work time in milliseconds of a request at a component that has endpoints. */
export function sampleEndpoint(w: World, visit: number, component: number, endpoints: EndpointModel): number {
  const endpoint = asksForEndpoint(w, visit) ? w.endpointOf[visit / visitSize] : endpoints.ofJourney[w.visits.ints[visit + JOURNEY]]
  return sampleWork(endpoints.work, endpoint, w.chance, streamOf(component, WORK), w.visits.ints[visit + KEY])
}

function asksForEndpoint({ visits, model }: World, visit: number): boolean {
  const connection = visits.ints[visit + CONNECTION]
  return connection >= 0 && (model.calls.features[connection] & ENDPOINTS) !== 0
}
