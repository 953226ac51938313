import type { Kind } from '../../catalogue/component.ts'
import type { Place } from '../importer.ts'
import { dependenciesOf, networksOf } from './check/consistency.ts'
import { environmentOf, type Variable } from './environment.ts'
import type { Model } from './model.ts'
import { exposedOf, type Port, portsOf } from './ports.ts'
import { child, entriesOf, itemsOf, type Node, placeOf, textOf, textsOf } from './tree.ts'

/** A service as the later phases see it: every way of writing brought to one. */
export interface Service extends UnnamedService {
  kind: Kind
  /** Why it is of its kind, one sentence. */
  because: string
  /** It passes each request on to one of its targets. */
  forwards?: boolean
  /** It uses an engine's image for its tools. */
  isTool?: boolean
  /** At which port callers find it. */
  calledPort?: number
}

/** A service before it is known what it is. */
export interface UnnamedService {
  /** In the files. */
  name: string
  /** In the design. */
  id: string
  node: Node
  place: Place
  image?: string
  build?: Node
  environment: ReadonlyMap<string, Variable>
  /** Words of the entrypoint and the command. */
  command: { text: string; at: Node }[]
  ports: Port[]
  exposed: number[]
  dependsOn: { to: string; condition: string; at: Node }[]
  links: { to: string; alias: string; at: Node }[]
  labels: ReadonlyMap<string, string>
  /** Networks it is on; undefined: it has none of its own (`network_mode`). */
  networks: ReadonlySet<string> | undefined
  /** Names under which others find it. */
  hosts: string[]
}

/** Fifth phase: services in canonical form. */
export function toUnnamedServices(model: Model): UnnamedService[] {
  const entries = entriesOf(child(model.root, 'services'))
  const ids = toIds(entries.map(([name]) => name))
  const services = child(model.root, 'services')
  return entries.map(([name, node], index) => {
    const key = services?.type === 'map' ? services.entries.get(name)?.key : undefined
    const [image, build, mode] = [textOf(child(node, 'image')), child(node, 'build'), textOf(child(node, 'network_mode'))]
    return {
      name,
      id: ids[index] ?? name,
      node,
      place: placeOf(key ?? node.at),
      ...(image ? { image } : {}),
      ...(build ? { build } : {}),
      environment: environmentOf(node, model.loading, model.folder, model.variables),
      command: [...wordsOf(child(node, 'entrypoint')), ...wordsOf(child(node, 'command'))],
      ports: portsOf(node),
      exposed: exposedOf(node),
      dependsOn: dependsOnOf(node),
      links: linksOf(node),
      labels: labelsOf(node),
      networks: mode ? undefined : new Set(networksOf(node).length === 0 ? ['default'] : networksOf(node).map(([network]) => network)),
      hosts: hostsOf(name, node, model.projectName),
    }
  })
}

/** Ids of a design for names of a Compose file: `Catalog.API` becomes `catalog-api`, and no two are the same. */
export function toIds(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const plain = name
      .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
    const base = plain === '' ? 'service' : /^[a-z]/.test(plain) ? plain : `service-${plain}`
    let id = base
    for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`
    taken.add(id)
    return id
  })
}

function wordsOf(node: Node | undefined): { text: string; at: Node }[] {
  if (node?.type === 'list') return node.items.flatMap((at) => (textOf(at) === undefined ? [] : [{ text: textOf(at) ?? '', at }]))
  const text = textOf(node)
  return node && text ? text.split(/\s+/).flatMap((word) => (word === '' ? [] : [{ text: word, at: node }])) : []
}

function dependsOnOf(node: Node): UnnamedService['dependsOn'] {
  const written = child(node, 'depends_on')
  if (written?.type === 'map') {
    return entriesOf(written).map(([to, at]) => ({ to, condition: textOf(child(at, 'condition')) ?? 'service_started', at }))
  }
  const names = new Set(itemsOf(written))
  return dependenciesOf(node)
    .filter(({ at }) => names.has(at))
    .map(({ to, at }) => ({ to, condition: 'service_started', at }))
}

function linksOf(node: Node): UnnamedService['links'] {
  return itemsOf(child(node, 'links')).map((at) => {
    const [to = '', alias = to] = (textOf(at) ?? '').split(':')
    return { to, alias, at }
  })
}

function labelsOf(node: Node): ReadonlyMap<string, string> {
  const read = (labels: Node | undefined): [string, string][] =>
    labels?.type === 'map'
      ? entriesOf(labels).map(([key, value]) => [key, textOf(value) ?? ''])
      : textsOf(labels).map((text) => [text.split('=')[0] ?? '', text.slice(text.indexOf('=') + 1)])
  return new Map([...read(child(node, 'labels')), ...read(child(node, 'deploy', 'labels'))])
}

/** The container has a name of its own too: `shop-orders-1`, and `shop_orders_1` as it was called before. */
function hostsOf(name: string, node: Node, project: string): string[] {
  const aliases = entriesOf(child(node, 'networks')).flatMap(([, network]) => textsOf(child(network, 'aliases')))
  const others = [child(node, 'container_name'), child(node, 'hostname')].flatMap((each) => textOf(each) || [])
  const made = child(node, 'container_name') ? [] : [`${project}-${name}-1`, `${project}_${name}_1`]
  return [...new Set([name, ...aliases, ...others, ...made])]
}
