import type { RateLimit } from '../../design/fields.ts'
import { toRateText, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import type { Finding, Limit } from './limit.ts'

/** Above what comes by so much, a limit turns next to nothing away. */
const room = 1.15

/** A rate limit, of a component or of the caller on a connection: what comes beyond it is refused at once. */
export const rateLimits: Limit = {
  id: 'rate-limit',
  find: ({ design, stations, connections }) => [
    ...stations.flatMap(({ id, behaviour, figures }) => {
      const limit = design.components[id]?.rateLimit as RateLimit | undefined
      const lost = figures.rejectedBy?.rateLimit ?? 0
      const name = nameOf(design, id)
      if (limit) return [finding(`The rate limit of ${name}`, ['components', id], limit, figures.throughput, lost, { component: id })]
      return behaviour.model === 'station' && behaviour.throughput && lost > 0 ? [throttled(name, id, figures.throughput, lost)] : []
    }),
    ...connections.flatMap(({ id, connection, figures }) => {
      const limit = connection.rateLimit
      const lost = figures.refusedBy?.rateLimit ?? 0
      const place = { component: connection.from, connection: id }
      return limit
        ? [finding(`The rate limit ${nameOf(design, id)}`, ['connections', id], limit, figures.throughput + lost, lost, place)]
        : []
    }),
  ],
}

function finding(
  what: string,
  path: string[],
  { rate }: RateLimit,
  come: number,
  lost: number,
  place: Pick<Finding, 'component' | 'connection'>,
): Finding {
  return {
    limit: 'rate-limit',
    apart: true,
    ...place,
    utilisation: Math.min(1, come / rate),
    use: `${toShareText(Math.min(1, come / rate))} of its rate limit of ${toRateText(rate)}`,
    lost,
    waiting: 0,
    growing: false,
    heldBy: [],
    sentence: `${what} is the bottleneck: ${toRateText(rate)} turn away ${toShareText(come > 0 ? lost / come : 0)} of the ${toRateText(come)} that come.`,
    remedy: 'Raise the limit if what is behind it can take more, or let less traffic come; retries would only be refused as well.',
    help: {
      path: [...path, 'rateLimit', 'rate'],
      from: rate,
      to: Math.ceil(Math.max(rate, come) * room),
      step: 1,
      write: (value) => value,
      words: (value) => `a rate limit of ${toRateText(value)}`,
    },
  }
}

/** Partitions, or all of them together, which turn away what they do not take. */
function throttled(name: string, component: string, come: number, lost: number): Finding {
  return {
    limit: 'rate-limit',
    apart: true,
    component,
    utilisation: 0,
    use: '',
    lost,
    waiting: 0,
    growing: false,
    heldBy: [],
    sentence: `What ${name} takes is the bottleneck: its partitions turn away ${toShareText(lost / come)} of the ${toRateText(come)} that come.`,
    remedy: 'Give it more capacity or partitions, or spread what is asked for over more keys; retries would only be refused as well.',
  }
}
