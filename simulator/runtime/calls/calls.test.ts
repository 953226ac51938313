import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { degradedHeader, type ProgramCall } from '../../../app/run/program.ts'
import { Calls } from './calls.ts'
import { RetryBudget } from './retry-budget.ts'

test('retries are at most their share of the requests, beyond what was saved up', () => {
  const budget = new RetryBudget({ budget: 0.2 })
  let retries = 0
  for (let n = 0; n < 1000; n += 1) {
    budget.deposit()
    if (budget.withdraw()) retries += 1
  }
  expect(retries).toBeGreaterThanOrEqual(200)
  expect(retries).toBeLessThanOrEqual(210)
  expect(new RetryBudget().withdraw()).toBe(true)
})

/** Answers by path: 500 for /bad, degraded for /less, well for all others, and counts who came. */
const asked: string[] = []
const server = createServer((request, answer) => {
  asked.push(request.url ?? '')
  answer.writeHead(request.url === '/bad' ? 500 : 200, request.url === '/less' ? { [degradedHeader]: '1' } : {}).end()
})
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
afterAll(() => new Promise<void>((done) => server.close(() => done())).finally(() => server.closeAllConnections()))

const make = async (...calls: Partial<ProgramCall>[]) => {
  asked.length = 0
  const { port } = server.address() as AddressInfo
  const whole = calls.map(
    (call, order): ProgramCall => ({
      connection: `a->${order}`,
      host: '127.0.0.1',
      port,
      protocol: 'http',
      mode: 'sync',
      order,
      calls: { default: 1 },
      path: {},
      timeoutMs: 1000,
      balance: 'round-robin',
      ...call,
    }),
  )
  const { failure, degraded } = await new Calls(whole, () => 0.5).make('default')
  return { failed: failure !== null, degraded, asked: [...asked] }
}
test('where only successes earn retries there are none left when nothing succeeds', () => {
  const budget = new RetryBudget({ tokens: { most: 3, perSuccess: 0.5 } })
  budget.deposit()
  expect([1, 2, 3, 4].map(() => budget.withdraw())).toEqual([true, true, true, false])
  budget.succeed()
  expect(budget.withdraw()).toBe(false)
  budget.succeed()
  expect(budget.withdraw()).toBe(true)
})

const bad = { path: { default: '/bad' } }
const good = { path: { default: '/good' } }

test('a call that failed fails the request, and what follows is not called', async () => {
  expect(await make(bad, good)).toEqual({ failed: true, degraded: false, asked: ['/bad'] })
})

test('an optional call that failed leaves the request degraded, and what follows is called', async () => {
  expect(await make({ ...bad, optional: true, calls: { default: 3 } }, good)).toEqual({
    failed: false,
    degraded: true,
    asked: ['/bad', '/good'],
  })
})

test('a fallback is called in place of all calls that failed, and only then', async () => {
  const standsIn = { ...good, standsIn: true }
  expect(await make({ ...bad, fallback: 'a->1', calls: { default: 2 } }, standsIn)).toEqual({
    failed: false,
    degraded: true,
    asked: ['/bad', '/good', '/good'],
  })
  expect(await make({ ...good, fallback: 'a->1' }, standsIn)).toEqual({ failed: false, degraded: false, asked: ['/good'] })
  expect(await make({ ...bad, fallback: 'a->1' }, { ...bad, standsIn: true })).toEqual({
    failed: true,
    degraded: false,
    asked: ['/bad', '/bad'],
  })
})

test('whoever asks for an answer that is degraded answers degraded', async () => {
  expect(await make({ path: { default: '/less' } })).toEqual({ failed: false, degraded: true, asked: ['/less'] })
})

test('only failures of the named sort are tried again', async () => {
  const once = { ...bad, retries: { attempts: 2 } }
  expect((await make(once)).asked).toHaveLength(3)
  expect((await make({ ...once, retries: { attempts: 2, on: ['timeout', 'unreachable'] } })).asked).toHaveLength(1)
  expect((await make({ ...once, retries: { attempts: 2, on: ['error'] } })).asked).toHaveLength(3)
})

/** A cache in which nothing is found, or which fails, and a source behind it that fails where it is to. */
async function lookUp({ cacheFails = false, sourceFails = false, sourceDegraded = false, lookups = 1 }) {
  const seen: string[] = []
  const call = (connection: string, fields: Partial<ProgramCall>): ProgramCall => ({
    connection,
    host: '',
    port: 1,
    protocol: 'redis',
    mode: 'sync',
    order: 0,
    calls: { default: 1 },
    path: {},
    timeoutMs: null,
    balance: 'round-robin',
    ...fields,
  })
  const calls = new Calls(
    [
      call('a->cache', { calls: { default: lookups }, cache: { model: 'ratio', hitRatio: 0, coldForMs: 0 } }),
      call('a->source', { order: 1, onMiss: 'a->cache' }),
    ],
    () => 0.5,
    ({ connection }) => ({
      call: async () => {
        seen.push(connection)
        if (connection === 'a->cache' ? cacheFails : sourceFails) throw new Error('is gone')
        if (connection === 'a->cache') return { fill: () => void seen.push('fill') }
        return sourceDegraded ? 'degraded' : 'in full'
      },
    }),
  )
  const { failure } = await calls.make('default')
  return { failed: failure !== null, seen }
}

test('what a cache misses is fetched once for each miss, and is there when it has been fetched', async () => {
  const twice = ['a->cache', 'a->cache', 'a->source', 'fill', 'fill', 'a->source']
  expect(await lookUp({ lookups: 2 })).toEqual({ failed: false, seen: twice })
  expect(await lookUp({ sourceFails: true })).toEqual({ failed: true, seen: ['a->cache', 'a->source'] })
})

test('what was not fetched in full is kept by no cache, as in the prediction', async () => {
  expect(await lookUp({ sourceDegraded: true })).toEqual({ failed: false, seen: ['a->cache', 'a->source'] })
})

test('who uses a cache that fails goes on without it', async () => {
  expect(await lookUp({ cacheFails: true, lookups: 3 })).toEqual({
    failed: false,
    seen: ['a->cache', 'a->source', 'a->source', 'a->source'],
  })
})

test('where a name is not found nothing is sent, and another answers instead until it is found again', async () => {
  asked.length = 0
  const { port } = server.address() as AddressInfo
  const to = (connection: string, path: string, more: Partial<ProgramCall> = {}): ProgramCall => ({
    ...{ connection, host: '127.0.0.1', port, protocol: 'http', mode: 'sync', order: 0, calls: { default: 1 } },
    ...{ path: { default: path }, timeoutMs: 1000, balance: 'round-robin' },
    ...more,
  })
  const calls = new Calls([to('a->b', '/good', { fallback: 'a->c' }), to('a->c', '/spare', { standsIn: true })], () => 0.5)
  calls.setUnresolved(['a->b'])
  expect(await calls.make('default')).toEqual({ failure: null, degraded: true })
  expect(asked).toEqual(['/spare'])
  calls.setUnresolved(['a->b', 'a->c'])
  expect((await calls.make('default')).failure).toBe('a->c: ENOTFOUND')
  calls.setUnresolved([])
  expect(await calls.make('default')).toEqual({ failure: null, degraded: false })
  expect(asked).toEqual(['/spare', '/good'])
})
