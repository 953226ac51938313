import { kindOf } from '../catalogue/catalogue.ts'
import type { Behaviour } from '../catalogue/component.ts'
import { type Connection, connectionId, type Design } from '../design/design.ts'
import type { Rule } from './rule.ts'

/** A connection's field means something between the two components it joins. */
export const fieldTakesEffect: Rule = {
  id: 'field-takes-effect',
  severity: 'warning',
  check: (design) =>
    (design.connections ?? []).flatMap((connection, index) =>
      withoutEffect(design, connection).map(([field, reason, remedy]) => ({
        message: `${field} of ${connectionId(connection)} has no effect: ${reason}.`,
        remedy,
        path: ['connections', index, field],
        connection: connectionId(connection),
      })),
    ),
}

function withoutEffect(design: Design, { from, to, reads, batch }: Connection): [field: string, reason: string, remedy: string][] {
  const [caller, target] = [behaviourOf(design, from), behaviourOf(design, to)]
  const found: [string, string, string][] = []
  if (reads !== undefined && target && !(target.model === 'station' && target.primary)) {
    found.push(['reads', `${to} has no read replicas`, `Give ${to} readReplicas, or take reads out.`])
  }
  if (batch !== undefined && caller && caller.model !== 'broker') {
    found.push(['batch', `${from} is no broker`, 'Set it on the connection from the broker to its consumer.'])
  }
  return found
}

function behaviourOf(design: Design, id: string): Behaviour | undefined {
  const component = Object.hasOwn(design.components, id) ? design.components[id] : undefined
  return component && kindOf(component.kind)?.behaviour(component)
}
