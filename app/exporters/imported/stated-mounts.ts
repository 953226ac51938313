import { parseComposeSize } from '../../importers/compose/amounts.ts'
import type { Model } from '../../importers/compose/model.ts'
import { baseName, isWholePath, joinPath } from '../../importers/compose/paths.ts'
import type { Service } from '../../importers/compose/services.ts'
import { child, entriesOf, itemsOf, type Node, textOf, textsOf } from '../../importers/compose/tree.ts'
import { findSecrets } from '../../secrets/find-secrets.ts'
import { isSecret } from '../../secrets/is-secret.ts'
import { toPlainName } from './plain-name.ts'
import type { StatedFile, StatedMount } from './stated.ts'

/** Files of settings are small; what is larger than this together is data, and a ConfigMap of Kubernetes holds little more. */
const mostCharacters = 900_000

/** All that stands in a service's container and is not of its image: volumes, temporary folders, configs and secrets. */
export function toStatedMounts(id: string, service: Service, model: Model): StatedMount[] {
  const { node } = service
  const around = { id, service, model }
  const tmpfs = child(node, 'tmpfs')
  return [
    ...itemsOf(child(node, 'volumes')).map((item, index) => toVolume(item, `volumes[${index}]`, around)),
    ...textsOf(tmpfs).map((text, index) => toScratch(text, tmpfs?.type === 'list' ? `tmpfs[${index}]` : 'tmpfs')),
    ...itemsOf(child(node, 'configs')).map((item, index) => toGranted('configs', item, `configs[${index}]`, around)),
    ...itemsOf(child(node, 'secrets')).map((item, index) => toGranted('secrets', item, `secrets[${index}]`, around)),
  ]
}

interface Around {
  id: string
  service: Service
  model: Model
}

function toVolume(item: Node, field: string, around: Around): StatedMount {
  const { type, source, target, readOnly, size } = item.type === 'map' ? longForm(item) : shortForm(textOf(item) ?? '')
  const mount = { target: target.length > 1 ? target.replace(/\/+$/, '') : target, readOnly, field }
  if (type === 'tmpfs') return { ...mount, from: 'scratch', ...(size === undefined ? {} : { bytes: size }) }
  if (type === 'image' || type === 'npipe' || type === 'cluster')
    return { ...mount, from: 'nowhere', why: `a mount of the type ${type} is not known there.` }
  if (type === 'bind') return fromMachine(mount, source ?? '', around)
  return toNamed(mount, source, around)
}

type Mount = Pick<StatedMount, 'target' | 'readOnly' | 'field'>

function toNamed(mount: Mount, source: string | undefined, around: Around): StatedMount {
  if (source === undefined) return { ...mount, from: 'data', volume: `${around.id}-${toPlainName(mount.target)}`, isShared: false }
  const volume = child(around.model.root, 'volumes', source)
  const options = child(volume, 'driver_opts')
  const device = textOf(child(options, 'device'))
  const kind = textOf(child(options, 'type'))
  if (kind === 'tmpfs') return { ...mount, from: 'scratch' }
  if (device !== undefined && (textOf(child(options, 'o')) ?? '').split(',').some((each) => /^r?bind$/.test(each)))
    return fromMachine(mount, device, around)
  if (kind === 'nfs' || kind === 'cifs')
    return { ...mount, from: 'nowhere', why: `the volume ${source} is a ${kind} share of your own: mount it as the cluster does that.` }
  return { ...mount, from: 'data', volume: toPlainName(source), isShared: usersOf(source, around.model) > 1 }
}

/** In how many services a named volume stands. */
function usersOf(volume: string, { root }: Model): number {
  const uses = (service: Node) =>
    itemsOf(child(service, 'volumes')).some((item) => {
      const { type, source } = item.type === 'map' ? longForm(item) : shortForm(textOf(item) ?? '')
      return type === 'volume' && source === volume
    })
  return entriesOf(child(root, 'services')).filter(([, service]) => uses(service)).length
}

interface Written {
  type: string
  source?: string
  target: string
  readOnly: boolean
  size?: number
}

