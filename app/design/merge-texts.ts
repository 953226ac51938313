import { matchLists } from './match-lists.ts'

/** A stretch of a text that three versions agree on, or that two of them changed in different ways. */
export type MergePart = { kind: 'agreed'; text: string } | { kind: 'conflict'; base: string; mine: string; theirs: string }

/** Lists that differ in more lines than this are taken as changed altogether: matching them takes time that grows with the square. */
const mostUnmatched = 4000

/**
 * Merges two texts that began as the same one, line by line. What only one side changed is taken; what both changed in the same
 * way is taken once; what they changed differently is a conflict that keeps all three. Changed lines side by side are told apart
 * where all three have as many of them.
 */
export function mergeTexts(base: string, mine: string, theirs: string): MergePart[] {
  const lines = { base: toLines(base), mine: toLines(mine), theirs: toLines(theirs) }
  const toMine = placesOf(lines.base, lines.mine)
  const toTheirs = placesOf(lines.base, lines.theirs)
  const parts: MergePart[] = []
  let at = { base: 0, mine: 0, theirs: 0 }
  const take = (to: typeof at) => {
    const between = (side: keyof typeof at) => lines[side].slice(at[side], to[side])
    for (const part of settleStretch(between('base'), between('mine'), between('theirs'))) push(parts, part)
    at = to
  }
  // The lines that all three have are where the stretches between them end.
  for (let line = 0; line < lines.base.length; line += 1) {
    const [mineLine, theirLine] = [toMine[line], toTheirs[line]]
    if (mineLine === undefined || theirLine === undefined) continue
    take({ base: line, mine: mineLine, theirs: theirLine })
    take({ base: line + 1, mine: mineLine + 1, theirs: theirLine + 1 })
  }
  take({ base: lines.base.length, mine: lines.mine.length, theirs: lines.theirs.length })
  return parts
}

/** The merged text, with one side of each conflict; undefined where a side is not chosen yet. */
export function joinParts(parts: MergePart[], choices: readonly ('mine' | 'theirs')[] = []): string | undefined {
  let conflicts = 0
  let text = ''
  for (const part of parts) {
    if (part.kind === 'agreed') text += part.text
    else {
      const choice = choices[conflicts++]
      if (choice === undefined) return undefined
      text += part[choice]
    }
  }
  return text
}

function settleStretch(base: string[], mine: string[], theirs: string[]): MergePart[] {
  const whole = settle(base.join(''), mine.join(''), theirs.join(''))
  if (whole.kind === 'agreed' || base.length !== mine.length || base.length !== theirs.length) return [whole]
  return base.map((line, index) => settle(line, mine[index] ?? '', theirs[index] ?? ''))
}

function settle(base: string, mine: string, theirs: string): MergePart {
  if (mine === theirs || theirs === base) return { kind: 'agreed', text: mine }
  if (mine === base) return { kind: 'agreed', text: theirs }
  return { kind: 'conflict', base, mine, theirs }
}

function push(parts: MergePart[], part: MergePart): void {
  const last = parts.at(-1)
  if (part.kind === 'agreed' && part.text === '') return
  if (last?.kind === 'agreed' && part.kind === 'agreed') last.text += part.text
  else if (last?.kind === 'conflict' && part.kind === 'conflict') {
    last.base += part.base
    last.mine += part.mine
    last.theirs += part.theirs
  } else parts.push(part)
}

/** For each line of the one where it stands in the other; undefined: it is not there. */
function placesOf(from: string[], to: string[]): (number | undefined)[] {
  const places: (number | undefined)[] = new Array(from.length).fill(undefined)
  let head = 0
  while (head < from.length && head < to.length && from[head] === to[head]) head += 1
  let tail = 0
  while (tail < Math.min(from.length, to.length) - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1
  for (let line = 0; line < head; line += 1) places[line] = line
  for (let line = 1; line <= tail; line += 1) places[from.length - line] = to.length - line
  const middle = [from.slice(head, from.length - tail), to.slice(head, to.length - tail)] as const
  if (Math.max(...middle.map((each) => each.length)) > mostUnmatched) return places
  for (const { was, is } of matchLists(...middle)) {
    if (was !== undefined && is !== undefined && middle[0][was] === middle[1][is]) places[head + was] = head + is
  }
  return places
}

// 'a\nb' -> ['a\n', 'b']
function toLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}
