import { expect, test } from 'vitest'
import { findBottleneck } from '../../app/analysis/bottleneck.ts'
import { retryAmplification } from '../../app/analysis/retry-amplification.ts'
import { applyFix } from '../../app/design/apply-fix.ts'
import type { Component, Connection, Design } from '../../app/design/design.ts'
import type { Result } from '../../app/run/result.ts'
import { simulate } from '../engine/fixtures/simulate.ts'
import { findRemedy } from './find-remedy.ts'
import type { PredictRequest } from './predict-pool.ts'

/** The sentences that an architect believes, and their numbers, each beside what theory says of the design. */

const here = {
  predictAll: async (requests: PredictRequest[]): Promise<Result[]> =>
    requests.map(({ design, scenario, seed }) => simulate(design, scenario, undefined, seed).result),
}
const never = new AbortController().signal
/** Far more than ever comes, so that it limits nothing. */
const wide = { kind: 'service', concurrency: 10_000, holdsWorker: false, work: { time: '1ms' } }
const people = (rate: number) => ({ kind: 'traffic', rate })

function drawn(components: Record<string, Component>, calls: Record<string, Partial<Connection>>): Design {
  const connections = Object.entries(calls).map(([id, call]) => {
    const [from = '', to = ''] = id.split('->')
    return { from, to, protocol: 'http', ...call } as Connection
  })
  return { microcosm: 1, components, connections, scenarios: { s: { duration: '150s', warmup: '20s' } } }
}

async function read(design: Design) {
  const { result } = simulate(design, 's', undefined, 7)
  const found = findBottleneck(design, result)
  const remedy = await findRemedy(here, { design, scenario: 's', seed: 7 }, never)
  return { result, sentence: found?.sentence ?? '', advice: `${found?.remedy} ${remedy?.sentence}`, fix: remedy?.fix }
}

/** Erlang B: the share of calls that find all of so many busy. */
function blocked(servers: number, offered: number): number {
  let share = 1
  for (let n = 1; n <= servers; n++) share = (offered * share) / (n + offered * share)
  return share
}

const percent = (text: string) => Number(/(\d+(?:\.\d+)?) %/.exec(text)?.[1])

test('who is dead behind an open breaker is named, and not its caller; no retry is advised', async () => {
  const ledger = { ...wide, failureRate: 1 }
  const breaker = { consecutive: 8, openFor: '3s' }
  const { sentence, advice } = await read(drawn({ p: people(60), api: wide, ledger }, { 'p->api': {}, 'api->ledger': { breaker } }))
  expect(sentence).toMatch(/^ledger is the bottleneck: .* circuit breaker api → ledger refuses 99 %/)
  expect(advice).toContain('a retry is refused as well')
})

test('a bulkhead is named with the share that it refuses, Erlang B of 9 at 12 erlangs', async () => {
  const slow = { ...wide, work: { time: '150ms' } }
  const { sentence, fix } = await read(drawn({ p: people(80), api: wide, slow }, { 'p->api': {}, 'api->slow': { bulkhead: 9 } }))
  expect(sentence).toMatch(/^The bulkhead api → slow is the bottleneck: 9 calls at once/)
  expect(Math.abs(percent(sentence) / 100 - blocked(9, 12))).toBeLessThan(0.025)
  expect(blocked(Number(fix?.edits[0]?.value), 12)).toBeLessThan(0.01)
})

test('a function is named with what it throttles and with the instances that it needs', async () => {
  const fn = { kind: 'function', maxInstances: 6, work: { time: '160ms', distribution: 'constant' } }
  const { sentence, advice, fix } = await read(drawn({ p: people(50), fn }, { 'p->fn': {} }))
  expect(sentence).toMatch(/^fn is the bottleneck: its 6 instances at most throttle/)
  expect(Math.abs(percent(sentence) / 100 - blocked(6, 8))).toBeLessThan(0.025)
  expect(fix?.edits[0]?.path.at(-1)).toBe('maxInstances')
  expect(blocked(Number(fix?.edits[0]?.value), 8)).toBeLessThan(0.01)
  expect(advice).not.toMatch(/replicas|workers/)
})

