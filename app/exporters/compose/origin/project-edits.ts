import { isOwn, mapAt, type Own } from './own-values.ts'

/** Keys of a service in which it names others. */
export const referringKeys = ['depends_on', 'links', 'volumes_from', 'network_mode', 'pid', 'ipc', 'extends'] as const

/** Edits that concern several services. */
export function removeService(root: Own, name: string): void {
  const services = mapAt(root, 'services')
  if (!services) return
  delete services[name]
  for (const service of Object.values(services)) if (isOwn(service)) forget(service, name)
}

/** The service keeps its place in the file, and its old name as a further one under which it is found. */
export function renameService(root: Own, name: string, wanted: string): void {
  const services = mapAt(root, 'services')
  if (!services) return
  for (const service of Object.values(services)) if (isOwn(service)) callAnew(service, name, wanted)
  if (!Object.hasOwn(services, name)) return
  root.services = Object.fromEntries(Object.entries(services).map(([key, value]) => [key === name ? wanted : key, value]))
}

/** A service may be spread over several files; the alias comes to where its networks are said. */
export function addAlias(parts: Own[], alias: string): void {
  const service = parts.findLast(({ networks }) => networks !== undefined && networks !== null) ?? parts[0]
  if (!service || parts.some(({ network_mode: mode }) => mode !== undefined)) return
  const { networks } = service
  const named = Array.isArray(networks)
    ? networks.map((network) => [String(network), null] as const)
    : isOwn(networks)
      ? Object.entries(networks)
      : []
  const all = named.length === 0 ? [['default', null] as const] : named
  service.networks = Object.fromEntries(
    all.map(([network, value]) => {
      const aliases = isOwn(value) && Array.isArray(value.aliases) ? value.aliases : []
      return [network, { ...(isOwn(value) ? value : {}), aliases: [...aliases, alias] }]
    }),
  )
}

function forget(service: Own, name: string): void {
  const { depends_on: depends } = service
  if (Array.isArray(depends)) service.depends_on = depends.filter((each) => each !== name)
  else if (isOwn(depends)) delete depends[name]
  for (const key of ['links', 'volumes_from'] as const) {
    const list = service[key]
    if (Array.isArray(list)) service[key] = list.filter((each) => String(each).split(':')[0] !== name)
  }
  for (const key of ['depends_on', 'links', 'volumes_from'] as const) if (isEmpty(service[key])) delete service[key]
}

function callAnew(service: Own, name: string, wanted: string): void {
  const { depends_on: depends } = service
  const renamed = (each: unknown) => (each === name ? wanted : each)
  if (Array.isArray(depends)) service.depends_on = depends.map(renamed)
  else if (isOwn(depends))
    service.depends_on = Object.fromEntries(Object.entries(depends).map(([key, value]) => [key === name ? wanted : key, value]))
  if (Array.isArray(service.links)) {
    service.links = service.links.map((link) => {
      const [to, alias] = String(link).split(':')
      return to === name ? `${wanted}:${alias ?? name}` : link
    })
  }
  if (Array.isArray(service.volumes_from)) {
    service.volumes_from = service.volumes_from.map((each) => String(each).replace(new RegExp(`^${escapePattern(name)}(?=:|$)`), wanted))
  }
  for (const key of ['network_mode', 'pid', 'ipc'] as const) if (service[key] === `service:${name}`) service[key] = `service:${wanted}`
  if (service.extends === name) service.extends = wanted
  else if (isOwn(service.extends) && service.extends.service === name && service.extends.file === undefined)
    service.extends.service = wanted
}

const isEmpty = (value: unknown) => (Array.isArray(value) ? value.length === 0 : isOwn(value) && Object.keys(value).length === 0)
const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
