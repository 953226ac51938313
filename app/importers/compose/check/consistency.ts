import { isWholePath } from '../paths.ts'
import { portsOf } from '../ports.ts'
import { reject } from '../rejection.ts'
import { child, entriesOf, itemsOf, type MapNode, type Node, textOf, textsOf } from '../tree.ts'

/** What the shape of a file cannot say: that names refer to something, and that values do not contradict each other. */
export function checkConsistency(model: MapNode, active: ReadonlySet<string>): void {
  for (const [name, service] of entriesOf(child(model, 'services'))) {
    if (!active.has(name)) continue
    checkImage(name, service)
    checkReferences(name, service, model, active)
    checkValues(name, service)
  }
  for (const section of ['secrets', 'configs'] as const) {
    for (const [name, value] of entriesOf(child(model, section))) checkSecret(`${section}.${name}`, value)
  }
  for (const section of ['volumes', 'networks'] as const) {
    for (const [name, value] of entriesOf(child(model, section))) checkExternal(`${section}.${name}`, value)
  }
  checkCircle(model, active)
}

function checkImage(name: string, service: Node): void {
  if (textOf(child(service, 'image')) || child(service, 'build') || child(service, 'provider')) return
  reject(
    service,
    `Service "${name}" has neither an image nor a build.`,
    'If this file is laid over another one, name that one first: microcosm import BASE OVERRIDE.',
  )
}

function checkReferences(name: string, service: Node, model: MapNode, active: ReadonlySet<string>): void {
  for (const { to, at, required } of dependenciesOf(service)) {
    if (active.has(to)) continue
    const known = child(model, 'services', to) !== undefined
    if (!required) continue
    const why = known ? `"${to}", whose profile is not active` : `"${to}", which no file has`
    reject(at, `Service "${name}" depends on ${why}.`)
  }
  const defined = (section: string, to: string) =>
    child(model, section)?.type === 'map' && (child(model, section) as MapNode).entries.has(to)
  for (const [network, at] of networksOf(service)) {
    if (network !== 'default' && !defined('networks', network)) refuseUndefined(name, 'network', network, at)
  }
  for (const volume of itemsOf(child(service, 'volumes'))) {
    const source = volumeNameOf(volume)
    if (source !== undefined && !defined('volumes', source)) refuseUndefined(name, 'volume', source, volume)
  }
  for (const section of ['secrets', 'configs'] as const) {
    for (const [list, place] of [
      [child(service, section), service],
      [child(service, 'build', section), service],
    ] as const) {
      for (const item of itemsOf(list)) {
        const source = item.type === 'map' ? textOf(item.entries.get('source')?.value) : textOf(item)
        if (source !== undefined && !defined(section, source)) refuseUndefined(name, section.slice(0, -1), source, item ?? place)
      }
    }
  }
  for (const [model_, at] of namedIn(child(service, 'models'))) {
    if (!defined('models', model_)) refuseUndefined(name, 'model', model_, at)
  }
}

function refuseUndefined(service: string, sort: string, name: string, at: Node): never {
  reject(at, `Service "${service}" uses the ${sort} "${name}", which is not defined.`, `Add it under ${sort}s at the end of the file.`)
}

interface Dependency {
  to: string
  at: Node
  required: boolean
}

export function dependenciesOf(service: Node): Dependency[] {
  const depends = child(service, 'depends_on')
  const listed = itemsOf(depends).flatMap((item) =>
    textOf(item) === undefined ? [] : [{ to: textOf(item) ?? '', at: item, required: true }],
  )
  const mapped = entriesOf(depends).map(([to, at]) => ({ to, at, required: textOf(child(at, 'required')) !== 'false' }))
  const links = itemsOf(child(service, 'links')).map((at) => ({ to: (textOf(at) ?? '').split(':')[0] ?? '', at, required: true }))
  const shared = ['network_mode', 'ipc', 'pid'].flatMap((key) => {
    const at = child(service, key)
    const to = /^service:(.+)$/.exec(textOf(at) ?? '')?.[1]
    return at && to !== undefined ? [{ to, at, required: true }] : []
  })
  const from = itemsOf(child(service, 'volumes_from'))
    .map((at) => ({ to: (textOf(at) ?? '').split(':')[0] ?? '', at, required: true }))
    .filter(({ at }) => !(textOf(at) ?? '').startsWith('container:'))
  return [...listed, ...mapped, ...links, ...shared, ...from]
}

export function networksOf(service: Node): [string, Node][] {
  return namedIn(child(service, 'networks'))
}

