import { structuredPatch } from 'diff'

/** A line as it is shown. `gap` stands for lines that are the same and left out. */
export interface DiffRow {
  kind: 'same' | 'added' | 'removed' | 'gap'
  text: string
  /** Number of the line in what is there, and in what would be. */
  before?: number
  after?: number
}

const context = 3
/** Of two texts with more lines than this between them, nobody reads the difference line by line. */
const maxEditLength = 5000

const kinds = { '+': 'added', '-': 'removed', ' ': 'same' } as const

/** What changes from one text to another, line by line, with a few lines around each change. */
export function toDiffRows(there: string, wanted: string): DiffRow[] {
  const patch = structuredPatch('', '', there, wanted, '', '', { context, maxEditLength })
  if (!patch) return [...linesOf(there, 'removed', 'before'), ...linesOf(wanted, 'added', 'after')]
  const rows: DiffRow[] = []
  let [before, after] = [1, 1]
  for (const hunk of patch.hunks) {
    const gap = hunk.oldStart - before
    if (gap > 0) rows.push({ kind: 'gap', text: gap === 1 ? '1 line that is the same' : `${gap} lines that are the same` })
    before += gap
    after += gap
    for (const line of hunk.lines) {
      // `\\ No newline at end of file` is no line.
      const kind = kinds[line.charAt(0) as keyof typeof kinds]
      if (kind === undefined) continue
      rows.push({
        kind,
        text: line.slice(1),
        ...(kind === 'added' ? {} : { before: before++ }),
        ...(kind === 'removed' ? {} : { after: after++ }),
      })
    }
  }
  return rows
}

/** All lines of a text, as lines that stay. */
export function toPlainRows(text: string): DiffRow[] {
  return linesOf(text, 'same', 'after')
}

function linesOf(text: string, kind: DiffRow['kind'], side: 'before' | 'after'): DiffRow[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line, index) => ({ kind, text: line, [side]: index + 1 }))
}
