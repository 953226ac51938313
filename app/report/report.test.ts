import { describe, expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import { scenarioOf } from '../run/scenario.ts'
import { roundSteps, timeSteps } from './axis.ts'
import { html } from './html.ts'
import { toReport } from './report.ts'

const level = { mean: 1, max: 1 }
const latency = { mean: 5, p50: 4, p90: 8, p95: 9, p99: 20, p999: 30, max: 40 }
const hostile = '<script>alert("1")</script>'
const design: Design = {
  microcosm: 1,
  name: hostile,
  components: { people: { kind: 'traffic', rate: 10 }, shop: { kind: 'service', name: `Shop ${hostile}` } },
  connections: [{ from: 'people', to: 'shop', protocol: 'http' }],
  scenarios: {
    day: {
      duration: '60s',
      faults: [{ at: '10s', for: '20s', kind: 'kill', target: 'shop' }],
      objectives: [{ journey: 'default', metric: 'p99', below: '15ms' }],
    },
  },
}
const result = {
  engine: 'predict' as const,
  design: hostile,
  scenario: 'day',
  seed: 7,
  duration: 60,
  warmup: 5,
  wallSeconds: 1,
  events: 1234,
  components: {
    shop: {
      throughput: 10,
      errorRate: 0.2,
      utilisation: 0.9,
      queue: level,
      inSystem: level,
      replicas: level,
      waiting: { share: 0.5, ...latency },
      latency,
    },
  },
  connections: { 'people->shop': { throughput: 10, errorRate: 0.2, retryRate: 0.5, latency } },
  journeys: { default: { throughput: 10, offered: 10, errorRate: 0.2, latency } },
  objectives: [{ journey: 'default', metric: 'p99' as const, below: '15ms', actual: 20, met: false }],
  series: {
    time: [1, 2, 3],
    components: {},
    connections: {},
    journeys: { default: { p99: [1, null, 3], throughput: [1, 2, 3], errorRate: [0, 0, 1] } },
  },
  traces: [],
  notes: [`A note ${hostile}`],
  criticalPaths: { default: { requests: 3, meanMs: 5, components: { shop: 1 } } },
}
const page = toReport({
  design,
  scenario: scenarioOf(design, 'day'),
  result,
  drawing: '<svg xmlns="http://www.w3.org/2000/svg"><style>.line{stroke:red}</style></svg>',
  command: 'microcosm simulate a.yaml',
  version: '1.2.3',
})

describe('the report', () => {
  test('escapes whatever came from the design', () => {
    expect(page).not.toContain('<script')
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;')
  })

  test('loads nothing and runs nothing', () => {
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/<(script|link|iframe|object)\b|src="(?!data:)|\bon\w+=|url\(|@import/)
  })

  test.each([
    '1 of 1 objectives is missed.',
    'default p99 below 15ms: 20 ms',
    '0:10–0:30: Shop &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; killed',
    'microcosm simulate a.yaml',
    '× 2',
    '1.2.3',
  ])('says: %s', (text) => {
    expect(page).toContain(text)
  })

  test('keeps the drawing’s style out of its own', () => {
    expect(page).toContain('src="data:image/svg+xml,%3Csvg')
    expect(page).not.toContain('stroke:red')
  })

  test('draws a gap where nothing was counted', () => {
    const path = /class="line one" d="([^"]*)"/.exec(page)?.[1] ?? ''
    expect(path.match(/M/g)).toHaveLength(2)
    expect(path).not.toContain('NaN')
  })
})

test('markup within markup is not escaped twice, and lists are joined', () => {
  expect(html`<p>${[html`<b>${'a & b'}</b>`, false, undefined, 3]}</p>`.text).toBe('<p><b>a &amp; b</b>3</p>')
})

test.each([
  [100, [0, 50, 100]],
  [43, [0, 20, 40, 60]],
  [0.7, [0, 0.2, 0.4, 0.6, 0.8]],
  [9, [0, 5, 10]],
])('an axis to %d has round steps', (top, steps) => {
  expect(roundSteps(top)).toEqual(steps)
})

test('times are round too', () => {
  expect(timeSteps(60)).toEqual([0, 10, 20, 30, 40, 50, 60])
  expect(timeSteps(600)).toEqual([0, 120, 240, 360, 480, 600])
})

test('requests that were followed are drawn to scale, those that failed first, and what an error says is escaped', () => {
  const call = { component: 'shop', connection: 'people->shop', startMs: 5, durationMs: 10, ok: false, error: hostile, children: [] }
  const good = { journey: 'good', at: 2, root: { component: 'people', startMs: 0, durationMs: 40, ok: true, children: [] } }
  const failed = { journey: 'failed', at: 9, root: { component: 'people', startMs: 0, durationMs: 20, ok: false, children: [call] } }
  const traced = toReport({
    design,
    scenario: scenarioOf(design, 'day'),
    result: { ...result, traces: [good, failed] },
    command: '',
    version: '',
  })
  const section = traced.slice(traced.indexOf('Requests that were followed'))
  expect(section.indexOf('<b>failed</b>')).toBeLessThan(section.indexOf('<b>good</b>'))
  expect(section).toContain('left:25.00%;width:50.00%')
  expect(section).not.toContain('<script>')
  expect(page).not.toContain('Requests that were followed')
})
