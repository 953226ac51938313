import { isSource } from '../../../catalogue/behaviour-of.ts'
import { kindOf } from '../../../catalogue/catalogue.ts'
import { isBroker } from '../../../design/allowed-protocols.ts'
import type { Component, Connection, Design } from '../../../design/design.ts'
import { isSame } from '../../../design/value-at.ts'
import { withoutSignIn } from '../../../importers/compose/file-paths.ts'
import type { Field } from './service-edits.ts'

/** What a person changed in an imported design, as one thing after another that the files can take over. */
export type Change =
  | { change: 'rename'; service: string; to: string }
  | { change: 'remove'; service: string }
  | { change: 'add'; id: string }
  | { change: 'field'; id: string; service: string; field: Field; value: unknown }
  | { change: 'variable'; id: string; service: string; name: string; value: unknown }
  | { change: 'connect'; connection: Connection }

const fields: readonly Field[] = ['image', 'build', 'port', 'replicas', 'cpu', 'memory']

/**
 * The differences between what the files say now and what the design says. `known`: the services that were imported; `imported`:
 * the design they gave, whose connections need no saying.
 */
export function toChanges(now: Design, wanted: Design, known: readonly string[], imported: Design): Change[] {
  const there = byService(now)
  const asked = byService(wanted)
  const first = byService(imported)
  const gone = [...there].filter(([service]) => !asked.has(service) && known.includes(service))
  const fresh = [...asked].filter(([service]) => !there.has(service))
  const renames = fresh.flatMap(([, { id, component }]) => {
    const from = gone.find(([, old]) => isAlike(old.component, component))
    return from ? [{ change: 'rename' as const, service: from[0], to: id }] : []
  })
  // A renamed component is compared in the next round, under its new name.
  if (renames.length > 0) return renames
  return [
    ...[...asked].flatMap(([service, { id, component }]) => {
      const before = there.get(service)?.component
      if (before && !known.includes(service) && isStandIn(component)) return [{ change: 'add' as const, id }]
      return before ? componentChanges(id, service, before, component, first.get(service)?.component) : []
    }),
    ...fresh.map(([, { id }]) => ({ change: 'add' as const, id })),
    ...gone.map(([service]) => ({ change: 'remove' as const, service })),
    ...newConnections([now, imported], wanted),
  ]
}

/** Played by the stub runtime, whose program follows from the whole design: such a service is written anew each time. */
function isStandIn({ kind, image, build }: Component): boolean {
  return Object.hasOwn(kindOf(kind)?.parameters ?? {}, 'build') && image === undefined && build === undefined
}

/** The name of a component's service in the files. */
export function serviceOf(design: Design, id: string): string {
  const origin = design.components[id]?.['x-compose']
  const named = typeof origin === 'object' && origin !== null && 'service' in origin ? origin.service : undefined
  return typeof named === 'string' ? named : id
}

/** Components by their services; people who come in from outside are no service. */
export function byService(design: Design): Map<string, { id: string; component: Component }> {
  const standing = Object.entries(design.components).filter(([, component]) => !isSource(component))
  return new Map(standing.map(([id, component]) => [serviceOf(design, id), { id, component }]))
}

/** Connections between services. */
function betweenServices({ components, connections = [] }: Design): Connection[] {
  return connections.filter(({ from }) => {
    const caller = Object.hasOwn(components, from) ? components[from] : undefined
    return !(caller && isSource(caller))
  })
}

/** Said by a file, or left to what the kind takes where nothing is said. */
export function fieldOf(component: Component, field: string): unknown {
  const value = component[field]
  if (field === 'replicas') return value ?? 1
  // An earlier version took its password along.
  if (field === 'build' && typeof value === 'string') return withoutSignIn(value)
  if (value !== undefined) return value
  return (kindOf(component.kind)?.parameters[field]?.meta() as { absent?: unknown } | undefined)?.absent
}

/** A secret is the same as any other secret: which one it is stands in the files. */
export function isSameVariable(a: unknown, b: unknown): boolean {
  return isSame(a, b) || (isSecret(a) && isSecret(b)) || (isPlain(a) && isPlain(b) && String(a) === String(b))
}

export const isSecret = (value: unknown): value is { secret: string } => typeof value === 'object' && value !== null && 'secret' in value
const isPlain = (value: unknown) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

function componentChanges(id: string, service: string, before: Component, after: Component, first: Component | undefined): Change[] {
  const known = fields.filter((field) => hasParameter(before, field) && hasParameter(after, field))
  // What follows from another service, as a port from its callers' addresses, is not changed by the person when that one is.
  // A design without a port leaves it to the files, of which an earlier version may have read less.
  const isKept = (field: Field) =>
    (field === 'port' && after.port === undefined) || (first !== undefined && isSame(fieldOf(first, field), fieldOf(after, field)))
  const changed = known.filter((field) => !isSame(fieldOf(before, field), fieldOf(after, field)) && !isKept(field))
  const [old, now] = [variablesOf(before), variablesOf(after)]
  // What another kind does not speak of is not taken out: it stays in the files.
  const names = before.kind === after.kind ? [...new Set([...Object.keys(old), ...Object.keys(now)])] : []
  return [
    ...changed.map((field) => ({
      change: 'field' as const,
      id,
      service,
      field,
      value: field === 'build' ? fieldOf(after, field) : after[field],
    })),
    ...names
      .filter((name) => !isSameVariable(old[name], now[name]))
      .map((name) => ({ change: 'variable' as const, id, service, name, value: now[name] })),
  ]
}

function hasParameter({ kind }: Component, field: string): boolean {
  return Object.hasOwn(kindOf(kind)?.parameters ?? {}, field)
}

export function variablesOf(component: Component): Record<string, unknown> {
  return typeof component.env === 'object' && component.env !== null ? (component.env as Record<string, unknown>) : {}
}

/** The same component under another id. */
function isAlike(a: Component, b: Component): boolean {
  const said = fields.filter((field) => a[field] !== undefined || b[field] !== undefined)
  const [left, right] = [variablesOf(a), variablesOf(b)]
  const names = Object.keys(left)
  if (a.kind !== b.kind || said.length === 0 || names.length !== Object.keys(right).length) return false
  return said.every((field) => isSame(a[field], b[field])) && names.every((name) => isSameVariable(left[name], right[name]))
}

function newConnections(known: Design[], wanted: Design): Change[] {
  const said = new Set(known.flatMap((design) => [...pairsOf(design)]))
  return betweenServices(wanted)
    .filter((connection) => !said.has(pairOf(wanted, connection)))
    .map((connection) => ({ change: 'connect' as const, connection }))
}

/** Connections by the names of services, which are the same in every design of the same files. */
export function pairsOf(design: Design): ReadonlySet<string> {
  return new Set(betweenServices(design).map((connection) => pairOf(design, connection)))
}

/** Whoever opens the connection first: a file says who is connected to a broker, whichever way messages go. */
export function pairOf(design: Design, connection: Pick<Connection, 'from' | 'to'>): string {
  const { dialler, dialled } = dialOf(design, connection)
  return `${dialler}->${dialled}`
}

/** Who opens a connection, and to whom: a consumer dials its broker. */
export function dialOf(design: Design, { from, to }: Pick<Connection, 'from' | 'to'>): { dialler: string; dialled: string } {
  const [dialler, dialled] = isBroker(design, from) ? [to, from] : [from, to]
  return { dialler: serviceOf(design, dialler), dialled: serviceOf(design, dialled) }
}
