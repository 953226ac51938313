import { reject } from './rejection.ts'
import { type Entry, type ListNode, type MapNode, type Node, textOf, withEntry, withoutEntry } from './tree.ts'

/**
 * Fourth phase: a later file over an earlier one, as the Compose specification says. Maps are merged, lists are appended, with
 * the exceptions below; `!reset` takes out, `!override` replaces.
 */
export function mergeCompose(base: Node, over: Node, path: readonly string[] = []): Node {
  if (over.tag === 'override') return withoutTags(over)
  const left = toMergeable(base, path)
  const right = toMergeable(over, path)
  if (right.type === 'scalar' && right.value === null) return left
  if (left.type === 'scalar' && left.value === null) return withoutTags(right)
  if (isReplaced(path)) return withoutTags(right)
  if (left.type === 'map' && right.type === 'map') return mergeMaps(left, right, path)
  if (left.type === 'list' && right.type === 'list') return mergeLists(left, right, path)
  if (left.type !== right.type && path.length > 0 && !isLoose(path)) {
    reject(over, `${path.join('.')} is a ${nameOf(base)} in one file and a ${nameOf(over)} in another; write both in the same way.`)
  }
  return withoutTags(right)
}

/** Takes out what `!reset` says, where there was nothing to merge with. */
export function withoutTags(node: Node): Node {
  // What aliases share is looked at once and stays shared: written out, it may be a million times as much.
  const done = new Map<Node, Node>()
  const visit = (current: Node): Node => {
    const known = done.get(current)
    if (known) return known
    const made = untagged(current, visit)
    done.set(current, made)
    return made
  }
  return visit(node)
}

function untagged(node: Node, visit: (node: Node) => Node): Node {
  const { tag, ...plain } = node
  if (plain.type === 'list') {
    const items = plain.items.filter((item) => item.tag !== 'reset').map(visit)
    const isSame = items.length === plain.items.length && items.every((item, index) => item === plain.items[index])
    return isSame && tag === undefined ? node : { ...plain, items }
  }
  if (plain.type !== 'map') return tag === undefined ? node : plain
  let isSame = tag === undefined
  const entries = new Map<string, Entry>()
  for (const [key, entry] of plain.entries) {
    const value = entry.value.tag === 'reset' ? undefined : visit(entry.value)
    isSame &&= value === entry.value
    if (value) entries.set(key, value === entry.value ? entry : { ...entry, value })
  }
  return isSame ? node : { ...plain, entries }
}

function mergeMaps(base: MapNode, over: MapNode, path: readonly string[]): MapNode {
  let result = base
  for (const [key, { key: keySpan, value }] of over.entries) {
    const before = base.entries.get(key)?.value
    if (value.tag === 'reset') result = withoutEntry(result, key)
    else if (before) result = withEntry(result, key, mergeCompose(before, value, [...path, key]))
    else result = withEntry(result, key, withoutTags(value), keySpan)
  }
  return result
}

function mergeLists(base: ListNode, over: ListNode, path: readonly string[]): ListNode {
  const keyOf = uniqueBy(path)
  const items = over.items.filter((item) => item.tag !== 'reset').map(withoutTags)
  if (!keyOf) return { ...base, items: [...base.items, ...items] }
  const merged = new Map(base.items.map((item, index) => [keyOf(item) ?? `#${index}`, item]))
  for (const [index, item] of items.entries()) merged.set(keyOf(item) ?? `+${index}`, item)
  return { ...base, items: [...merged.values()] }
}

/** A command is one thing, not a list to add to. */
function isReplaced(path: readonly string[]): boolean {
  if (path[0] !== 'services') return false
  if (path.length === 3) return path[2] === 'command' || path[2] === 'entrypoint'
  return path.length === 4 && path[2] === 'healthcheck' && path[3] === 'test'
}

/** Places where a text and a map, or a text and a list, are two ways to say the same. */
function isLoose(path: readonly string[]): boolean {
  return path[0] !== 'services' || path.length !== 3 || !['environment', 'labels', 'ports', 'volumes', 'deploy'].includes(path[2] ?? '')
}

