import { baseName } from '../../importers/compose/paths.ts'
import type { Service } from '../../importers/compose/services.ts'
import { child, entriesOf, type Node, placeOf, textsOf } from '../../importers/compose/tree.ts'
import type { StatedField } from './stated.ts'

/** Keys whose parts are answered for one by one. */
const nested = new Set(['deploy', 'deploy.resources', 'deploy.resources.limits', 'deploy.resources.reservations', 'healthcheck', 'build'])
const listed = new Set([
  'volumes',
  'ports',
  'expose',
  'configs',
  'secrets',
  'tmpfs',
  'extra_hosts',
  'volumes_from',
  'external_links',
  'depends_on',
])

/** Everything that is said of a service, down to where a target can carry one part and not the other. */
export function toFields(service: Service): StatedField[] {
  const written = entriesOf(service.node).flatMap(([key, value]) =>
    key === 'environment' || key === 'env_file' ? [] : fieldsOf(key, value),
  )
  const variables = [...service.environment].map(([name, { at }]) => ({ path: `environment.${name}`, place: toPlace(at) }))
  const named = child(service.node, 'environment')
  const valueless = variableNames(service.node).filter((name) => !service.environment.has(name))
  return [...written, ...variables, ...(named ? valueless.map((name) => ({ path: `environment.${name}`, place: toPlace(named) })) : [])]
}

/** Variables that a service names itself, with a value or without one. */
export function variableNames(node: Node): string[] {
  const named = child(node, 'environment')
  if (named?.type === 'map') return entriesOf(named).map(([name]) => name)
  return textsOf(named).map((text) => text.split('=')[0] ?? '')
}

function fieldsOf(path: string, node: Node): StatedField[] {
  if (nested.has(path) && node.type === 'map') return entriesOf(node).flatMap(([key, value]) => fieldsOf(`${path}.${key}`, value))
  if (listed.has(path) && node.type === 'list')
    return node.items.map((item, index) => ({ path: `${path}[${index}]`, place: toPlace(item) }))
  return [{ path, place: toPlace(node) }]
}

function toPlace(node: Node): string {
  const { file, line } = placeOf(node.at)
  return `${baseName(file)}:${line}`
}
