/** Replaces a stretch of text by another; equal starts apply in the order given. */
export interface Splice {
  start: number
  end: number
  text: string
}

/** The text with all splices applied. Stretches that overlap are joined: what either takes out goes, what both put in stays. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const ordered = splices.map((splice, order) => ({ ...splice, order })).sort((a, b) => a.start - b.start || a.order - b.order)
  let result = ''
  let at = 0
  for (const { start, end, text: inserted } of ordered) {
    result += text.slice(at, Math.max(at, start)) + inserted
    at = Math.max(at, start, end)
  }
  return result + text.slice(at)
}

export const lineStart = (text: string, offset: number) => text.lastIndexOf('\n', offset - 1) + 1

/** Just behind the line ending of the line in which a value ends; a block of text (`|`) already ends behind its own. */
export function lineEnd(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset
  const found = text.indexOf('\n', offset)
  return found === -1 ? text.length : found + 1
}

export const columnOf = (text: string, offset: number) => offset - lineStart(text, offset)
