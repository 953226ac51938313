import { isWholePath, joinPath } from './paths.ts'
import { child, itemsOf, type MapNode, type Node, textOf } from './tree.ts'

export interface Granted {
  /** As `Privilege.grant`. */
  grant: string
  at: Node
}

/** What a service is given of the machine that it runs on. `root` is the whole file, whose paths count from `folder`. */
export function toPrivileges(service: Node, root: MapNode, folder: string): Granted[] {
  const all = [
    ...flags(service, 'privileged'),
    ...flags(child(service, 'build'), 'privileged', 'build: '),
    ...hostSpaces.flatMap((key) => valueIs(service, key, (text) => text === 'host')),
    ...valueIs(child(service, 'build'), 'network', (text) => text === 'host', 'build: '),
    ...itemsOf(child(service, 'build', 'entitlements')).flatMap((at) => granted('build: entitlements: ', textOf(at), at)),
    ...itemsOf(child(service, 'devices')).flatMap((at) => granted('devices: ', sourceOf(at), at)),
    ...itemsOf(child(service, 'device_cgroup_rules')).flatMap((at) => granted('device_cgroup_rules: ', textOf(at), at)),
    ...itemsOf(child(service, 'cap_add')).flatMap((at) => {
      const name = textOf(at)?.toUpperCase().replace(/^CAP_/, '')
      return name !== undefined && usual.has(name) ? [] : granted('cap_add: ', name, at)
    }),
    ...itemsOf(child(service, 'security_opt')).flatMap((at) =>
      /[:=](?:unconfined|disable|false)$/.test(textOf(at) ?? '') ? granted('security_opt: ', textOf(at), at) : [],
    ),
    ...itemsOf(child(service, 'volumes')).flatMap((at) => granted('volumes: ', mountedFrom(at, root, folder), at)),
  ]
  return all.filter(({ grant }, index) => all.findIndex((one) => one.grant === grant) === index)
}

const hostSpaces = ['network_mode', 'pid', 'ipc', 'uts', 'userns_mode', 'cgroup']

/** Capabilities that Docker gives every container. */
const usual = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE NET_RAW SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(' '),
)

function granted(key: string, value: string | undefined, at: Node): Granted[] {
  return value === undefined ? [] : [{ grant: `${key}${value}`, at }]
}

function flags(node: Node | undefined, key: string, within = ''): Granted[] {
  const at = child(node, key)
  return at && textOf(at) === 'true' ? [{ grant: `${within}${key}: true`, at }] : []
}

function valueIs(node: Node | undefined, key: string, test: (text: string) => boolean, within = ''): Granted[] {
  const at = child(node, key)
  const text = textOf(at)
  return at && text !== undefined && test(text) ? [{ grant: `${within}${key}: ${text}`, at }] : []
}

/** `/dev/kvm:/dev/kvm:rwm`, or the same as a map. */
function sourceOf(at: Node): string | undefined {
  return at.type === 'map' ? textOf(child(at, 'source')) : textOf(at)?.split(':')[0]
}

/**
 * The folder or file of the machine, if it is named by its whole path and lies outside of the project; a named volume may be one,
 * too. What is written from where the file stands is a part of the project, or lies beside it.
 */
function mountedFrom(at: Node, root: MapNode, folder: string): string | undefined {
  const text = textOf(at)
  // C:\data:/data
  const source = at.type === 'map' ? textOf(child(at, 'source')) : /^(?:[A-Za-z]:(?=[\\/]))?[^:]*(?=:)/.exec(text ?? '')?.[0]
  if (source === undefined) return undefined
  const path = isWholePath(source) ? source : deviceOf(child(root, 'volumes', source))
  if (path === undefined || !isWholePath(path) || isMoved(at.type === 'map' ? child(at, 'source') : at, source)) return undefined
  const whole = joinPath(folder, path)
  return whole === folder || whole.startsWith(`${folder}/`) ? undefined : path
}

/** Whether it was counted from another folder where it stands, and was made whole to be merged. */
function isMoved(node: Node | undefined, path: string): boolean {
  if (node?.type !== 'scalar' || node.raw !== undefined) return false
  return !node.at.source.text.slice(node.at.start, node.at.end).includes(path)
}

/** driver_opts: { type: none, o: bind, device: /srv/data } */
function deviceOf(volume: Node | undefined): string | undefined {
  const options = (textOf(child(volume, 'driver_opts', 'o')) ?? '').split(',')
  return options.includes('bind') || options.includes('rbind') ? textOf(child(volume, 'driver_opts', 'device')) : undefined
}
