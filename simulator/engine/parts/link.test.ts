import { expect, test } from 'vitest'
import { behindTraffic, resultOf } from '../fixtures/behind-traffic.ts'

const noWork = { work: { time: '0ms' }, concurrency: 1000 }

test('requests on a link wait for one another, as in M/D/1', () => {
  // 1,000 bytes on 10 Mbit/s take 0.8 ms each; at 1,000 requests/s the link is busy 80 % of the time.
  const link = { bandwidth: '10Mbit', requestSize: '1000B', responseSize: '0B' }
  const mean = resultOf(behindTraffic({ rate: 1000 }, noWork, link), 400).connections['t->s']?.latency.mean ?? 0
  expect(mean / (0.8 + (0.8 * 0.8) / (2 * 0.2))).toBeCloseTo(1, 1.5)
})

test('each way has a link of its own', () => {
  const traffic = { rate: 10, arrivals: 'constant' }
  const link = { bandwidth: '1Mbit', requestSize: '1000B', responseSize: '2000B', latency: '5ms' }
  expect(resultOf(behindTraffic(traffic, noWork, link), 10).journeys.default?.latency.mean).toBeCloseTo(8 + 16 + 10, 9)
})

test('a bandwidth fault narrows the link while it lasts', () => {
  const faults = [{ at: '10s', for: '10s', kind: 'bandwidth' as const, target: 't->s', bitsPerSecond: 80_000 }]
  const design = behindTraffic({ rate: 5, arrivals: 'constant' }, noWork, { requestSize: '1000B', responseSize: '0B' }, { faults })
  const mean = resultOf(design, 30).series.journeys.default?.mean ?? []
  expect([mean[5], mean[15], mean[25]]).toEqual([0, expect.closeTo(100, 6), 0])
})

test('loss sends again after 200 ms, then 400 ms, on either way', () => {
  const mean = resultOf(behindTraffic({ rate: 1000 }, noWork, { loss: 0.05 }), 200).connections['t->s']?.latency.mean ?? 0
  // Of n losses in a row the n-th costs 200 ms x 2^(n-1): the sum of p^n x 200 x 2^(n-1) is 200 p / (1 - 2 p), each way.
  expect(mean / ((2 * 200 * 0.05) / (1 - 2 * 0.05))).toBeCloseTo(1, 1.5)
})

test('a lossy or narrow connection to a station of which all else is foreseen is felt as well', () => {
  const to = (link: object) => resultOf(behindTraffic({ rate: 1000 }, { concurrency: 100 }, { latency: '1ms', ...link }), 100)
  const [lossy, narrow] = [to({ loss: 0.05 }), to({ bandwidth: '10Mbit', requestSize: '1000B', responseSize: '0B' })]
  for (const { components } of [lossy, narrow]) expect((components.s?.throughput ?? 0) / 1000).toBeCloseTo(1, 1)
  // A millisecond each way and one of work, and what the tests above have.
  expect((lossy.connections['t->s']?.latency.mean ?? 0) / (3 + (2 * 200 * 0.05) / (1 - 2 * 0.05))).toBeCloseTo(1, 1)
  expect((narrow.connections['t->s']?.latency.mean ?? 0) / (3 + 0.8 + (0.8 * 0.8) / (2 * 0.2))).toBeCloseTo(1, 1)
})