/** How two entries of a list are known to be the same one; the later takes its place. */
function uniqueBy(path: readonly string[]): ((item: Node) => string | undefined) | undefined {
  if (path[0] !== 'services' || path.length !== 3) return undefined
  switch (path[2]) {
    case 'volumes':
      return (item) => (item.type === 'map' ? textOf(item.entries.get('target')?.value) : toVolumeTarget(textOf(item) ?? ''))
    case 'secrets':
    case 'configs':
      return (item) =>
        item.type === 'map' ? (textOf(item.entries.get('target')?.value) ?? textOf(item.entries.get('source')?.value)) : textOf(item)
    case 'ports':
    case 'expose':
    case 'profiles':
    case 'cap_add':
    case 'cap_drop':
    case 'dns':
      return (item) => (item.type === 'scalar' ? textOf(item) : undefined)
    default:
      return undefined
  }
}

/** `./data:/var/lib/data:ro` is mounted at `/var/lib/data`. */
function toVolumeTarget(text: string): string | undefined {
  // C:\data:/data
  const parts = text.replace(/^([A-Za-z]):(?=[\\/])/, '$1\u0000').split(':')
  return parts[1] ?? parts[0]
}

const asMap = new Set(['environment', 'labels', 'annotations', 'sysctls', 'extra_hosts', 'args', 'additional_contexts'])
const asNames = new Set(['depends_on', 'networks', 'models'])

/** Brings the ways to say the same thing to one: `A=b` in a list is `A: b` in a map, a name in a list is a key. */
export function toMergeable(node: Node, path: readonly string[]): Node {
  const key = path.at(-1) ?? ''
  const inService = path[0] === 'services' && path.length >= 3
  if (!inService) return node
  if (node.type === 'list' && asMap.has(key)) return toMap(node, (text) => splitAt(text, key === 'extra_hosts' ? /[=:]/ : /=/))
  if (node.type === 'list' && asNames.has(key) && path.length === 3) {
    const names = toMap(node, (text) => [text, undefined])
    return key === 'depends_on' ? withConditions(names) : names
  }
  if (node.type === 'scalar' && typeof node.value === 'string' && path.length === 3) {
    if (key === 'build') return { type: 'map', at: node.at, entries: new Map([['context', { key: node.at, value: node }]]) }
    if (['dns', 'dns_search', 'tmpfs', 'env_file', 'label_file'].includes(key)) return { type: 'list', at: node.at, items: [node] }
  }
  return node
}

function toMap(list: ListNode, split: (text: string) => [string, string | undefined]): MapNode {
  const entries = new Map<string, { key: Node['at']; value: Node }>()
  for (const item of list.items) {
    const text = textOf(item)
    if (text === undefined) continue
    const [key, value] = split(text)
    entries.set(key, { key: item.at, value: { type: 'scalar', value: value ?? null, at: item.at, ...rawOf(item) } })
  }
  return { type: 'map', at: list.at, entries, ...(list.tag ? { tag: list.tag } : {}) }
}

/** Who is only named is waited for until it has started. */
function withConditions(names: MapNode): MapNode {
  const entries = new Map(
    [...names.entries].map(
      ([
        name,
        {
          key,
          value: { at },
        },
      ]) => {
        const condition = { key: at, value: { type: 'scalar' as const, value: 'service_started', at } }
        return [name, { key, value: { type: 'map' as const, at, entries: new Map([['condition', condition]]) } }]
      },
    ),
  )
  return { ...names, entries }
}

/** What stood behind the first sign, before variables were replaced. */
function rawOf(item: Node): { raw?: string } {
  if (item.type !== 'scalar' || item.raw === undefined) return {}
  return { raw: item.raw.slice(item.raw.search(/[=:]/) + 1) }
}

function splitAt(text: string, sign: RegExp): [string, string | undefined] {
  const at = text.search(sign)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function nameOf(node: Node): string {
  return node.type === 'scalar' ? 'text' : node.type
}
