import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { byCallee } from '../design/by-caller.ts'
import { withCallDefaults } from '../design/call-defaults.ts'
import { type Connection, connectionId, type Design } from '../design/design.ts'
import { toDuration } from '../design/quantities.ts'
import { counted } from '../run/figures.ts'
import type { Rule } from './rule.ts'
import { msOf } from './scenario-places.ts'
import { waitedForByCaller } from './waited-for.ts'

/** Who calls over a network says how long to wait: what hangs there otherwise holds its caller for as long. */
export const callsHaveTimeouts: Rule = {
  id: 'calls-have-timeouts',
  severity: 'advice',
  help: {
    term: 'Timeout',
    why: 'A callee that hangs holds every worker of a caller that waits without end, and the callers of that one in turn. A timeout a little above the slowest good answer lets workers go.',
    url: 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
  },
  check: (drawn) => {
    // A load balancer gives up by itself after a while, whatever its connections say.
    const design = withCallDefaults(drawn)
    const callers = byCallee(design.connections ?? [])
    return [...waitedForByCaller(design)].flatMap(([id, calls]) => {
      const own = callers.get(id) ?? []
      if (behaviourAt(design, id)?.model !== 'station' || isGivenDeadline(own)) return []
      const endless = calls.filter(
        ({ timeout, deadline, to }) => timeout === undefined && deadline === undefined && behaviourAt(design, to)?.model === 'station',
      )
      if (endless.length === 0) return []
      const edits = endless.flatMap((connection) => {
        const after = proposedMs(design, connection, own)
        return after === undefined ? [] : [{ path: ['connections', connectionId(connection), 'timeout'], value: toDuration(after) }]
      })
      const all = edits.length === endless.length
      return [
        {
          message: `${id} waits without end for ${listed(endless.map(({ to }) => to))}.`,
          remedy: `Give ${endless.length === 1 ? 'the call' : 'these calls'} a timeout.`,
          path: ['components', id],
          component: id,
          ...(all ? { fix: { label: `Set ${counted(edits.length, 'timeout')}`, edits } } : {}),
        },
      ]
    })
  },
}

/** A deadline is passed on with the call, and ends what is done for it. */
function isGivenDeadline(callers: Connection[]): boolean {
  return callers.length > 0 && callers.every(({ deadline }) => deadline !== undefined)
}

/** A second, or less where the caller's own caller gives up sooner; undefined where that leaves the callee too little. */
function proposedMs(design: Design, { to }: Connection, callers: Connection[]): number | undefined {
  const callee = behaviourAt(design, to)
  const worksMs = callee?.model === 'station' ? callee.work.meanMs : 0
  const waits = callers.map(({ timeout }) => msOf(timeout))
  const longest = waits.every((each) => each !== undefined) && waits.length > 0 ? Math.max(...(waits as number[])) : undefined
  const wanted = Math.max(1000, Math.ceil((worksMs * 5) / 1000) * 1000)
  const allowed = longest === undefined ? wanted : Math.min(wanted, Number((longest * 0.8).toPrecision(2)))
  return allowed >= worksMs * 2 && allowed >= 1 ? Math.round(allowed) : undefined
}

// a, b and c | a, b, c and 4 more
function listed(ids: string[]): string {
  const shown = ids.length > 4 ? [...ids.slice(0, 3), `${ids.length - 3} more`] : ids
  return shown.length === 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
