/** Something the search can find. */
export interface SearchEntry {
  id: string
  label: string
  /** Shown behind the label and searched too. */
  detail: string
  keywords?: readonly string[]
}

/** Entries whose words begin with, or contain, every word typed; better matches first, the given order otherwise. */
export function findEntries<T extends SearchEntry>(entries: readonly T[], typed: string): T[] {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  return entries
    .map((entry, index) => ({ entry, index, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.index - other.index)
    .map(({ entry }) => entry)
}

/** 0: a word is nowhere. The label counts more than the rest, a word's beginning more than its middle. */
function scoreOf(entry: SearchEntry, words: string[]): number {
  const label = folded(entry.label)
  const rest = folded([entry.detail, ...(entry.keywords ?? [])].join(' '))
  let score = 1
  for (const word of words) {
    const found = label.startsWith(word) ? 8 : label.includes(` ${word}`) ? 5 : label.includes(word) ? 3 : rest.includes(word) ? 1 : 0
    if (found === 0) return 0
    score += found
  }
  return score
}

/** In small letters and without accents, which people leave out when they search. */
function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
}
