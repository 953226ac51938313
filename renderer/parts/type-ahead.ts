/**
 * Which label is meant by what was typed, as its place in the list: the first after `now` that begins so, or, where none does, that
 * has a word that begins so. One letter pressed again goes on to the next. -1: none.
 */
export function findTyped(labels: readonly string[], now: number, typed: string): number {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return -1
  const isRepeated = [...wanted].every((letter) => letter === wanted[0])
  // A longer word may still mean the one that its beginning found.
  const [sought, first] = isRepeated ? [wanted[0] ?? '', now + 1] : [wanted, now]
  const order = labels.map((_, index) => (Math.max(0, first) + index) % labels.length)
  const labelAt = (index: number) => (labels[index] ?? '').toLowerCase()
  const begins = (index: number) => labelAt(index).startsWith(sought)
  const hasWord = (index: number) =>
    labelAt(index)
      .split(/[\s(/-]+/)
      .some((word) => word.startsWith(sought))
  return order.find(begins) ?? order.find(hasWord) ?? -1
}
