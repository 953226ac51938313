import { connectionId, type Design } from '../design/design.ts'
import { nameOf } from './name-of.ts'

/** What differs between two designs, each difference in words: `pool.size of Shop → Orders DB 5 → 9`. Looks alone count for nothing. */
export function designChanges(before: Design, after: Design): string[] {
  const [was, is] = [partsOf(before), partsOf(after)]
  const ids = [...new Set([...was.keys(), ...is.keys()])]
  return ids.flatMap((id) => {
    const [one, other] = [was.get(id), is.get(id)]
    if (one === undefined) return [`${nameOf(after, id)} added`]
    if (other === undefined) return [`${nameOf(before, id)} taken out`]
    return fieldChanges(one, other).map(
      ([field, from, to]) =>
        `${field} of ${nameOf(after, id)} ${from === undefined ? (to === 'there' ? 'added' : `now ${to}`) : to === undefined ? 'taken out' : `${from} → ${to}`}`,
    )
  })
}

function partsOf({ components, connections = [] }: Design): Map<string, object> {
  return new Map([
    ...Object.entries(components).map(([id, component]): [string, object] => [id, component]),
    ...connections.map((connection): [string, object] => [connectionId(connection), connection]),
  ])
}

/** What does not change how a component behaves. */
const looks = ['name', 'team', 'notes', 'image', 'from', 'to']

type Changed = [field: string, from: string | undefined, to: string | undefined]

function fieldChanges(one: object, other: object): Changed[] {
  const [was, is] = [flatten(one), flatten(other)]
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

function flatten(value: unknown, prefix = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[prefix, String(value)]])
  return new Map(
    Object.entries(value)
      .filter(([key]) => prefix !== '' || (!looks.includes(key) && !key.startsWith('x-')))
      .flatMap(([key, inner]) => [...flatten(inner, prefix === '' ? key : `${prefix}.${key}`)]),
  )
}
