import type { LineCounter } from 'yaml'
import type { Place } from '../importer.ts'

/**
 * A Compose file as the phases see it: values that know where in which text they stand. Nodes are never changed, so an anchor
 * and its aliases are one node, and a phase that changes something makes new nodes along the way to it.
 */
export type Node = ScalarNode | MapNode | ListNode

interface Placed {
  at: Span
  /** Of Compose's own: takes out, or replaces instead of merging. */
  tag?: 'reset' | 'override'
}
export interface ScalarNode extends Placed {
  type: 'scalar'
  value: string | number | boolean | null
  /** The text as it stood, before variables were replaced. */
  raw?: string
}
export interface MapNode extends Placed {
  type: 'map'
  entries: ReadonlyMap<string, Entry>
}
export interface ListNode extends Placed {
  type: 'list'
  items: readonly Node[]
}
export interface Entry {
  key: Span
  value: Node
}

/** A stretch of one file's text. */
export interface Span {
  source: Source
  start: number
  end: number
}

export interface Source {
  path: string
  text: string
  lines: LineCounter
}

export function placeOf({ source, start }: Span): Place {
  const { line, col } = source.lines.linePos(start)
  return { file: source.path, line: Math.max(1, line), column: Math.max(1, col) }
}

export function child(node: Node | undefined, ...keys: string[]): Node | undefined {
  let current = node
  for (const key of keys) current = current?.type === 'map' ? current.entries.get(key)?.value : undefined
  return current
}

export function entriesOf(node: Node | undefined): [string, Node][] {
  return node?.type === 'map' ? [...node.entries].map(([key, { value }]) => [key, value]) : []
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === 'list' ? node.items : []
}

/** A scalar as text: `8080` for the number too; undefined for what is no text and for nothing at all. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.type === 'scalar' && node.value !== null ? String(node.value) : undefined
}

/** A list of texts, or one text as a list of one. */
export function textsOf(node: Node | undefined): string[] {
  const nodes = node?.type === 'list' ? node.items : node ? [node] : []
  return nodes.flatMap((item) => textOf(item) ?? [])
}

export function withEntry(map: MapNode, key: string, value: Node, keySpan: Span = value.at): MapNode {
  const entries = new Map(map.entries)
  entries.set(key, { key: map.entries.get(key)?.key ?? keySpan, value })
  return { ...map, entries }
}

export function withoutEntry(map: MapNode, key: string): MapNode {
  const entries = new Map(map.entries)
  entries.delete(key)
  return { ...map, entries }
}

export function scalarAt(at: Span, value: ScalarNode['value']): ScalarNode {
  return { type: 'scalar', value, at }
}
