import { journeyHeader, type ServiceProgram } from '../../../app/run/program.ts'
import type { Drain } from '../control/drain.ts'
import type { Journal } from '../control/journal.ts'
import { openSpan, type SpanLog } from '../tracing/span-log.ts'
import { parseTraceparent, traceHeader } from '../tracing/trace-context.ts'
import type { Handler } from './handler.ts'

type Consumption = ServiceProgram['consumes'][number]

const againAfterMs = 1000

/**
 * Handles the messages of one queue like requests, and acknowledges each when it has been handled. The queue is bound to the
 * exchange named like the broker (`<broker>.<consumer>` is the queue's name). Begins again whenever the connection breaks.
 */
export function consume(consumption: Consumption, handler: Handler, journal: Journal, drain: Drain, spans?: SpanLog): void {
  const again = () => {
    if (!drain.begun) setTimeout(() => consume(consumption, handler, journal, drain, spans), againAfterMs)
  }
  subscribe(consumption, handler, drain, spans, again).catch((error: Error) => {
    journal.failure(`cannot consume from ${consumption.queue}: ${error.message}`)
    again()
  })
}

async function subscribe(
  { queue, prefetch, ...address }: Consumption,
  handler: Handler,
  drain: Drain,
  spans: SpanLog | undefined,
  onGone: () => void,
): Promise<void> {
  const { connectBroker } = await import('../clients/amqp.ts')
  const model = await connectBroker(address)
  model.on('error', () => {})
  const channel = await model.createChannel()
  channel.on('error', () => {})
  const [exchange = queue, consumer] = queue.split('.')
  // Durable, as RabbitMQ 4 advises against shared queues that are not. The messages are transient all the same: the disk's
  // write before each confirm took three times as long as all else, and is not what a design's working time speaks of.
  await channel.assertExchange(exchange, 'fanout', { durable: true })
  await channel.assertQueue(queue, { durable: true })
  await channel.bindQueue(queue, exchange, '')
  await channel.prefetch(prefetch)
  let open = true
  model.on('close', () => {
    open = false
    onGone()
  })
  const { consumerTag } = await channel.consume(queue, async (message) => {
    if (!message) return void model.close().catch(() => {})
    const journey = message.properties.headers?.[journeyHeader]
    drain.enter()
    const trace = parseTraceparent(message.properties.headers?.[traceHeader])
    const span = trace && openSpan(spans, trace, `${exchange}->${consumer}`)
    const outcome = await handler.handle(typeof journey === 'string' ? journey : 'default', undefined, span?.context)
    span?.end(outcome === 'ok' || outcome === 'degraded' ? null : outcome)
    drain.leave()
    if (!open) return
    // A message whose handling failed is dropped: putting it back would let it fail for ever.
    if (outcome === 'ok' || outcome === 'degraded') channel.ack(message)
    else channel.nack(message, false, false)
  })
  drain.onBegin(() => void channel.cancel(consumerTag).catch(() => {}))
}
