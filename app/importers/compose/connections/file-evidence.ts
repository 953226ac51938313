import type { Model } from '../model.ts'
import { folderOf, isWholePath, joinPath } from '../paths.ts'
import type { Service } from '../services.ts'
import { child, itemsOf, type Node, textOf } from '../tree.ts'
import type { AddressBook } from './address-book.ts'
import { addressesIn } from './addresses.ts'
import { toText } from './environment-evidence.ts'
import type { Evidence } from './evidence.ts'

// nginx.conf, default.conf.template, prometheus.yml, traefik.toml, Caddyfile, haproxy.cfg
const settingsFile = /(?:\.(?:conf|cfg|ya?ml|toml|json|properties|ini|hcl|template)|Caddyfile)$/i
const longestFile = 200_000

/** Addresses in the files of settings that are mounted into a service, or given to it as configs. */
export function fileEvidence(from: Service, book: AddressBook, model: Model): Evidence[] {
  return [...mountedFiles(from), ...configFiles(from, model)].flatMap(({ path, at, content }) => {
    const text = content ?? readSettings(path, model)
    if (text === undefined) return []
    return addressesIn(withoutComments(text)).flatMap((address): Evidence[] => {
      const to = book.find(from, address.host)
      if (!to) return []
      const { scheme, port } = address
      const reason = `${path}, which is given to ${from.name}, names ${to.name}: ${toText(address)}.`
      return [{ from, to, sort: 'named', confidence: 0.8, reason, at, ...(scheme ? { scheme } : {}), ...(port ? { port } : {}) }]
    })
  })
}

interface Mounted {
  path: string
  at: Node
  content?: string
}

function mountedFiles({ node }: Service): Mounted[] {
  return itemsOf(child(node, 'volumes')).flatMap((at) => {
    const path = at.type === 'map' ? textOf(child(at, 'source')) : textOf(at)?.split(':')[0]
    return path && /^(?:\.|\/)/.test(path) && settingsFile.test(path) ? [{ path, at }] : []
  })
}

function configFiles({ node }: Service, model: Model): Mounted[] {
  return itemsOf(child(node, 'configs')).flatMap((at) => {
    const name = at.type === 'map' ? textOf(child(at, 'source')) : textOf(at)
    const config = child(model.root, 'configs', name ?? '')
    const [path, content] = [textOf(child(config, 'file')), textOf(child(config, 'content'))]
    if (content !== undefined) return [{ path: `The config ${name}`, at, content }]
    return path ? [{ path, at }] : []
  })
}

function readSettings(path: string, { loading, folder }: Model): string | undefined {
  // Files of the machine itself are none of the design's; a whole path in a folder of the project is one that was included.
  const folders = [folder, ...[...loading.parsed.keys()].map(folderOf)]
  if (isWholePath(path) && !folders.some((each) => path.startsWith(`${each}/`))) return undefined
  const read = loading.read(joinPath(folder, path))
  return 'text' in read && read.text.length <= longestFile ? read.text : undefined
}

function withoutComments(text: string): string {
  return text.replace(/^[^\S\n]*(?:#|\/\/).*$/gm, '').replace(/\s#\s.*$/gm, '')
}
