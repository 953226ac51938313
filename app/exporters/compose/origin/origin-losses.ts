import { kindOf } from '../../../catalogue/catalogue.ts'
import { type Component, connectionId, type Design } from '../../../design/design.ts'
import { isSame } from '../../../design/value-at.ts'
import type { Origin } from '../../../importers/compose/origin.ts'
import { privilegesOf } from '../../../privileges/privileges-of.ts'
import type { Loss } from '../../exporter.ts'
import { toKeptPrivilege } from '../../privilege-losses.ts'
import { ofGroups, ofScenario } from '../losses.ts'
import { byService, pairOf, pairsOf, serviceOf } from './changes.ts'

/** Parameters that the files take over, or that only the drawing knows. */
const carried = new Set(['kind', 'name', 'team', 'notes', 'image', 'build', 'port', 'replicas', 'cpu', 'memory', 'env'])

/** What an imported design says and its files do not. `before`: as they were read; `now`: as they are written. */
export function originLosses(design: Design, before: Design, now: Design, origin: Origin): Loss[] {
  return [
    ...Object.entries(design.components).flatMap(([id, component]) => ofComponent(id, component, now, design)),
    ...ofConnections(design, before, now),
    ...ofStrangers(design, now, origin),
    ...ofGroups(design),
    ...Object.entries(design.scenarios ?? {}).flatMap(([id, scenario]) => ofScenario(id, scenario)),
  ]
}

function ofComponent(id: string, component: Component, now: Design, design: Design): Loss[] {
  const written = byService(now).get(serviceOf(design, id))?.component
  if (!written) return []
  const kind = kindOf(component.kind)
  // What the files say in a way of their own, as an image that is a gateway, is not lost.
  const isSaid = (key: string) => carried.has(key) || key.startsWith('x-') || isSame(component[key], written[key])
  const lost = Object.keys(component).filter((key) => component[key] !== undefined && !isSaid(key))
  const kindLoss =
    written.kind === component.kind
      ? []
      : [`Its kind (${kind?.label ?? component.kind}) follows from its image in Compose, where it is ${kindOf(written.kind)?.label}.`]
  const lostText = lost.length === 0 ? [] : [`${lost.join(', ')}: for the prediction; Compose has nothing for it.`]
  const kept = privilegesOf(written).map(toKeptPrivilege)
  return [
    ...[...kindLoss, ...lostText].map((what) => ({ where: id, what })),
    ...kept.map((what) => ({ where: id, what, stays: true as const })),
  ]
}

function ofConnections(design: Design, before: Design, now: Design): Loss[] {
  const [asked, said] = [pairsOf(design), pairsOf(before)]
  const removed = (now.connections ?? [])
    .filter((connection) => said.has(pairOf(now, connection)) && !asked.has(pairOf(now, connection)))
    .map((connection) => ({
      where: connectionId(connection),
      what: 'It is not in the design; the files still name the one for the other.',
    }))
  const added = (design.connections ?? [])
    .filter((connection) => !said.has(pairOf(design, connection)) && isOwnProgram(design.components[connection.from]))
    .map((connection) => ({
      where: connectionId(connection),
      what: `${connection.from} starts after ${connection.to}; where it finds ${connection.to} is for its own program to be told, such as by a variable.`,
    }))
  return [...removed, ...added]
}

/** Nothing is known of how it is told whom to call. */
function isOwnProgram(component: Component | undefined): boolean {
  return component !== undefined && (component.image !== undefined || component.build !== undefined)
}

function ofStrangers(design: Design, now: Design, { services }: Origin): Loss[] {
  const asked = byService(design)
  return [...byService(now).keys()]
    .filter((service) => !asked.has(service) && !services.includes(service))
    .map((service) => ({
      where: 'x-compose',
      what: `The service ${service} stands in the files and was not imported with the design, so it stays. Take it out there, or import the files again to draw it.`,
    }))
}
