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
  const design: Design = {
    microcosm: 1,
    components: { users: { kind: 'traffic', rate: 1 }, shop: { kind: 'service', replicas: 2, ...fields } },
    connections: [{ from: 'users', to: 'shop', protocol: 'http' }],
  }
  const subnet = chooseSubnet([])
  if (!subnet) throw new Error('no subnet')
  const plan = toLivePlan({ design, scenario: scenarioOf(design), seed: 1, subnet })
  const service: ServiceReport = {
    ...{ done: 0, failed: 0, degraded: 0, rejected: 0, waited: 0, calls: {} },
    ...{ busy: { area: 1000 * busy, max: busy, now: busy }, queue: idle, inSystem: idle, latency: none, waiting: none },
  }
  const window = new Window()
  for (const replica of [0, 1])
    window.add({ type: 'replica', component: 'shop', replica, spanMs: 1000, report: { role: 'service', service } })
  const shop = plan.components.get('shop')
  return shop && toComponentFigures(shop, toEdges(plan), window, 1000, 2).utilisation
}

test('the utilisation of a stub is that of its workers, or of its cores where requests share them', () => {
  expect(utilisationOf({ concurrency: 4 }, 1)).toBe(0.25)
  expect(utilisationOf({ discipline: 'processor-sharing', cpu: 2 }, 1)).toBe(0.5)
  expect(utilisationOf({ discipline: 'processor-sharing', cpu: 2, concurrency: 8 }, 2)).toBe(1)
})
