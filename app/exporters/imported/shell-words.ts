import { itemsOf, type Node, textOf } from '../../importers/compose/tree.ts'

/** Words of a command: a list as it is, a text as Compose splits it; undefined: none is stated. An empty one takes the image's away. */
export function toWords(node: Node | undefined): string[] | undefined {
  if (node === undefined || (node.type === 'scalar' && node.value === null)) return undefined
  if (node.type === 'list') return itemsOf(node).map((item) => textOf(item) ?? '')
  const text = textOf(node)
  return text === undefined ? undefined : splitWords(text)
}

/** As a shell splits a line into words, without anything else that a shell does. */
export function splitWords(text: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (quote === "'" && character !== "'") word += character
    else if (character === '\\' && at + 1 < text.length && (quote === '' || /["\\$`]/.test(text[at + 1] ?? ''))) {
      at += 1
      // A line that goes on.
      if (text[at] !== '\n') word = (word ?? '') + text[at]
    } else if (character === quote) quote = ''
    else if (quote === '' && (character === "'" || character === '"')) {
      quote = character
      word ??= ''
    } else if (quote === '' && /\s/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + character
  }
  return word === undefined ? words : [...words, word]
}
