import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ServiceProgram } from '../../../app/run/program.ts'
import { Calls } from '../calls/calls.ts'
import { createJournal } from '../control/journal.ts'
import { createHandler } from './handler.ts'
import { Station } from './station.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function play(overrides: Partial<ServiceProgram>) {
  const program: ServiceProgram = {
    role: 'service',
    component: 'api',
    port: 1,
    concurrency: 1,
    queueLimit: null,
    holdsWorker: true,
    work: { meanMs: 20, distribution: 'constant', cv: 1, samplesMs: [] },
    failureRate: 0,
    calls: [],
    consumes: [],
    ...overrides,
  }
  const station = new Station(program, () => 0.5)
  const journal = createJournal(() => {})
  return { station, handler: createHandler(program, station, new Calls(program.calls, () => 0.5), journal, () => 0.5) }
}

/** What work comes to, while its time passes at once. */
async function played<T>(work: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync()
  return work
}

test('requests wait for a worker, first come, first served, and are turned away when the queue is full', async () => {
  const { handler, station } = play({ queueLimit: 2 })
  const order: number[] = []
  const outcomes = await played(
    Promise.all(
      [0, 1, 2, 3].map(async (n) => {
        const outcome = await handler.handle('default')
        order.push(n)
        return outcome
      }),
    ),
  )
  expect(outcomes).toEqual(['ok', 'ok', 'ok', 'rejected'])
  expect(order).toEqual([3, 0, 1, 2])
  const report = station.take({})
  expect(report).toMatchObject({ done: 4, failed: 1, rejected: 1, waited: 2 })
  expect(report.busy.max).toBe(1)
  expect(report.queue.max).toBe(2)
  expect(report.latency.maxMs).toBe(60)
})

test('who finds the queue full waits before it where the design says so, first come, first let in', async () => {
  const { handler, station } = play({ queueLimit: 1, serving: { blocks: true } })
  const order: number[] = []
  const ask = async (n: number) => {
    const outcome = await handler.handle('default')
    order.push(n)
    return outcome
  }
  expect(await played(Promise.all([0, 1, 2, 3, 4].map(ask)))).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
  expect(order).toEqual([0, 1, 2, 3, 4])
  const report = station.take({})
  expect(report).toMatchObject({ done: 5, failed: 0, rejected: 0 })
  expect(report.queue.max).toBe(1)
  // It has arrived when it is let in: one waits for the worker, and is worked on.
  expect(report.latency.maxMs).toBe(40)
})

test('who is let in and turned away by a rate limit leaves the room to the next', async () => {
  const { handler } = play({ queueLimit: 0, serving: { blocks: true, rateLimit: { ratePerSecond: 1, burst: 1 } } })
  expect(await played(Promise.all([0, 1, 2].map(() => handler.handle('default'))))).toEqual(['ok', 'limited', 'limited'])
})

test('a rate limit turns away who comes too soon, and nobody who waited before the queue', async () => {
  const { handler, station } = play({ queueLimit: 0, serving: { blocks: true, rateLimit: { ratePerSecond: 1, burst: 3 } } })
  const outcomes = await played(Promise.all([0, 1, 2, 3, 4].map(() => handler.handle('default'))))
  expect(outcomes).toEqual(['ok', 'ok', 'ok', 'limited', 'limited'])
  expect(station.take({})).toMatchObject({ done: 5, rejected: 2 })
})

test('as many are worked on at once as there are workers', async () => {
  const { handler, station } = play({ concurrency: 3 })
  await played(Promise.all([0, 1, 2].map(() => handler.handle('default'))))
  expect(station.take({}).busy.max).toBe(3)
})

test('where requests share cores those are counted, however many requests there are', async () => {
  const { handler, station } = play({ concurrency: null, serving: { cores: 2 } })
  await played(Promise.all([0, 1, 2, 3].map(() => handler.handle('default'))))
  expect(station.take({})).toMatchObject({ done: 4, busy: { area: 80, max: 2, now: 0 } })
})

test('the work of an endpoint is its own; without one it is that of the journey', async () => {
  const of = (meanMs: number) => ({ meanMs, distribution: 'constant' as const, cv: 1, samplesMs: [] })
  const { handler, station } = play({ work: of(0), endpoints: { write: of(40), browse: of(15) } })
  const took = async (journey: string, endpoint?: string) => {
    await played(handler.handle(journey, endpoint))
    return station.take({}).busy.area
  }
  expect(await took('default', 'write')).toBe(40)
  expect(await took('browse')).toBe(15)
  expect(await took('browse', 'read')).toBe(0)
})

test('a fault makes work longer or lets it fail', async () => {
  const { handler, station } = play({})
  handler.strike({ factor: 3, errorRate: 1 })
  expect(await played(handler.handle('default'))).toBe('failed')
  expect(station.take({}).busy.area).toBe(60)
})

test('a call that nobody answers fails the request', async () => {
  vi.useRealTimers()
  const call = { connection: 'api->db', host: '127.0.0.1', port: 9, protocol: 'http' as const, mode: 'sync' as const, order: 0 }
  const { handler } = play({ calls: [{ ...call, calls: { default: 1 }, path: {}, timeoutMs: 500, balance: 'round-robin' }] })
  expect(await handler.handle('default')).toBe('call failed')
})
