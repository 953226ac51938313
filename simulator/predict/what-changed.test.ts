import { expect, test } from 'vitest'
import { whatChanged } from '../../app/analysis/what-changed.ts'
import { applyFix } from '../../app/design/apply-fix.ts'
import type { Design } from '../../app/design/design.ts'
import type { Fix } from '../../app/design/fix.ts'
import { simulate } from '../engine/fixtures/simulate.ts'

const wide = { kind: 'service', concurrency: 10_000, holdsWorker: false, work: { time: '1ms' } }

const shop: Design = {
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 100 },
    api: { ...wide, name: 'API' },
    payments: { kind: 'service', name: 'Payments', concurrency: 1000, work: { time: '200ms' }, failureRate: 0.6 },
    db: { kind: 'postgres', name: 'DB', connections: 100, work: { time: '10ms' } },
  },
  connections: [
    { from: 'people', to: 'api', protocol: 'http' },
    { from: 'api', to: 'payments', protocol: 'http', calls: 0.5 },
    { from: 'api', to: 'db', protocol: 'postgres', pool: { size: 2 } },
  ],
  scenarios: { s: { duration: '60s', warmup: '10s' } },
}

function after(edits: Fix['edits'], from: Design = shop): string | null {
  const see = (design: Design) => ({ design, result: simulate(design, 's', undefined, 3).result })
  return whatChanged(see(from), see(applyFix(from, { label: '', edits })))
}

test('an open breaker answers fast, and that is no success', () => {
  const breaker = { failures: 0.5, window: '5s', openFor: '10s' }
  const sentence = after([{ path: ['connections', 'api->payments', 'breaker'], value: breaker }])
  expect(sentence).toMatch(
    /^breaker of API → Payments added: p99 falls from .* to .* and means nothing, since it is of the \d.* % that are still answered \((69|7\d) % before\)\. Payments is the bottleneck: it fails .* so the circuit breaker API → Payments refuses/,
  )
})

test('a wider pool is seen in the p99, and what limited does so no longer', () => {
  const sound = applyFix(shop, {
    label: '',
    edits: [
      { path: ['components', 'payments', 'failureRate'] },
      { path: ['components', 'payments', 'work', 'time'], value: '1ms' },
      { path: ['components', 'people', 'rate'], value: 190 },
    ],
  })
  expect(after([{ path: ['connections', 'api->db', 'pool', 'size'], value: 9 }], sound)).toMatch(
    /^pool\.size of API → DB 2 → 9: p99 falls from .* to .*\. Nothing is near a limit any more\.$/,
  )
})

test('a change for the worse says what limits now', () => {
  expect(after([{ path: ['connections', 'api->payments', 'bulkhead'], value: 2 }])).toMatch(
    /^bulkhead of API → Payments now 2: p99 falls from .* means nothing.*The bulkhead API → Payments is the bottleneck/,
  )
})

test('nothing is said where nothing was changed, or only how it looks', () => {
  expect(after([])).toBeNull()
  expect(after([{ path: ['components', 'api', 'name'], value: 'Front' }])).toBeNull()
})
