import type { Model } from '../model.ts'
import { baseName, folderOf, isWholePath, joinPath } from '../paths.ts'
import type { Service } from '../services.ts'
import { child, itemsOf, type Node, textOf } from '../tree.ts'
import type { AddressBook } from './address-book.ts'
import { toText } from './environment-evidence.ts'
import type { Evidence } from './evidence.ts'
import { isStore } from './roles.ts'
import { settingsAddresses } from './settings-addresses.ts'
import { contextAt, judgeShared } from './shared-settings.ts'

// nginx.conf, default.conf.template, prometheus.yml, traefik.toml, Caddyfile, haproxy.cfg
const settingsFile = /(?:\.(?:conf|cfg|ya?ml|toml|json|properties|ini|hcl|template|env)|Caddyfile)$/i
const longestFile = 200_000
const sure = 0.8

/** Addresses in the files of settings that are mounted into a service, or given to it as configs. `sharers`: how many are given each. */
export function fileEvidence(from: Service, book: AddressBook, model: Model, sharers: ReadonlyMap<string, number>): Evidence[] {
  return settingsOf(from, model).flatMap(({ path, at, content }) => {
    const text = content ?? readSettings(path, model)
    if (text === undefined) return []
    const plain = withoutComments(text)
    const given = sharers.get(path) ?? 1
    return settingsAddresses(plain).flatMap((address): Evidence[] => {
      const to = book.find(from, address.host)
      if (!to || (given > 1 && isStore(from))) return []
      const { scheme, port } = address
      const context = `${contextAt(plain, address.index)} ${baseName(path).replace(/\.[^.]*$/, '')}`
      const use =
        given > 1
          ? judgeShared(from, { to, port, context, sharers: given, sure })
          : { confidence: sure, because: `, which is given to ${from.name},` }
      const reason =
        given > 1
          ? `${shown(path, model)} names ${to.name}: ${toText(address)}${use.because}.`
          : `${shown(path, model)}${use.because} names ${to.name}: ${toText(address)}.`
      return [{ from, to, sort: 'named', confidence: use.confidence, reason, at, ...(scheme ? { scheme } : {}), ...(port ? { port } : {}) }]
    })
  })
}

/** What the files of settings say that a service is given, without comments. */
export function settingsTexts(service: Service, model: Model): string[] {
  return settingsOf(service, model).flatMap(({ path, content }) => {
    const text = content ?? readSettings(path, model)
    return text === undefined ? [] : [withoutComments(text)]
  })
}

/** The keys in the settings that a service alone is given. */
export function settingsKeys(service: Service, model: Model, sharers: ReadonlyMap<string, number>): string[] {
  return settingsOf(service, model).flatMap(({ path, content }) => {
    const text = (sharers.get(path) ?? 1) > 1 ? undefined : (content ?? readSettings(path, model))
    return text === undefined ? [] : [...withoutComments(text).matchAll(keyPattern)].map(([, key = '']) => key)
  })
}

// group.id=mail, consumer:, "groupId": "mail"
const keyPattern = /^[^\S\n]*(?:-\s+)?["']?([A-Za-z][\w.-]{1,100})["']?\s*[:=]/gm

export interface Settings {
  /** As it is written, or `The config NAME`. */
  path: string
  at: Node
  content?: string
}

/** The files of settings that a service is given, those in mounted folders too. */
export function settingsOf(service: Service, model: Model): Settings[] {
  return [...mountedFiles(service, model), ...configFiles(service, model)]
}

function mountedFiles({ node }: Service, model: Model): Settings[] {
  return itemsOf(child(node, 'volumes')).flatMap((at) => {
    const [source, mounted] =
      at.type === 'map' ? [textOf(child(at, 'source')), textOf(child(at, 'target'))] : (textOf(at)?.split(':') ?? [])
    if (!source || !/^(?:\.|\/)/.test(source)) return []
    if (settingsFile.test(source)) return [{ path: source, at }]
    return isFolderOfSettings(source, mounted ?? '') ? filesIn(source, model).map((path) => ({ path, at })) : []
  })
}

/** A folder of settings, and not one of programs or data: by what it is called here or in the container. */
function isFolderOfSettings(source: string, mounted: string): boolean {
  if (/^(?:\.\/?)$/.test(source)) return false
  return /(?:^|[/._-])(?:conf|config|configs|configuration|etc|settings|provisioning|dynamic|rules|templates|sites-enabled|vhosts?)(?:$|[/._-])|\.d\/?$/i.test(
    `${source} ${mounted}`,
  )
}

function filesIn(folder: string, model: Model): string[] {
  if (!isOfProject(folder, model)) return []
  const names = model.loading.list?.(joinPath(model.folder, folder)) ?? []
  return names.filter((name) => settingsFile.test(name)).map((name) => `${folder.replace(/\/$/, '')}/${name}`)
}

function configFiles({ node }: Service, model: Model): Settings[] {
  return itemsOf(child(node, 'configs')).flatMap((at) => {
    const name = at.type === 'map' ? textOf(child(at, 'source')) : textOf(at)
    const config = child(model.root, 'configs', name ?? '')
    const [path, content] = [textOf(child(config, 'file')), textOf(child(config, 'content'))]
    if (content !== undefined) return [{ path: `The config ${name}`, at, content }]
    return path ? [{ path, at }] : []
  })
}

/** Files of the machine itself are none of the design's; a whole path in a folder of the project is one that was included. */
function isOfProject(path: string, { loading, folder }: Model): boolean {
  const folders = [folder, ...[...loading.parsed.keys()].map(folderOf)]
  return !isWholePath(path) || folders.some((each) => path.startsWith(`${each}/`))
}

function readSettings(path: string, model: Model): string | undefined {
  if (!isOfProject(path, model)) return undefined
  const read = model.loading.read(joinPath(model.folder, path))
  return 'text' in read && read.text.length <= longestFile ? read.text : undefined
}

function withoutComments(text: string): string {
  return text.replace(/^[^\S\n]*(?:#|\/\/).*$/gm, '').replace(/\s#\s.*$/gm, '')
}

const shown = (path: string, { folder }: Model) => (path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path)
