import { isWholePath } from './paths.ts'
import { type Entry, type MapNode, type Node, type ScalarNode, textOf } from './tree.ts'

/**
 * Where a Compose file names other files and folders, counted from the project's folder. The same list serves to read such
 * files, to move what an extended service says to another folder, and to rewrite the paths of an exported file.
 */
export type PathVisitor = (node: ScalarNode, kind: PathKind) => Node
/** `mount`: a text with the path before the first colon; `entry`: a text with the path behind the first equals sign. */
export type PathKind = 'path' | 'mount' | 'entry'

const servicePaths: readonly (readonly string[])[] = [
  ['build', 'context'],
  ['build', 'additional_contexts', '*'],
  ['env_file', '*'],
  ['env_file', '*', 'path'],
  ['label_file', '*'],
  ['develop', 'watch', '*', 'path'],
  ['extends', 'file'],
]
const rootPaths: readonly (readonly string[])[] = [
  ['include', '*'],
  ['include', '*', 'path'],
  ['include', '*', 'path', '*'],
  ['include', '*', 'project_directory'],
  ['include', '*', 'env_file'],
  ['include', '*', 'env_file', '*'],
  ['secrets', '*', 'file'],
  ['configs', '*', 'file'],
]

/** The service with every relative path replaced by what `visit` makes of it. */
export function mapServicePaths(service: Node, visit: PathVisitor): Node {
  let result = service
  for (const path of servicePaths) result = mapAt(result, path, (node) => visitPath(node, visit))
  result = mapAt(result, ['build', 'ssh'], (ssh) =>
    ssh.type === 'list' ? mapAt(ssh, ['*'], (node) => visitKey(node, visit)) : mapAt(ssh, ['*'], (node) => visitPath(node, visit)),
  )
  result = mapAt(result, ['build'], (node) => (node.type === 'scalar' ? visitContext(node, visit) : node))
  result = mapAt(result, ['env_file'], (node) => (node.type === 'scalar' ? visitPath(node, visit) : node))
  result = mapAt(result, ['label_file'], (node) => (node.type === 'scalar' ? visitPath(node, visit) : node))
  return mapAt(result, ['volumes', '*'], (node) => mapVolume(node, visit))
}

/** The whole file likewise. */
export function mapFilePaths(root: Node, visit: PathVisitor): Node {
  let result = mapAt(root, ['services', '*'], (service) => mapServicePaths(service, visit))
  for (const path of rootPaths) result = mapAt(result, path, (node) => visitPath(node, visit))
  return mapAt(result, ['volumes', '*'], (volume) =>
    isBindVolume(volume) ? mapAt(volume, ['driver_opts', 'device'], (node) => visitDevice(node, visit)) : volume,
  )
}

/** A volume's folder that is empty, such as by a variable that is not set, is the project's own. */
function visitDevice(node: Node, visit: PathVisitor): Node {
  return node.type === 'scalar' && node.value === '' && node.raw ? visit(node, 'path') : visitPath(node, visit)
}

/** Keys to give to a build: `main=./keys/main`. A name alone is the agent's. */
function visitKey(node: Node, visit: PathVisitor): Node {
  const isFile = node.type === 'scalar' && (textOf(node) ?? '').includes('=')
  return isFile ? visitPath(node, visit) : node
}

function visitPath(node: Node, visit: PathVisitor): Node {
  const text = node.type === 'scalar' ? textOf(node) : undefined
  if (node.type !== 'scalar' || text === undefined) return node
  // additional_contexts: [shared=../shared]
  const entry = /^[A-Za-z0-9_.-]+=(.*)$/.exec(text)
  if (entry) return isRelative(entry[1] ?? '') ? visit(node, 'entry') : node
  return isRelative(text) ? visit(node, 'path') : node
}

function visitContext(node: ScalarNode, visit: PathVisitor): Node {
  return isRelative(textOf(node) ?? '') ? visit(node, 'path') : node
}

/** `./data:/data`, or a map with `type: bind`. A name alone is a volume's. */
function mapVolume(node: Node, visit: PathVisitor): Node {
  if (node.type === 'scalar') return /^\.[^:]*:/.test(textOf(node) ?? '') ? visit(node, 'mount') : node
  const bind = node.type === 'map' && textOf(node.entries.get('type')?.value) === 'bind'
  return bind ? mapAt(node, ['source'], (source) => visitPath(source, visit)) : node
}

/** A volume that is a folder of this machine: `driver_opts: { type: none, o: bind, device: ./data }`. */
function isBindVolume(volume: Node): boolean {
  if (volume.type !== 'map') return false
  const driver = textOf(volume.entries.get('driver')?.value)
  const options = volume.entries.get('driver_opts')?.value
  const text = (key: string) => (options?.type === 'map' ? textOf(options.entries.get(key)?.value) : undefined)
  return (driver === undefined || driver === 'local') && text('type') === 'none' && text('o') === 'bind'
}

/** Not whole, not a place on the network, not another service, not an image. */
export function isRelative(path: string): boolean {
  return path !== '' && !isWholePath(path) && !isRemote(path)
}

// https://github.com/acme/shop.git, git@github.com:acme/shop, github.com/acme/shop, service:base, docker-image://alpine
export function isRemote(path: string): boolean {
  return path.includes('://') || /^(?:git@|github\.com\/|service:|target:|oci:|git:)/.test(path)
}

/** A place on the network without the name and the password or token with which it is asked; any other path as it is. */
export function withoutSignIn(path: string): string {
  return path.replace(/^(https?:\/\/)[^/?#]*@/i, '$1').replace(/^([a-z][a-z0-9+.-]*:\/\/[^:/?#@]*):[^/?#]*@/i, '$1@')
}

function mapAt(node: Node, path: readonly string[], change: (node: Node) => Node): Node {
  const [step, ...rest] = path
  if (step === undefined) return change(node)
  if (node.type === 'list' && step === '*') {
    const items = node.items.map((item) => mapAt(item, rest, change))
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items }
  }
  return node.type === 'map' ? mapEntries(node, step, rest, change) : node
}

function mapEntries(map: MapNode, step: string, rest: readonly string[], change: (node: Node) => Node): Node {
  let entries: Map<string, Entry> | undefined
  for (const [key, entry] of map.entries) {
    if (step !== '*' && step !== key) continue
    const value = mapAt(entry.value, rest, change)
    if (value === entry.value) continue
    entries ??= new Map(map.entries)
    entries.set(key, { ...entry, value })
  }
  return entries ? { ...map, entries } : map
}
