import { definedKeys, isSame } from '../../../design/value-at.ts'
import { entriesOf, type Node } from '../../../importers/compose/tree.ts'
import { isOwn, mapAt, type Own } from './own-values.ts'

/**
 * The configuration that Compose files come to, with all that is inherited, extended, included and merged, as plain values in one
 * manner of writing. Variables stay as written, so that a value which follows one is not the same as what it holds today.
 */
export function resolvedOf(root: Node): Own {
  const plain = toPlain(root, new Map())
  return settled(isOwn(plain) ? plain : {})
}

/** Brought to one manner of writing again after an edit. */
export function settled(root: Own): Own {
  const services = mapAt(root, 'services')
  if (!services) return root
  const same = Object.entries(services).map(([name, service]) => [name, isOwn(service) ? settledService(service) : service])
  return { ...root, services: Object.fromEntries(same) }
}

/** A key of a service, or of the whole file, that is not what it should be. */
export interface Difference {
  service?: string
  key: string
}

export function differencesOf(wanted: Own, found: Own): Difference[] {
  const isAlike = createSame()
  const [left, right] = [mapAt(wanted, 'services') ?? {}, mapAt(found, 'services') ?? {}]
  const ofServices = keysOf(left, right).flatMap((service): Difference[] => {
    const [a, b] = [mapAt(left, service), mapAt(right, service)]
    if (!a || !b) return isAlike(left[service], right[service]) ? [] : [{ key: service }]
    return differentKeys(a, b, isAlike).map((key) => ({ service, key }))
  })
  const ofFile = differentKeys(wanted, found, isAlike).filter((key) => key !== 'services')
  return [...ofServices, ...ofFile.map((key) => ({ key }))]
}

function differentKeys(a: Own, b: Own, isAlike: Same): string[] {
  return keysOf(a, b).filter((key) => Object.hasOwn(a, key) !== Object.hasOwn(b, key) || !isAlike(a[key], b[key]))
}

const keysOf = (a: Own, b: Own) => [...new Set([...Object.keys(a), ...Object.keys(b)])]

/** What aliases share is one value here too. `done`: the nodes that have theirs. */
function toPlain(node: Node, done: Map<Node, unknown>): unknown {
  if (node.type === 'scalar') return node.raw ?? node.value
  const known = done.get(node)
  if (known) return known
  const made =
    node.type === 'list'
      ? node.items.map((item) => toPlain(item, done))
      : Object.fromEntries(entriesOf(node).map(([key, value]) => [key, toPlain(value, done)]))
  done.set(node, made)
  return made
}

type Same = (a: unknown, b: unknown) => boolean

/** As `isSame`, and what two values share by aliases is compared once: written out, it may be a million times as much. */
function createSame(): Same {
  const known = new WeakMap<object, object>()
  const isAlike = (a: unknown, b: unknown): boolean => {
    if (!isHolder(a) || !isHolder(b)) return isSame(a, b)
    if (a === b || known.get(a) === b) return true
    if (Array.isArray(a) !== Array.isArray(b)) return false
    const keys = definedKeys(a)
    const alike = keys.length === definedKeys(b).length && keys.every((key) => Object.hasOwn(b, key) && isAlike(a[key], b[key]))
    if (alike) known.set(a, b)
    return alike
  }
  return isAlike
}

const isHolder = (value: unknown): value is Own => typeof value === 'object' && value !== null

/** Nothing and an empty one are the same to Compose here. */
const mayBeEmpty = ['environment', 'depends_on', 'networks', 'ports', 'expose', 'links', 'volumes_from']

function settledService(service: Own): Own {
  const { environment, depends_on: depends, networks, build } = service
  const same: Own = {
    ...service,
    ...(environment === undefined ? {} : { environment: toVariables(environment) }),
    ...(depends === undefined ? {} : { depends_on: toDependencies(depends) }),
    ...(networks === undefined ? {} : { networks: toNames(networks) }),
    ...(typeof build === 'string' ? { build: { context: build } } : {}),
  }
  return Object.fromEntries(
    Object.entries(same).filter(([key, value]) => value !== undefined && !(mayBeEmpty.includes(key) && isEmpty(value))),
  )
}

function toVariables(environment: unknown): Own {
  const entries = Array.isArray(environment) ? environment.map((item) => splitAt(String(item))) : Object.entries(environment ?? {})
  return Object.fromEntries(entries.map(([name, value]) => [name, value === null ? null : String(value)]))
}

function splitAt(item: string): [string, string | null] {
  const at = item.indexOf('=')
  return at < 0 ? [item, null] : [item.slice(0, at), item.slice(at + 1)]
}

function toDependencies(depends: unknown): Own {
  const named = toNames(depends)
  return Object.fromEntries(
    Object.entries(named).map(([name, how]) => [name, { condition: 'service_started', ...(isOwn(how) ? how : {}) }]),
  )
}

function toNames(names: unknown): Own {
  if (Array.isArray(names)) return Object.fromEntries(names.map((name) => [String(name), null]))
  return isOwn(names) ? names : {}
}

const isEmpty = (value: unknown) =>
  value === null || (typeof value === 'object' && (Array.isArray(value) ? value.length : Object.keys(value).length) === 0)
