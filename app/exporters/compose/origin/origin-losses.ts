import { kindOf } from '../../../catalogue/catalogue.ts'
import { type Component, type Connection, connectionId, type Design } from '../../../design/design.ts'
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
  // What the files say of a port may be more than an earlier import read, so it is not taken out of them.
  const keptPort =
    component.port === undefined && written.port !== undefined && written.kind === component.kind
      ? [`Port ${written.port} is not in the design, and stays in the files.`]
      : []
  const kept = privilegesOf(written).map(toKeptPrivilege)
  return [
    ...[...kindLoss, ...toPredicted(lost)].map((what) => ({ where: id, what })),
    ...[...keptPort, ...kept].map((what) => ({ where: id, what, stays: true as const })),
  ]
}

const toPredicted = (fields: string[]) =>
  fields.length === 0 ? [] : [`${fields.join(', ')}: for the prediction; Compose has nothing for it.`]

function ofConnections(design: Design, before: Design, now: Design): Loss[] {
  const components = byService(now)
  // People are no service, and what is not in the files has losses of its own.
  const isWritten = ({ from, to }: Connection) => [from, to].every((id) => components.has(serviceOf(design, id)))
  const set = (design.connections ?? []).filter(isWritten).flatMap((connection): Loss[] => {
    const written = (now.connections ?? []).find((one) => isBetween(one, now, connection, design))
    const isSaid = (key: string) =>
      key === 'from' || key === 'to' || key.startsWith('x-') || isSame(fieldIn(connection, key), fieldIn(written, key))
    // Of one that was added, its protocol and mode are how it is drawn.
    const isDrawn = (key: string) => written === undefined && (key === 'protocol' || key === 'mode')
    const lost = Object.keys(connection).filter((key) => fieldIn(connection, key) !== undefined && !isSaid(key) && !isDrawn(key))
    return toPredicted(lost).map((what) => ({ where: connectionId(connection), what }))
  })
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
  return [...removed, ...added, ...set]
}

const fieldIn = (connection: Connection | undefined, key: string): unknown => (connection as Record<string, unknown> | undefined)?.[key]

function isBetween(one: Connection, now: Design, other: Connection, design: Design): boolean {
  return serviceOf(now, one.from) === serviceOf(design, other.from) && serviceOf(now, one.to) === serviceOf(design, other.to)
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
