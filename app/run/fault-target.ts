import { connectionId, type Design } from '../design/design.ts'
import { toSeconds } from '../design/quantities.ts'
import { type Fault, strikesConnections } from '../faults/faults.ts'

/** A fault with its times in seconds of the scenario and the things it strikes. */
export interface ResolvedFault {
  fault: Fault
  at: number
  /** Infinity: until the run ends, or until it is healed. */
  until: number
  /** Ids of the components struck. */
  components: string[]
  /** Ids (`a->b`) of the connections struck. */
  connections: string[]
}

/**
 * What a fault strikes. Components: the one named, or the members of the group. Connections: the one named, every one that
 * starts or ends at the component named, or every one that crosses the boundary of the group. Both empty: no such target.
 */
export function resolveFault(design: Design, fault: Fault): ResolvedFault {
  const at = toSeconds(fault.at)
  const until = fault.for === undefined ? Number.POSITIVE_INFINITY : at + toSeconds(fault.for)
  const connections = strikesConnections(fault.kind, fault.target) ? struckConnections(design, fault.target) : []
  const components = strikesConnections(fault.kind, fault.target) ? [] : struckComponents(design, fault.target)
  return { fault, at, until, components, connections }
}

/** The components in a group, those of nested groups included. Empty where there is no such group. */
export function groupMembers(design: Design, group: string, seen: ReadonlySet<string> = new Set()): string[] {
  const found = design.groups && Object.hasOwn(design.groups, group) ? design.groups[group] : undefined
  if (!found || seen.has(group)) return []
  const inner = new Set([...seen, group])
  const all = found.members.flatMap((member) => (Object.hasOwn(design.components, member) ? [member] : groupMembers(design, member, inner)))
  return [...new Set(all)]
}

function struckComponents(design: Design, target: string): string[] {
  return Object.hasOwn(design.components, target) ? [target] : groupMembers(design, target)
}

function struckConnections(design: Design, target: string): string[] {
  const inside = new Set(struckComponents(design, target))
  const all = design.connections ?? []
  const struck = target.includes('->')
    ? all.filter((connection) => connectionId(connection) === target)
    : all.filter((connection) => inside.has(connection.from) !== inside.has(connection.to))
  return [...new Set(struck.map(connectionId))]
}

/** The zones over which a component's replicas are spread in turn, in the order of the file. */
export function zonesOf(design: Design, component: string): string[] {
  return Object.entries(design.groups ?? {}).flatMap(([id, { kind }]) =>
    kind === 'zone' && groupMembers(design, id).includes(component) ? [id] : [],
  )
}

/**
 * Which of a component's replicas a fault on this target strikes: every `of`-th, counted from `from`. Those of a component in
 * several zones are spread over them in turn, and a fault of a zone strikes those that are in it; any other fault strikes all.
 */
export function zoneShare(design: Design, target: string, component: string): { from: number; of: number } {
  const zones = zonesOf(design, component)
  return zones.includes(target) ? { from: zones.indexOf(target), of: zones.length } : { from: 0, of: 1 }
}
