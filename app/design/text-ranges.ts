import { isCollection, isNode, isPair, type Node, type Pair } from 'yaml'

/** Where things stand in the text. */

/** Behind the last sign of a value. A block ends where its last entry does, not where the comments below it do. */
export function contentEnd(text: string, node: Node): number {
  if (isCollection(node) && !node.flow && node.items.length > 0) {
    const last = node.items.at(-1)
    return isPair(last) ? pairEnd(text, last) : isNode(last) ? contentEnd(text, last) : (node.range?.[1] ?? text.length)
  }
  return node.range?.[1] ?? text.length
}

/** Behind the value of a pair, or behind its colon where it has none. */
export function pairEnd(text: string, pair: Pair): number {
  const value = isNode(pair.value) ? pair.value : undefined
  return value?.range && value.range[1] > value.range[0] ? contentEnd(text, value) : valueStart(text, pair)
}

/** Just behind the colon of a pair. */
export function valueStart(text: string, pair: Pair): number {
  const behindKey = (pair.key as Node).range?.[1] ?? 0
  return text.indexOf(':', behindKey) + 1
}

export const pairStart = (pair: Pair) => (pair.key as Node).range?.[0] ?? 0
