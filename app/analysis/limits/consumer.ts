import { counted, toRateText, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import { isGrowing } from './growing.ts'
import { countHelp, type Finding, type Limit, parameterOf, type SeenConnection } from './limit.ts'

/** A consumer this busy is what holds its queue up; below it something else does. */
const busyConsumer = 0.9
/** As good as all messages that may be with the consumer at once are. */
const allOut = 0.9

/** What a queue's consumers are handed at once: prefetch by prefetch, and with polling so many a poll. */
export const consumer: Limit = {
  id: 'consumer',
  find: ({ design, result, stations, connections }) =>
    stations.flatMap(({ id, behaviour, figures }): Finding[] => {
      if (behaviour.model !== 'broker') return []
      return connections
        .filter(({ connection }) => connection.from === id)
        .map((each): Finding => {
          const { connection } = each
          const replicas = Math.max(1, result.components[connection.to]?.replicas.mean ?? 1)
          const { prefetch, delivery } = behaviour
          const name = nameOf(design, id)
          const taker = nameOf(design, connection.to)
          const perPoll = delivery.pollMs > 0 ? (1000 * prefetch * replicas) / delivery.pollMs : Number.POSITIVE_INFINITY
          const out =
            delivery.pollMs > 0 ? each.figures.throughput / perPoll : (each.figures.unacknowledged?.mean ?? 0) / (prefetch * replicas)
          const consumers = result.components[connection.to]?.utilisation ?? 0
          const growing = isGrowing(figures)
          const underWay = each.figures.unacknowledged?.mean ?? 0
          // What waits behind others of its partition, while the consumer could take more.
          const partitioned = delivery.partitions !== undefined && consumers < busyConsumer && (growing || figures.queue.mean > underWay)
          const slots = partitioned || (out > allOut && consumers < busyConsumer)
          const grows = growing ? ` and ${Math.round(figures.queue.max)} are waiting` : ''
          return {
            limit: 'consumer',
            apart: true,
            component: slots ? id : connection.to,
            connection: each.id,
            utilisation: partitioned ? 1 : slots || growing ? Math.min(1, Math.max(out, growing ? 1 : 0)) : Math.min(1, out) * 0.7,
            use: `${toShareText(Math.min(1, out))} of what ${name} hands over at once`,
            lost: figures.dropped ?? 0,
            waiting: figures.queue.mean,
            growing,
            backlogOf: id,
            heldBy: slots ? [] : [connection.to],
            sentence: partitioned
              ? `The partitions of ${name} are the bottleneck: one delivery of each is under way at a time, ${toShortNumber(underWay)} of ${delivery.partitions?.count ?? 0} in the mean, while ${taker} is ${toShareText(consumers)} busy${grows ? `,${grows}` : ''}.`
              : slots
                ? `${name} is the bottleneck: it hands ${taker} at most ${counted(prefetch, 'message')} at once ${delivery.pollMs > 0 ? `and is asked every ${delivery.pollMs} ms, which is ${toRateText(perPoll)}` : `for each replica`}, while ${taker} is ${toShareText(consumers)} busy${grows ? `,${grows}` : ''}.`
                : `${taker} is the bottleneck: messages come to ${name} faster than it takes them (${toRateText(each.figures.throughput)})${grows ? `,${grows}` : ''}.`,
            remedy: partitioned
              ? `Give ${name} more partitions, or keys that spread better over them; a larger batch takes more of one at a time.`
              : slots
                ? `Let ${name} hand over more at once${delivery.pollMs > 0 ? ', or poll more often' : ''}.`
                : `Give ${taker} more replicas or more concurrency, or publish less.`,
            ...(slots && !partitioned ? slotHelp(design, id, prefetch, figures.throughput, replicas, delivery.pollMs, each) : {}),
          }
        })
    }),
}

function toShortNumber(value: number): string {
  return String(Number(value.toPrecision(2)))
}

/** So many messages at once as come between two polls, or as are with the consumer at a time, and some room. */
function slotHelp(
  design: Parameters<typeof parameterOf>[0],
  id: string,
  prefetch: number,
  come: number,
  replicas: number,
  pollMs: number,
  { figures }: SeenConnection,
): Pick<Finding, 'help'> {
  const parameter = parameterOf(design, id, ['prefetch'])
  if (parameter === undefined) return {}
  const each = pollMs > 0 ? pollMs : (figures.latency.mean ?? 0)
  const needed = (1.3 * come * each) / 1000 / replicas
  return { help: countHelp(['components', id, parameter], prefetch, needed, 'messages at once') }
}
