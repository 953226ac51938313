import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { resultSchema, type Span } from '../../app/run/result.ts'
import { buildRuntime, objectsOf, reasonToSkip, TriedRun } from './try-live.ts'

const reason = await reasonToSkip()
if (reason) console.warn(`Traces of live runs are not tried: ${reason}`)

const work = { time: '4ms', distribution: 'constant' } as const
const design: Design = {
  microcosm: 1,
  name: 'Followed',
  components: {
    users: { kind: 'traffic', rate: 40, arrivals: 'constant' },
    gate: { kind: 'nginx' },
    shop: { kind: 'service', work },
    stock: { kind: 'service', work },
    db: { kind: 'postgres', work },
    bus: { kind: 'rabbitmq' },
    mailer: { kind: 'service', work },
  },
  connections: [
    { from: 'users', to: 'gate', protocol: 'http' },
    { from: 'gate', to: 'shop', protocol: 'http' },
    { from: 'shop', to: 'db', protocol: 'postgres' },
    { from: 'shop', to: 'stock', protocol: 'http', order: 1, optional: true, breaker: { consecutive: 3, openFor: '60s' } },
    { from: 'shop', to: 'bus', protocol: 'amqp', mode: 'async', order: 2 },
    { from: 'bus', to: 'mailer', protocol: 'amqp' },
  ],
  scenarios: {
    followed: { duration: '16s', warmup: '4s', faults: [{ at: '10s', kind: 'kill', target: 'stock' }] },
  },
}

const paths = (span: Span, above: string[] = []): string[][] => [
  [...above, span.component],
  ...span.children.flatMap((child) => paths(child, [...above, span.component])),
]
const spansOf = (span: Span): Span[] => [span, ...span.children.flatMap(spansOf)]

describe.skipIf(reason !== undefined)('sampled requests of a run on Docker', () => {
  beforeAll(buildRuntime)
  afterEach(() => TriedRun.cancelAll())
  afterAll(async () => expect(await objectsOf(process.pid)).toEqual([]))

  test('are followed through stubs, an image of others, and a broker; a breaker that opens is seen in them', async () => {
    const result = await new TriedRun(design, { scenario: 'followed' }).result()
    expect(resultSchema.parse(result).traces).toEqual(result.traces)
    const traces = result.traces
    console.log(
      `${traces.length} traces; of the first: ${paths(traces[0]?.root as Span)
        .map((path) => path.join(' > '))
        .join(', ')}`,
    )
    expect(traces.length).toBeGreaterThanOrEqual(12)
    expect(traces.every(({ at, journey }) => at >= 4 && at <= 16 && journey === 'default')).toBe(true)
    for (const { root } of traces.filter(({ at }) => at < 9)) {
      expect(paths(root).map((path) => path.join(' > '))).toEqual(
        expect.arrayContaining([
          'users > gate > shop > db',
          'users > gate > shop > stock',
          'users > gate > shop > bus',
          'users > gate > shop > bus > mailer',
        ]),
      )
      for (const span of spansOf(root)) {
        expect(span.ok).toBe(true)
        // All within the request, but the message, which is handled when it is answered; clocks are good to a fraction of a millisecond.
        expect(span.startMs).toBeGreaterThan(-0.5)
        if (span.component !== 'mailer') expect(span.startMs + span.durationMs).toBeLessThan(root.durationMs + 0.5)
      }
    }
    const means = (component: string) => {
      const found = traces.filter(({ at }) => at < 9).flatMap(({ root }) => spansOf(root).filter((span) => span.component === component))
      return found.reduce((sum, { durationMs }) => sum + durationMs, 0) / found.length
    }
    console.log(
      `stock ${means('stock').toFixed(1)} ms in traces, ${result.connections['shop->stock']?.latency.mean?.toFixed(1)} ms on its connection`,
    )
    expect(means('stock')).toBeGreaterThan(3)
    const errors = traces.flatMap(({ root }) =>
      spansOf(root).flatMap(({ component, error }) => (component === 'stock' && error ? [error] : [])),
    )
    expect(errors).toContain('the circuit breaker to shop->stock is open')
  })
})
