import { connectionId, type Design } from '../design/design.ts'
import { setParameter } from '../design/edit.ts'
import type { Problem } from '../design/problem.ts'

/**
 * A warning or advice that somebody has thought about is silenced where it stands, with the reason in the file:
 * `x-silence: { timeouts-nest: "the gateway streams" }` in a component or a connection. Errors cannot be silenced.
 */
const key = 'x-silence'

/** What a warning is silenced on: a connection by its `from->to`, or a component. */
type Where = Pick<Problem, 'component' | 'connection'>

export interface Silenced {
  rule: string
  reason: string
  where: Where
}

export function canBeSilenced({ severity, component, connection }: Problem): boolean {
  return severity !== 'error' && (component !== undefined || connection !== undefined)
}

export function isSilenced(design: Design, problem: Problem): boolean {
  return canBeSilenced(problem) && reasonsAt(design, problem)[problem.rule] !== undefined
}

/** Silences a rule there, or lets it speak again where no reason is given. */
export function silence(design: Design, { component, connection }: Where, rule: string, reason: string | undefined): Design {
  const owner = connection === undefined ? ['components', component ?? ''] : ['connections', connection]
  const text = reason?.trim()
  return setParameter(design, [...owner, key, rule], text === '' ? undefined : text)
}

/** Everything that is silenced, in the order of the file. */
export function silencedIn(design: Design): Silenced[] {
  const places: Where[] = [
    ...Object.keys(design.components).map((component) => ({ component })),
    ...(design.connections ?? []).map((connection) => ({ connection: connectionId(connection) })),
  ]
  return places.flatMap((where) => Object.entries(reasonsAt(design, where)).map(([rule, reason]) => ({ rule, reason, where })))
}

/** Only a reason silences: a word in its place that says nothing does not. */
function reasonsAt(design: Design, { component, connection }: Where): Record<string, string> {
  const owner: Record<string, unknown> | undefined =
    connection === undefined
      ? Object.hasOwn(design.components, component ?? '')
        ? design.components[component ?? '']
        : undefined
      : (design.connections?.find((one) => connectionId(one) === connection) as Record<string, unknown> | undefined)
  const reasons = owner?.[key]
  if (typeof reasons !== 'object' || reasons === null || Array.isArray(reasons)) return {}
  return Object.fromEntries(Object.entries(reasons).filter((entry): entry is [string, string] => isReason(entry[1])))
}

function isReason(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}
