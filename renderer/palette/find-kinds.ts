import { type Kind, type Platform, platforms } from '../../app/catalogue/component.ts'
import { familyLook, headings } from '../../app/catalogue/family-look.ts'
import { familyWords } from '../../app/catalogue/family-words.ts'
import { findEntries } from '../shell/search-entries.ts'

/** What the palette is narrowed to: kinds that run anywhere, or those of one provider. */
export type KindFilter = 'all' | 'generic' | Platform

/** The filters with their names, in the order in which they are shown. */
export const kindFilters: { id: KindFilter; label: string }[] = [
  { id: 'all', label: 'All' },
  { id: 'generic', label: 'Generic' },
  ...Object.entries(platforms).map(([id, label]) => ({ id: id as Platform, label })),
]

export function kindsUnder(kinds: readonly Kind[], filter: KindFilter): readonly Kind[] {
  return filter === 'all' ? kinds : kinds.filter(({ platform }) => (platform ?? 'generic') === filter)
}

/** Kinds that what was typed may mean, by name, kind, summary and the words people use for them. */
export function findKinds(kinds: readonly Kind[], typed: string): Kind[] {
  const entries = kinds.map((kind) => ({
    id: kind.kind,
    label: kind.label,
    detail: kind.summary,
    keywords: [kind.kind, kind.family, ...kind.keywords, ...familyWords[kind.family], ...(kind.platform ? [kind.platform] : [])],
    found: kind,
  }))
  return findEntries(entries, typed).map(({ found }) => found)
}

/** The kinds under their headings, in the palette's order; a heading with nothing under it is left out. */
export function groupKinds(kinds: readonly Kind[]): { heading: string; kinds: Kind[] }[] {
  return headings
    .map((heading) => ({ heading, kinds: kinds.filter(({ family }) => familyLook(family).heading === heading) }))
    .filter((group) => group.kinds.length > 0)
}

/** More under one heading than this are shown on request, so that all headings can be seen at once. */
const mostShown = 5
const fewShown = 4

/** What stands under a heading until the rest is asked for. */
export function firstOf(kinds: readonly Kind[]): Kind[] {
  return kinds.slice(0, kinds.length > mostShown ? fewShown : mostShown)
}