function namedIn(node: Node | undefined): [string, Node][] {
  if (node?.type === 'map') return entriesOf(node)
  return itemsOf(node).flatMap((item): [string, Node][] => (textOf(item) === undefined ? [] : [[textOf(item) ?? '', item]]))
}

/** The named volume that is mounted; undefined for a folder of this machine and for one without a name. */
function volumeNameOf(volume: Node): string | undefined {
  if (volume.type === 'map') {
    const source = textOf(volume.entries.get('source')?.value)
    return textOf(volume.entries.get('type')?.value) === 'volume' && source !== '' ? source : undefined
  }
  const text = textOf(volume) ?? ''
  const at = text.indexOf(':')
  const source = at < 0 ? '' : text.slice(0, at)
  if (isWholePath(text) || source === '' || source.startsWith('.') || source.startsWith('~')) return undefined
  return source
}

function checkValues(name: string, service: Node): void {
  const [mode, networks] = [child(service, 'network_mode'), child(service, 'networks')]
  if (mode && networks && textOf(mode) !== '') reject(mode, `Service "${name}" has both network_mode and networks; keep one of them.`)
  const scale = child(service, 'scale')
  const replicas = child(service, 'deploy', 'replicas')
  if (scale && replicas && textOf(scale) !== textOf(replicas)) {
    reject(scale, `Service "${name}" has scale ${textOf(scale)} and deploy.replicas ${textOf(replicas)}; keep one of them.`)
  }
  const container = child(service, 'container_name')
  if (container && Number(textOf(scale) ?? textOf(replicas) ?? 1) > 1) {
    reject(container, `Service "${name}" has a container_name and several replicas, which cannot share one name.`)
  }
  for (const volume of itemsOf(child(service, 'volumes'))) checkVolume(name, volume)
  for (const device of itemsOf(child(service, 'deploy', 'resources', 'reservations', 'devices'))) {
    if (child(device, 'count') && child(device, 'device_ids'))
      reject(device, `Service "${name}" asks for devices by count and by device_ids; keep one.`)
  }
  checkPlatforms(name, service)
  portsOf(service)
}

function checkVolume(name: string, volume: Node): void {
  if (volume.type !== 'map') {
    if (textOf(volume) === '') reject(volume, `Service "${name}" has an empty volume.`)
    return
  }
  const type = textOf(volume.entries.get('type')?.value)
  if (type === 'bind' && !textOf(volume.entries.get('source')?.value))
    reject(volume, `Service "${name}" mounts a folder without saying which: add a source.`)
  if (!textOf(volume.entries.get('target')?.value)) reject(volume, `Service "${name}" mounts a volume without saying where: add a target.`)
}

function checkPlatforms(name: string, service: Node): void {
  const platform = child(service, 'platform')
  const platforms = textsOf(child(service, 'build', 'platforms'))
  if (platform && platforms.length > 0 && !platforms.includes(textOf(platform) ?? '')) {
    reject(platform, `Service "${name}" runs on ${textOf(platform)}, which its build.platforms do not name.`)
  }
}

function checkSecret(path: string, value: Node): void {
  checkExternal(path, value)
  const ways = ['file', 'environment', 'content'].filter((key) => child(value, key))
  if (ways.length > 1) reject(value, `${path} has ${ways.join(' and ')}; keep one of them.`)
  if (ways.length === 0 && !child(value, 'external') && !child(value, 'driver') && !child(value, 'template_driver')) {
    reject(value, `${path} says neither file, environment nor external.`)
  }
}

function checkExternal(path: string, value: Node): void {
  const external = child(value, 'external')
  if (!external || textOf(external) === 'false') return
  const other = entriesOf(value).find(([key]) => key !== 'external' && key !== 'name' && !key.startsWith('x-'))
  if (other) reject(other[1], `${path} is external, so it cannot have ${other[0]}: that is decided where it is made.`)
}

/** Services that wait for each other in a circle would never start. */
function checkCircle(model: MapNode, active: ReadonlySet<string>): void {
  const services = child(model, 'services')
  const state = new Map<string, 'open' | 'done'>()
  const visit = (name: string, trail: string[]): void => {
    if (state.get(name) === 'done') return
    const service = child(services, name)
    if (!service) return
    if (state.get(name) === 'open')
      reject(service, `Services wait for each other in a circle: ${[...trail.slice(trail.indexOf(name)), name].join(' -> ')}.`)
    state.set(name, 'open')
    for (const { to } of dependenciesOf(service)) if (active.has(to)) visit(to, [...trail, name])
    state.set(name, 'done')
  }
  for (const name of active) visit(name, [])
}
