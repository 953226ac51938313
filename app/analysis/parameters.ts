import { connectionId, type Design, type Scenario, steadyScenario } from '../design/design.ts'
import { nearest } from '../design/nearest.ts'
import { durationPattern, toDuration, toMilliseconds } from '../design/quantities.ts'
import { designSchema, withoutExtensions } from '../design/schema.ts'
import { valueAt } from '../design/value-at.ts'
import { RunFailure } from '../run/engine.ts'

/**
 * A parameter is one number of a design that can be turned, by its path: `components.orders.replicas`,
 * `connections.gateway->orders.timeout`, or `traffic.scale`, the factor on all traffic of the scenario.
 */
export interface Parameter {
  path: string
  /** Durations are milliseconds. A count is a whole number. */
  kind: 'duration' | 'count' | 'number'
  value: number
}

export const trafficScale = 'traffic.scale'

/** Every parameter that the design writes out, in its order; traffic first. */
export function parametersOf(design: Design): Parameter[] {
  const found: Parameter[] = [{ path: trafficScale, kind: 'number', value: 1 }]
  for (const [id, component] of Object.entries(design.components)) collect(design, `components.${id}`, ['components', id], component, found)
  design.connections?.forEach((connection, index) => {
    collect(design, `connections.${connectionId(connection)}`, ['connections', index], connection, found)
  })
  return found
}

/** The same design with one parameter set. Throws a RunFailure where there is no such parameter or it cannot have the value. */
export function withParameter(design: Design, path: string, value: number, scenario: string | undefined): Design {
  if (path === trafficScale) return withTrafficScale(design, value, scenario)
  const place = placeOf(design, path)
  const before = place && valueAt(design, place)
  const written = typeof before === 'string' ? toDuration(value) : value
  if (!place || !isTurnable(before)) {
    const all = parametersOf(design).map((parameter) => parameter.path)
    const like = nearest(path, all)
    throw new RunFailure(
      `There is no parameter ${path} in the design: ${like ? `did you mean ${like}?` : `for example ${all.slice(0, 3).join(', ')}.`}`,
    )
  }
  const changed = setAt(design, place, written) as Design
  const checked = designSchema.safeParse(withoutExtensions(changed))
  const issue = checked.error?.issues.find((each) => each.path.join('.').startsWith(place.join('.')))
  if (issue) throw new RunFailure(`${path} cannot be ${written}: ${issue.message}.`)
  return changed
}

/** Scales the scenario's traffic, whatever shape it has. */
function withTrafficScale(design: Design, factor: number, name: string | undefined): Design {
  if (!(factor >= 0 && factor <= 1e6)) throw new RunFailure(`${trafficScale} cannot be ${factor}: give a factor from 0 to 1000000.`)
  const id = name ?? 'steady'
  const scenario: Scenario = design.scenarios?.[id] ?? steadyScenario
  const written = scenario.traffic ?? []
  const traffic = [...beginnings(written), ...written]
  const scaled = { ...scenario, traffic: traffic.map((point) => ({ ...point, scale: point.scale * factor })) }
  return { ...design, scenarios: { ...design.scenarios, [id]: scaled } }
}

type TrafficPoint = NonNullable<Scenario['traffic']>[number]

/** Until its first point, and at the foot of a ramp that begins at once, traffic comes as drawn: that is scaled, too. */
function beginnings(points: TrafficPoint[]): TrafficPoint[] {
  const begins = (source: string | undefined) =>
    points.some((point) => point.source === source && toMilliseconds(point.at) === 0 && toMilliseconds(point.over ?? '0s') === 0)
  const sources = new Set([undefined, ...points.map(({ source }) => source)])
  return [...sources].flatMap((source) => (begins(source) ? [] : [{ at: '0s', scale: 1, ...(source === undefined ? {} : { source }) }]))
}

type Place = (string | number)[]

function collect(design: Design, prefix: string, place: Place, value: unknown, found: Parameter[]): void {
  for (const [key, inner] of Object.entries(value as object)) {
    // An order is a place in a sequence, not a quantity.
    if (key.startsWith('x-') || key === 'order') continue
    const path = `${prefix}.${key}`
    const at = [...place, key]
    if (typeof inner === 'number') found.push({ path, kind: isWhole(design, at, inner) ? 'count' : 'number', value: inner })
    else if (typeof inner === 'string' && durationPattern.test(inner)) found.push({ path, kind: 'duration', value: toMilliseconds(inner) })
    else if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) collect(design, path, at, inner, found)
  }
}

/** Whether the schema takes nothing but whole numbers there. */
function isWhole(design: Design, place: Place, value: number): boolean {
  if (!Number.isInteger(value)) return false
  const checked = designSchema.safeParse(withoutExtensions(setAt(design, place, value + 0.5)))
  return checked.error?.issues.some(({ path }) => path.join('.') === place.join('.')) ?? false
}

/** Ids hold no dots, so the first dot after a section's name ends the id. */
function placeOf(design: Design, path: string): Place | undefined {
  // connections.gateway->orders.retries.attempts
  const match = /^(components|connections)\.([^.]+)\.(.+)$/.exec(path)
  if (!match) return undefined
  const [, section, id, rest] = match as unknown as [string, string, string, string]
  if (section === 'components') return Object.hasOwn(design.components, id) ? ['components', id, ...rest.split('.')] : undefined
  const index = (design.connections ?? []).findIndex((connection) => connectionId(connection) === id)
  return index < 0 ? undefined : ['connections', index, ...rest.split('.')]
}

function isTurnable(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && durationPattern.test(value))
}

function setAt(value: unknown, [key, ...rest]: Place, to: unknown): unknown {
  if (key === undefined) return to
  if (Array.isArray(value)) return value.map((entry, index) => (index === key ? setAt(entry, rest, to) : entry))
  const map = value as Record<string | number, unknown>
  return { ...map, [key]: setAt(map[key], rest, to) }
}
