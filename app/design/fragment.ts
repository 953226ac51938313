import type { Design } from './design.ts'
import { readDocument } from './document.ts'
import { renderDesign } from './write-document.ts'

/** Part of a design as a text of its own, which an editor and another window take. */

/** Longer texts are nobody's selection. */
const mostLetters = 2_000_000

export type Fragment = { design: Design; left: string | undefined } | { reason: string }

export function writeFragment(part: Design): string {
  return renderDesign(part)
}

/**
 * Reads what stands on a clipboard: a design, some sections of one, or components by their ids. `left` says what of it could not
 * be used; a `reason` why nothing could.
 */
export function readFragment(text: string): Fragment {
  if (text.length > mostLetters) return { reason: 'The clipboard holds more text than can be pasted at once.' }
  const lines = text.replace(/\r\n?/g, '\n').trimEnd()
  for (const whole of [lines, `microcosm: 1\n${lines}`, `microcosm: 1\ncomponents:\n${indented(lines)}`]) {
    const { design, problems } = readDocument(`${whole}\n`)
    if (!design || Object.keys(design.components ?? {}).length === 0) continue
    const errors = problems.filter(({ severity }) => severity === 'error')
    if (errors.some(({ path }) => path[0] === 'microcosm')) continue
    return { design, left: errors[0]?.message }
  }
  return { reason: 'The clipboard holds no components of a design.' }
}

function indented(lines: string): string {
  return lines.replace(/^(?=.)/gm, '  ')
}
