import { toRateText, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import type { Limit } from './limit.ts'
import { timeouts } from './timeout.ts'
import { whereErrorsBegin } from './where-errors-begin.ts'

/** A circuit breaker that refuses calls: it names who is dead behind it. */
export const breaker: Limit = {
  id: 'breaker',
  find: (seen) =>
    seen.connections.flatMap(({ id, connection, figures }) => {
      const refused = figures.refusedBy?.breaker ?? 0
      if (!connection.breaker || refused === 0) return []
      const { design, result } = seen
      const attempts = figures.throughput + refused
      const late = (figures.timedOut ?? 0) > 0.5 * figures.throughput * figures.errorRate
      const dead = late ? connection.to : whereErrorsBegin(design, result, connection.to)
      const name = nameOf(design, dead)
      const fault = late
        ? `it does not answer within ${connection.timeout}: ${toShareText(figures.errorRate)} of the calls that reach it are given up`
        : `it fails ${toShareText(result.components[dead]?.errorRate ?? figures.errorRate)} of the requests that still reach it`
      const help = late ? timeouts.find(seen).find((each) => each.connection === id)?.help : undefined
      return [
        {
          limit: 'breaker',
          apart: true,
          component: dead,
          connection: id,
          utilisation: 0,
          use: '',
          lost: refused + figures.throughput * figures.errorRate,
          waiting: 0,
          growing: false,
          heldBy: [],
          sentence: `${name} is the bottleneck: ${fault}, so the circuit breaker ${nameOf(design, id)} refuses ${toShareText(refused / attempts)} of ${toRateText(attempts)} at once, ${connection.optional ? 'and requests are answered without it' : 'which makes answers fast and wrong'}.`,
          remedy: `Mend ${name}: until then a retry is refused as well${connection.optional ? '' : `; an optional call, or a fallback for it, would let ${nameOf(design, connection.from)} answer all the same`}.`,
          ...(help ? { help } : {}),
        },
      ]
    }),
}
