import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import type { ServiceReport } from '../runtime/measure/reports.ts'
import { toEdges } from './broker-edges.ts'
import { toComponentFigures } from './figures.ts'
import { toLivePlan } from './live-plan.ts'
import { chooseSubnet } from './subnet.ts'
import { Window } from './window.ts'

const none = { count: 0, sumMs: 0, maxMs: 0, buckets: [] }
const idle = { area: 0, max: 0, now: 0 }

/** The utilisation of a service with two replicas that were both as busy as this over a second. */
function utilisationOf(fields: object, busy: number): number | undefined {
  const { plan, shop } = planned(fields)
  const service: ServiceReport = {
    ...{ done: 0, failed: 0, degraded: 0, rejected: 0, waited: 0, calls: {} },
    ...{ busy: { area: 1000 * busy, max: busy, now: busy }, queue: idle, inSystem: idle, latency: none, waiting: none },
  }
  const window = new Window()
  for (const replica of [0, 1])
    window.add({ type: 'replica', component: 'shop', replica, spanMs: 1000, report: { role: 'service', service } })
  return shop && toComponentFigures(shop, toEdges(plan), window, 1000, 2).utilisation
}

function planned(fields: object) {
  const design: Design = {
    microcosm: 1,
    components: { users: { kind: 'traffic', rate: 1 }, shop: { kind: 'service', replicas: 2, ...fields } },
    connections: [{ from: 'users', to: 'shop', protocol: 'http' }],
  }
  const subnet = chooseSubnet([])
  if (!subnet) throw new Error('no subnet')
  const plan = toLivePlan({ design, scenario: scenarioOf(design), seed: 1, subnet })
  return { plan, shop: plan.components.get('shop') }
}

test('the utilisation of a stub is that of its workers, or of its cores where requests share them', () => {
  expect(utilisationOf({ concurrency: 4 }, 1)).toBe(0.25)
  expect(utilisationOf({ discipline: 'processor-sharing', cpu: 2 }, 1)).toBe(0.5)
  expect(utilisationOf({ discipline: 'processor-sharing', cpu: 2, concurrency: 8 }, 2)).toBe(1)
})

test('the utilisation of an image is what is in flight over its workers, or over its cores where requests share them', () => {
  const figures = (fields: object, inFlight: number) => {
    const { plan, shop } = planned({ image: 'example.org/shop:1', ...fields })
    const window = new Window()
    const edge = { done: 0, failed: 0, inFlight: { area: 1000 * inFlight, max: inFlight, now: inFlight }, latency: none }
    window.add({ type: 'edges', spanMs: 1000, edges: { 'users->shop': edge } })
    const { utilisation, queue } = (shop && toComponentFigures(shop, toEdges(plan), window, 1000, 2)) ?? {}
    return [utilisation, queue?.mean]
  }
  expect(figures({ concurrency: 4 }, 6)).toEqual([0.75, 0])
  expect(figures({ concurrency: 4 }, 10)).toEqual([1, 2])
  expect(figures({ discipline: 'processor-sharing', cpu: 2 }, 1)).toEqual([0.25, 0])
  expect(figures({ discipline: 'processor-sharing', cpu: 2, concurrency: 8 }, 20)).toEqual([1, 4])
})
