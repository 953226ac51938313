import { kindOf, kinds } from '../catalogue/catalogue.ts'
import type { Family, Kind } from '../catalogue/component.ts'
import { allowedProtocols } from './allowed-protocols.ts'
import { type Component, type Connection, commonFields, connectionId, type Design, type Protocol } from './design.ts'

/** Families that play the same part in a system, besides each with itself. */
const alike: Family[][] = [
  ['service', 'function'],
  ['gateway', 'balancer'],
]

/** A kind that a component may be changed into. */
export interface OtherKind {
  kind: Kind
  /** Protocols that its connections change to; empty: each keeps its own. */
  protocols: Protocol[]
}

export interface KindChange {
  design: Design
  /** What does not carry over, each a part of a sentence: `concurrency (16)`, `shop->db speaks mysql instead of postgres`. */
  lost: string[]
}

/** Kinds that play the same part and can take over every connection of this component; those that keep the protocols first. */
export function otherKinds(design: Design, id: string): OtherKind[] {
  const component = design.components[id]
  const now = component && kindOf(component.kind)
  if (!now) return []
  return kinds
    .filter((kind) => kind !== now && playsTheSame(kind, now))
    .flatMap((kind) => {
      const connections = connectionsAs(design, id, kind)
      if (!connections) return []
      const changed = connections.filter(({ protocol }, at) => protocol !== design.connections?.[at]?.protocol)
      return [{ kind, protocols: [...new Set(changed.map(({ protocol }) => protocol))] }]
    })
    .sort((one, other) => Math.sign(one.protocols.length) - Math.sign(other.protocols.length))
}

/**
 * Makes the component one of another kind. Its id, name, place, connections and every parameter that both kinds have, with a value
 * that both allow, stay. Throws a RangeError where `otherKinds` does not offer the kind.
 */
export function changeKind(design: Design, id: string, name: string): KindChange {
  const component = design.components[id]
  const kind = otherKinds(design, id).find((other) => other.kind.kind === name)?.kind
  const connections = kind && connectionsAs(design, id, kind)
  if (!component || !kind || !connections) throw new RangeError(`${id} cannot be changed into "${name}"`)
  const changed = toComponent(component, kind)
  const before = design.connections ?? []
  return {
    design: {
      ...design,
      components: { ...design.components, [id]: changed },
      ...(design.connections ? { connections } : {}),
    },
    lost: [
      ...Object.keys(component)
        .filter((key) => !Object.hasOwn(changed, key))
        .map((key) => `${key}${toShortText(component[key])}`),
      ...connections.flatMap(({ protocol }, at) => {
        const was = before[at]
        return was && was.protocol !== protocol ? [`${connectionId(was)} speaks ${protocol} instead of ${was.protocol}`] : []
      }),
    ],
  }
}

function playsTheSame(one: Kind, other: Kind): boolean {
  return one.family === other.family || alike.some((families) => families.includes(one.family) && families.includes(other.family))
}

/** All connections with the protocols that they have once the component is of this kind; undefined: one of them has none. */
function connectionsAs(design: Design, id: string, kind: Kind): Connection[] | undefined {
  const there = { ...design, components: { ...design.components, [id]: { kind: kind.kind, ...kind.initial } } }
  const taken = (design.connections ?? []).map((connection) => {
    if (connection.from !== id && connection.to !== id) return connection
    const { protocols } = allowedProtocols(there, connection.from, connection.to)
    const [first] = protocols
    if (first === undefined) return undefined
    return protocols.includes(connection.protocol) ? connection : { ...connection, protocol: first }
  })
  return taken.every((connection) => connection !== undefined) ? taken : undefined
}

function toComponent(component: Component, { kind, parameters, initial }: Kind): Component {
  const stays = ([key, value]: [string, unknown]) =>
    key.startsWith('x-') || (Object.hasOwn(commonFields, key) ? key !== 'kind' : parameters[key]?.safeParse(value).success === true)
  const needed = Object.entries(initial).filter(([key]) => parameters[key]?.safeParse(undefined).success === false)
  return { kind, ...Object.fromEntries([...needed, ...Object.entries(component).filter(stays)]) }
}

function toShortText(value: unknown): string {
  return typeof value === 'object' && value !== null ? '' : ` (${String(value)})`
}