test('a pool is named with how long calls wait for it, and the size that helps', async () => {
  const db = { kind: 'postgres', connections: 500, work: { time: '25ms' } }
  const design = drawn({ p: people(230), api: wide, db }, { 'p->api': {}, 'api->db': { protocol: 'postgres', pool: { size: 6 } } })
  const { result, sentence, fix } = await read(design)
  expect(sentence).toMatch(/^The pool api → db is the bottleneck: 9\d % of its 6 connections are in use, and \d+ ms of the \d+ ms/)
  const [waits = 0, takes = 0] = (/(\d+) ms of the (\d+) ms/.exec(sentence) ?? []).slice(1).map(Number)
  expect(takes - waits).toBeGreaterThan(24)
  expect(takes - waits).toBeLessThan(27)
  expect(result.criticalPaths?.default?.connections?.['api->db'] ?? 0).toBeGreaterThan(0.6)
  const mended = applyFix(design, fix ?? { label: '', edits: [] })
  expect(simulate(mended, 's', undefined, 12).result.journeys.default?.latency.mean ?? 999).toBeLessThan(40)
})

test('a primary is named apart from its replicas, with what each is busy: writes x work / connections', async () => {
  const db = { kind: 'mysql', connections: 2, readReplicas: 2, work: { time: '16ms' } }
  const call: Partial<Connection> = { protocol: 'mysql', reads: 0.25 }
  const { sentence, advice } = await read(drawn({ p: people(150), api: wide, db }, { 'p->api': {}, 'api->db': call }))
  expect(sentence).toMatch(/^The primary of db is the bottleneck: .* while its replicas are 1\d % busy\.$/)
  expect(Math.abs(percent(sentence) / 100 - (150 * 0.75 * 0.016) / 2)).toBeLessThan(0.04)
  expect(advice).toContain('more replicas change nothing')
})

test('a rate limit is named with what it turns away; no retry is advised', async () => {
  const api = { ...wide, rateLimit: { rate: 60, burst: 10 } }
  const { sentence, advice } = await read(drawn({ p: people(90), api }, { 'p->api': {} }))
  expect(sentence).toMatch(/^The rate limit of api is the bottleneck: 60\/s turn away/)
  expect(Math.abs(percent(sentence) / 100 - 1 / 3)).toBeLessThan(0.02)
  expect(advice).toContain('retries would only be refused as well')
})

test('what a breaker keeps from leaving amplifies nothing', () => {
  const dead = { ...wide, failureRate: 1 }
  const call = { retries: { attempts: 4, backoff: '5ms' }, breaker: { consecutive: 6, openFor: '4s' } }
  const design = drawn({ p: people(80), api: wide, dead }, { 'p->api': {}, 'api->dead': call })
  const { result } = simulate(design, 's', undefined, 3)
  expect(result.connections['api->dead']?.retryRate).toBeLessThanOrEqual(1)
  const { connections, components } = retryAmplification(design, result)
  expect(connections['api->dead'] ?? 99).toBeLessThanOrEqual(5)
  expect(components.dead ?? 99).toBeLessThanOrEqual(5)
})

test('a p99 that is kept because hardly anybody is answered in time is missed', () => {
  const shop = { kind: 'service', concurrency: 1, work: { time: '20ms' } }
  const design = drawn({ p: people(60), shop }, { 'p->shop': { timeout: '90ms' } })
  const objectives = [{ metric: 'p99' as const, below: '200ms' }]
  const { result } = simulate({ ...design, scenarios: { s: { duration: '200s', warmup: '5s', objectives } } }, 's', undefined, 1)
  expect(result.objectives[0]).toMatchObject({ met: false, verdict: 'missed' })
  expect(result.objectives[0]?.answered ?? 1).toBeLessThan(0.2)
})
