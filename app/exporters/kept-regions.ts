import { textSum } from '../design/text-sum.ts'

/**
 * What a person writes into an exported file stays when the design is exported again, if it stands between two marks:
 *
 *     // <yours services>
 *     // </yours>
 *
 * The first line of such a file carries a seal: a hash of everything outside the marks. While it fits, nothing else was edited
 * and the file may be written anew; where it does not, the person has to be asked.
 */

// `    // <yours services>` or `# <yours rules>`
const begin = /^\s*(?:\/\/|#) <yours ([\w-]+)>$/
const end = /^\s*(?:\/\/|#) <\/yours>$/
// `// Written by Microcosm: … Seal: 0f3a1b…`
const seal = /^(?:\/\/|#) .* Seal: ([0-9a-f]{16})$/

/** The text with a first line that says who wrote it and seals it. */
export function toSealed(text: string, comment: '//' | '#' = '//'): string {
  const about = 'Written by Microcosm. What stands between <yours> marks is kept when it is written again.'
  return `${comment} ${about} Seal: ${hashOf(text)}\n${text}`
}

/** Whether a person changed anything outside the marks; undefined where the text carries no seal. */
export function isEdited(sealed: string): boolean | undefined {
  const [first = '', ...rest] = sealed.split('\n')
  const hash = seal.exec(first)?.[1]
  return hash === undefined ? undefined : hash !== hashOf(rest.join('\n'))
}

/** The new text with what stands between the marks of the old one; `lost` are regions that the new text has no place for. */
export function withKeptRegions(before: string, now: string): { text: string; lost: string[] } {
  const kept = new Map(regionsOf(before).flatMap(({ name, lines }) => (name !== undefined && lines.length > 0 ? [[name, lines]] : [])))
  const text = regionsOf(now)
    .flatMap(({ name, mark, lines }) => {
      const inside = name === undefined ? lines : (kept.get(name) ?? lines)
      if (name !== undefined) kept.delete(name)
      return [...mark, ...inside]
    })
    .join('\n')
  return { text, lost: [...kept.keys()] }
}

interface Part {
  /** Absent: text outside all marks. */
  name: string | undefined
  /** The line that opens the region. */
  mark: string[]
  lines: string[]
}

/** The text in parts, in order; the line that ends a region opens the part after it. */
function regionsOf(text: string): Part[] {
  const parts: Part[] = [{ name: undefined, mark: [], lines: [] }]
  for (const line of text.split('\n')) {
    const name = begin.exec(line)?.[1]
    const current = parts.at(-1) as Part
    if (current.name === undefined && name !== undefined) parts.push({ name, mark: [line], lines: [] })
    else if (current.name !== undefined && end.test(line)) parts.push({ name: undefined, mark: [line], lines: [] })
    else current.lines.push(line)
  }
  return parts
}

/** Of everything outside the marks. */
function hashOf(text: string): string {
  const outside = regionsOf(text).flatMap(({ name, mark, lines }) => [...mark, ...(name === undefined ? lines : [])])
  return textSum(outside.join('\n'))
}
