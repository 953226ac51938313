import { connectionId, type Design } from '../design/design.ts'
import { nameOf } from './name-of.ts'

/** A component or connection of two designs. */
export interface ComparedPart {
  /** Of a connection `from->to`. */
  id: string
  name: string
  presence: 'same' | 'changed' | 'added' | 'removed'
  /** What differs in it, a field each. */
  changes: { field: string; words: string }[]
}

/** What differs between two designs, each difference in words: `pool.size of Shop → Orders DB 5 → 9`. Looks alone count for nothing. */
export function designChanges(before: Design, after: Design): string[] {
  return compareDesigns(before, after, looks).flatMap(({ name, presence, changes }) => {
    if (presence === 'added') return [`${name} added`]
    if (presence === 'removed') return [`${name} taken out`]
    return changes.map(({ field, words }) => `${field} of ${name} ${words}`)
  })
}

/** All components and connections of two designs, first those of the first. Fields in `left` count for nothing. */
export function compareDesigns(before: Design, after: Design, left: readonly string[] = ends): ComparedPart[] {
  const [was, is] = [partsOf(before), partsOf(after)]
  const ids = [...new Set([...was.keys(), ...is.keys()])]
  return ids.map((id) => {
    const [one, other] = [was.get(id), is.get(id)]
    const name = nameOf(other === undefined ? before : after, id)
    if (one === undefined || other === undefined) return { id, name, presence: one ? 'removed' : 'added', changes: [] }
    const changes = fieldChanges(one, other, left).map(([field, from, to]) => ({ field, words: wordsOf(from, to) }))
    return { id, name, presence: changes.length > 0 ? 'changed' : 'same', changes }
  })
}

function wordsOf(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return to === 'there' ? 'added' : `now ${to}`
  return to === undefined ? 'taken out' : `${from} → ${to}`
}

function partsOf({ components, connections = [] }: Design): Map<string, object> {
  return new Map([
    ...Object.entries(components).map(([id, component]): [string, object] => [id, component]),
    ...connections.map((connection): [string, object] => [connectionId(connection), connection]),
  ])
}

/** What does not change how a component behaves. */
const ends = ['from', 'to']
const looks = ['name', 'team', 'notes', 'image', ...ends]

type Changed = [field: string, from: string | undefined, to: string | undefined]

function fieldChanges(one: object, other: object, left: readonly string[]): Changed[] {
  const [was, is] = [flatten(one, left), flatten(other, left)]
  const fields = [...new Set([...was.keys(), ...is.keys()])].filter((field) => was.get(field) !== is.get(field))
  // A part that came or went as a whole is one change: a circuit breaker, not its five numbers.
  const grouped = new Map<string, Changed>()
  for (const field of fields) {
    const [head = field] = field.split('.')
    const whole = !(head in one) || !(head in other)
    const [from, to] = whole
      ? [head in one ? 'there' : undefined, head in other ? wordOf(other, head) : undefined]
      : [was.get(field), is.get(field)]
    grouped.set(whole ? head : field, [whole ? head : field, from, to])
  }
  return [...grouped.values()]
}

function wordOf(part: object, field: string): string {
  const value = (part as Record<string, unknown>)[field]
  return typeof value === 'object' ? 'there' : String(value)
}

function flatten(value: unknown, left: readonly string[], prefix = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[prefix, String(value)]])
  return new Map(
    Object.entries(value)
      .filter(([key]) => prefix !== '' || (!left.includes(key) && !key.startsWith('x-')))
      .flatMap(([key, inner]) => [...flatten(inner, left, prefix === '' ? key : `${prefix}.${key}`)]),
  )
}