function longForm(item: Node): Written {
  const say = (...keys: string[]) => textOf(child(item, ...keys))
  const [source, size] = [say('source'), parseComposeSize(say('tmpfs', 'size') ?? '')]
  return {
    type: say('type') ?? 'volume',
    ...(source ? { source } : {}),
    target: say('target') ?? '',
    readOnly: say('read_only') === 'true',
    ...(size === undefined ? {} : { size }),
  }
}

// data:/var/lib/data:rw, ./conf:/etc/conf:ro,z, /cache, C:\data:/data
function shortForm(text: string): Written {
  const [, source, target = '', mode = ''] = /^((?:[A-Za-z]:(?=[\\/]))?[^:]*):([^:]*)(?::(.*))?$/.exec(text) ?? [undefined, undefined, text]
  const type = source !== undefined && (/^[.~]/.test(source) || isWholePath(source) || source.includes('/')) ? 'bind' : 'volume'
  return { type, ...(source ? { source } : {}), target, readOnly: mode.split(',').includes('ro') }
}

/** A file or folder of the person's machine: settings go along, a folder with nothing in it is for data, all else is named. */
function fromMachine(mount: Mount, source: string, around: Around): StatedMount {
  const { folder, loading } = around.model
  const path = joinPath(folder, source)
  const isInside = path === folder || path.startsWith(`${folder}/`)
  if (isWholePath(source) && !isInside)
    return { ...mount, from: 'nowhere', why: `${source} is a place of the machine that the Compose file ran on.` }
  if (isCode(path, around)) return { ...mount, from: 'nowhere', why: `${source} is what its image is built from, mounted to work on it.` }
  const alone = loading.read(path)
  if ('text' in alone) {
    if (alone.text.length > mostCharacters) return { ...mount, from: 'nowhere', why: `${source} is too large for a file of settings.` }
    return { ...mount, from: 'files', isFolder: false, files: [toFile(baseName(mount.target), alone.text, around.id, path)] }
  }
  const names = loading.list?.(path) ?? []
  if (names.length > 0) return fromFolder(mount, source, names, around)
  if (/no such file|does not exist/.test(alone.reason) && !isForData(mount, source))
    return {
      ...mount,
      from: 'nowhere',
      isUnread: true,
      isMissing: true,
      why: `${source} is not there, so what it holds is not known: put it into the image before the first deployment, or it may not start.`,
    }
  if (/not text/.test(alone.reason)) return { ...mount, from: 'nowhere', why: `${source} is no text: put it into the image.` }
  return { ...mount, from: 'data', volume: `${around.id}-${toPlainName(mount.target)}`, isShared: false }
}

function fromFolder(mount: Mount, source: string, names: string[], { id, model }: Around): StatedMount {
  const path = joinPath(model.folder, source)
  const files: StatedFile[] = []
  let characters = 0
  for (const name of names) {
    const read = model.loading.read(`${path}/${name}`)
    if ('reason' in read)
      return { ...mount, from: 'nowhere', why: `${source} holds ${name}, of which ${read.reason}: put the folder into the image.` }
    characters += read.text.length
    if (characters > mostCharacters)
      return { ...mount, from: 'nowhere', why: `${source} is too large for a folder of settings: put it into the image.` }
    files.push(toFile(name, read.text, id, `${path}/${name}`))
  }
  return { ...mount, from: 'files', isFolder: true, files }
}

/** Where systems keep settings and programs, and how folders of them are called. */
const ofSettings = /^\/(?:etc|usr|opt|bin|sbin|lib|docker-entrypoint[\w.-]*)(?:\/|$)/
const settingsWords =
  /^(?:conf|config|configs|configuration|settings|provisioning|certs?|certificates|ssl|tls|keys|secrets|scripts?|init|init-?db|health-?checks?|dashboards?|definitions|templates?|rules|policies|themes?|plugins?|migrations?|seeds?|sql|realms?)$/i

