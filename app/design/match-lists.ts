/** How the entries of an edited list came from those of the list before: `was` is the index there, undefined for a new entry. */
export interface Match {
  was: number | undefined
  /** Undefined for an entry that was taken out. */
  is: number | undefined
}

/**
 * Matches two lists by the keys of their entries: the longest common order stays, and between two entries that stayed, old and
 * new ones are paired one by one as edits in place. The answer is in the order of the edited list, with what was taken out in between.
 */
export function matchLists(before: readonly string[], after: readonly string[]): Match[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1
  let tail = 0
  const room = Math.min(before.length, after.length) - head
  while (tail < room && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  const middle = common(before.slice(head, before.length - tail), after.slice(head, after.length - tail))
  const kept = [
    ...Array.from({ length: head }, (_, index) => [index, index] as const),
    ...middle.map(([was, is]) => [was + head, is + head] as const),
    ...Array.from({ length: tail }, (_, index) => [before.length - tail + index, after.length - tail + index] as const),
  ]
  return withGaps(kept, before.length, after.length)
}

function withGaps(kept: (readonly [number, number])[], before: number, after: number): Match[] {
  const matches: Match[] = []
  let was = 0
  let is = 0
  for (const [nextWas, nextIs] of [...kept, [before, after] as const]) {
    while (was < nextWas || is < nextIs) {
      matches.push({ was: was < nextWas ? was++ : undefined, is: is < nextIs ? is++ : undefined })
    }
    if (nextWas < before && nextIs < after) matches.push({ was: was++, is: is++ })
  }
  return matches
}

/** Longest common subsequence, as pairs of indexes. */
function common(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const same = (lengths[(i + 1) * width + j + 1] ?? 0) + 1
      lengths[i * width + j] = a[i] === b[j] ? same : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1
    else j += 1
  }
  return pairs
}
