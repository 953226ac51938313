import type { Behaviour, Delivery } from '../../../app/catalogue/component.ts'
import { toBatch } from '../../../app/catalogue/delivery-fields.ts'
import { type Connection, connectionId, type Design, defaultRequestSize, defaultResponseSize } from '../../../app/design/design.ts'
import { toBitsPerSecond, toBytes, toMilliseconds } from '../../../app/design/quantities.ts'
import type { LaneList } from './lane-list.ts'
import type { ConnectionTable } from './model.ts'

const balances = ['round-robin', 'random', 'least-connections', 'two-choices']

export function toConnectionTable(design: Design, behaviours: Behaviour[], lanes: LaneList): ConnectionTable {
  const all = design.connections ?? []
  const components = Object.keys(design.components)
  const isBroker = (id: string) => behaviours[components.indexOf(id)].model === 'broker'
  const latency = doubles(all, (c) => ms(c.latency, 0))
  const looksUp = all.some(({ onMiss }) => onMiss !== undefined)
  const jitter = doubles(all, (c) => ms(c.jitter, 0))
  const timeout = doubles(all, (c) => ms(c.timeout, Number.POSITIVE_INFINITY))
  return {
    ids: toIds(all),
    from: Int32Array.from(all, (c) => components.indexOf(c.from)),
    to: Int32Array.from(all, (c) => components.indexOf(c.to)),
    // A broker answers once it has accepted a message, whatever the mode; and it hands messages on without being waited for.
    async: Uint8Array.from(all, (c) => (c.mode === 'async' && !isBroker(c.from) && !isBroker(c.to) ? 1 : 0)),
    latency,
    jitter,
    latencyLane: Int32Array.from(all, (_, i) => (jitter[i] > 0 ? -1 : lanes.laneOf(latency[i]))),
    loss: doubles(all, (c) => c.loss ?? 0),
    bitsPerMs: doubles(all, (c) => (c.bandwidth === undefined ? Number.POSITIVE_INFINITY : toBitsPerSecond(c.bandwidth) / 1000)),
    requestBits: doubles(all, (c) => toBytes(c.requestSize ?? defaultRequestSize) * 8),
    responseBits: doubles(all, (c) => toBytes(c.responseSize ?? defaultResponseSize) * 8),
    ...toDeliveries(all, (id) => behaviours[components.indexOf(id)]),
    reads: doubles(all, (c) => c.reads ?? 0),
    lookup: Int32Array.from(all, (c) => (looksUp ? lookupSlots(all, c.from).indexOf(c.to) : -1)),
    fills: Int32Array.from(all, (c) => {
      const cache = c.onMiss === undefined ? undefined : behaviours[components.indexOf(c.onMiss)]
      const byKey = cache?.model === 'station' && cache.cache?.model === 'keys'
      return byKey && c.onMiss !== undefined ? lookupSlots(all, c.from).indexOf(c.onMiss) : -1
    }),
    timeout,
    timeoutLane: Int32Array.from(all, (_, i) => lanes.laneOf(timeout[i])),
    retries: Int32Array.from(all, (c) => c.retries?.attempts ?? 0),
    backoff: doubles(all, (c) => ms(c.retries?.backoff, 0)),
    backoffFactor: doubles(all, (c) => c.retries?.backoffFactor ?? 2),
    longestBackoff: doubles(all, (c) => ms(c.retries?.maxBackoff, Number.POSITIVE_INFINITY)),
    backoffJitter: Uint8Array.from(all, (c) => (c.retries?.jitter ? 1 : 0)),
    budget: doubles(all, (c) => c.retries?.budget ?? Number.POSITIVE_INFINITY),
    balance: Int32Array.from(all, (c) => balances.indexOf(c.balance ?? 'round-robin')),
    breakerFailures: doubles(all, (c) => c.breaker?.failures ?? Number.POSITIVE_INFINITY),
    breakerWindow: doubles(all, (c) => ms(c.breaker?.window, 0)),
    breakerConsecutive: doubles(all, (c) => c.breaker?.consecutive ?? Number.POSITIVE_INFINITY),
    breakerOpenFor: doubles(all, (c) => ms(c.breaker?.openFor, 0)),
    breakerProbes: Int32Array.from(all, (c) => c.breaker?.probes ?? 1),
  }
}

/**
 * How brokers deliver over each connection; elsewhere it means nothing. A function is given as much as it has instances for: who
 * polls for it adds pollers as long as there are messages.
 */
function toDeliveries(
  connections: Connection[],
  behaviourOf: (id: string) => Behaviour,
): Pick<ConnectionTable, 'prefetch' | 'batchSize' | 'batchWindow' | 'firstPollers' | 'pollersPerMs'> {
  const batches = connections.map((c): Delivery['batch'] => {
    const broker = behaviourOf(c.from)
    return c.batch || broker.model !== 'broker' ? toBatch(c.batch) : broker.delivery.batch
  })
  const prefetches = connections.map((c, i) => {
    const [broker, consumer] = [behaviourOf(c.from), behaviourOf(c.to)]
    if (broker.model !== 'broker') return 0
    if (consumer.model !== 'station' || !consumer.instances) return broker.prefetch
    return Math.min(consumer.concurrency, consumer.instances.polling?.most ?? Number.POSITIVE_INFINITY) * batches[i].size
  })
  const polling = connections.map(({ from, to }) => {
    const consumer = behaviourOf(to)
    const isPolled = behaviourOf(from).model === 'broker' && consumer.model === 'station'
    return isPolled ? consumer.instances?.polling : undefined
  })
  return {
    prefetch: Int32Array.from(prefetches),
    batchSize: Int32Array.from(batches, ({ size }) => size),
    batchWindow: Float64Array.from(batches, ({ windowMs }) => windowMs),
    firstPollers: Float64Array.from(polling, (each) => each?.first ?? Number.POSITIVE_INFINITY),
    pollersPerMs: Float64Array.from(polling, (each) => (each?.ratePerSecond ?? 0) / 1000),
  }
}

/** The caches whose misses a component serves by other calls, in the order in which they are numbered for it. */
export function lookupSlots(connections: Connection[], from: string): string[] {
  return [...new Set(connections.flatMap((c) => (c.from === from && c.onMiss !== undefined ? [c.onMiss] : [])))]
}

/** A second connection between the same two components is told apart by a number: `a->b`, `a->b (2)`. */
function toIds(connections: Connection[]): string[] {
  const seen = new Map<string, number>()
  return connections.map((connection) => {
    const id = connectionId(connection)
    const times = (seen.get(id) ?? 0) + 1
    seen.set(id, times)
    return times === 1 ? id : `${id} (${times})`
  })
}

function doubles(connections: Connection[], value: (connection: Connection) => number): Float64Array {
  return Float64Array.from(connections, value)
}

function ms(text: string | undefined, absent: number): number {
  return text === undefined ? absent : toMilliseconds(text)
}