/** Folders of data, also where a system stands in one of those: `/usr/share/elasticsearch/data`, `/usr/src/app/uploads`. */
const dataWords = /^(?:[\w-]*data|uploads?|files|media|storage|store|logs?|backups?|snapshots?|cache|state|spool)$/i

/** A folder that is not there is made, empty, by whoever runs Compose: for data, where nothing says that it holds settings or programs. */
function isForData({ target, readOnly }: Mount, source: string): boolean {
  const isFile = /\.\w+$/.test(baseName(target)) && !/\.d$/.test(target)
  const named = [baseName(target), baseName(source.replace(/\/+$/, ''))].some((name) => settingsWords.test(name) || /\.d$/.test(name))
  return !isFile && !readOnly && (!ofSettings.test(target) || dataWords.test(baseName(target))) && !named
}

/** Whether the folder holds what the image is built from. */
function isCode(path: string, { service, model }: Around): boolean {
  if (!service.build) return false
  const context = service.build.type === 'map' ? (textOf(child(service.build, 'context')) ?? '.') : (textOf(service.build) ?? '.')
  const whole = joinPath(model.folder, context)
  return path === whole || whole.startsWith(`${path}/`)
}

function toFile(name: string, content: string, id: string, path: string): StatedFile {
  const isKey =
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(content) || /\.(?:key|p12|pfx|jks|htpasswd)$/.test(path) || /(?:^|\/)\.?htpasswd$/.test(path)
  return isKey || holdsSecret(content) ? { name, secret: secretOf(id, name) } : { name, content }
}

/** Found by its shape, or by the name under which it stands: `password: …`, `"apiKey": "…"`, `<password>…</password>`. */
function holdsSecret(content: string): boolean {
  if (findSecrets(content).length > 0) return true
  // A key begins where no word is before it: looked for at each letter of a word, a long one would take forever.
  for (const [, key = '', value = ''] of content.matchAll(/(?<![\w.-])[\d_.-]*([A-Za-z][\w.-]*)["'>]?\s*[:=>]\s*["']?([^\s"'<>,;#]+)/g))
    if (isSecret(key, value)) return true
  return false
}

const secretOf = (id: string, name: string) => `${id}-${toPlainName(name)}`.slice(0, 60)

function toScratch(text: string, field: string): StatedMount {
  const [target = '', options = ''] = text.split(':')
  const bytes = parseComposeSize(/(?:^|,)size=([^,]+)/.exec(options)?.[1] ?? '')
  return { target, readOnly: false, field, from: 'scratch', ...(bytes === undefined ? {} : { bytes }) }
}

/** `configs` and `secrets`: a name of the file's own list, with where it stands in the container. */
function toGranted(key: 'configs' | 'secrets', item: Node, field: string, { id, model }: Around): StatedMount {
  const source = item.type === 'map' ? (textOf(child(item, 'source')) ?? '') : (textOf(item) ?? '')
  const wanted = textOf(child(item, 'target')) ?? source
  const target = wanted.startsWith('/') ? wanted : `${key === 'secrets' ? '/run/secrets' : ''}/${wanted}`
  const mount = { target, readOnly: true, field }
  const name = baseName(target)
  if (key === 'secrets') return { ...mount, from: 'files', isFolder: false, files: [{ name, secret: toPlainName(source) }] }
  const config = child(model.root, 'configs', source)
  const variable = textOf(child(config, 'environment'))
  const [content, file] = [
    textOf(child(config, 'content')) ?? (variable === undefined ? undefined : model.variables.get(variable)),
    textOf(child(config, 'file')),
  ]
  if (content !== undefined) return { ...mount, from: 'files', isFolder: false, files: [toFile(name, content, id, target)] }
  const read = file === undefined ? { reason: 'it is made outside of the files' } : model.loading.read(joinPath(model.folder, file))
  if ('text' in read) return { ...mount, from: 'files', isFolder: false, files: [toFile(name, read.text, id, target)] }
  return { ...mount, from: 'nowhere', why: `the content of the config ${source} is not known: ${read.reason}.`, isUnread: true }
}
