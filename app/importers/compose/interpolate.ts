import { reject } from './rejection.ts'
import { type Lookup, substitute } from './template.ts'
import type { Entry, Node } from './tree.ts'

/** Told each variable that is not set, with the value that needs it. */
type Missing = (name: string, node: Node) => void

/** Of all values with variables together: a long variable that stands in many values asks for more than any machine holds. */
const maxWritten = 10_000_000

/** Second phase: variables in values are replaced, those in keys are not. A number or flag may come of it, so types are checked later. */
export function interpolate(node: Node, lookup: Lookup, missing: Missing = () => {}): Node {
  const done = new Map<Node, Node>()
  const written = { characters: 0 }
  const visit = (current: Node): Node => {
    const known = done.get(current)
    if (known) return known
    const made = replaceIn(current, lookup, missing, written, visit)
    done.set(current, made)
    return made
  }
  return visit(node)
}

function replaceIn(node: Node, lookup: Lookup, missing: Missing, written: { characters: number }, visit: (node: Node) => Node): Node {
  if (node.type === 'list') {
    const items = node.items.map(visit)
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items }
  }
  if (node.type === 'map') {
    let changed = false
    const entries = new Map<string, Entry>()
    for (const [key, entry] of node.entries) {
      const value = visit(entry.value)
      changed ||= value !== entry.value
      entries.set(key, { ...entry, value })
    }
    return changed ? { ...node, entries } : node
  }
  if (typeof node.value !== 'string' || !node.value.includes('$')) return node
  const result = substitute(node.value, lookup, (name) => missing(name, node))
  if ('problem' in result) return reject(node, result.problem, undefined, 'interpolation')
  written.characters += result.text.length
  if (written.characters > maxWritten) {
    reject(
      node,
      `Up to here the file comes to more than ${maxWritten} characters with its variables written out.`,
      undefined,
      'interpolation',
    )
  }
  return { ...node, value: result.text, raw: node.value }
}
