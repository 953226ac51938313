import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { simulate } from '../engine/fixtures/simulate.ts'
import { buildRuntime, objectsOf, reasonToSkip, TriedRun } from './try-live.ts'

const reason = await reasonToSkip()
if (reason) console.warn(`Autoscaling is not tried on containers: ${reason}`)

describe.skipIf(reason !== undefined)('autoscaling on measured load', () => {
  beforeAll(buildRuntime)
  afterEach(() => TriedRun.cancelAll())
  afterAll(async () => expect(await objectsOf(process.pid)).toEqual([]))

  test('replicas come when they are needed and go when they are not, as predicted, and lose no request', async () => {
    // 35 requests a second of 50 ms keep 1.75 workers busy: three replicas of one worker at 70 %, and still if they take 60 ms on a
    // machine that is busy; a tenth of that needs one.
    const autoscale = { min: 1, max: 4, target: 0.7, interval: '4s', startup: '1s', scaleDown: { stabilisation: '0s' } }
    const design: Design = {
      microcosm: 1,
      name: 'Scaled',
      components: {
        users: { kind: 'traffic', rate: 35, arrivals: 'constant' },
        shop: {
          kind: 'service',
          replicas: 2,
          concurrency: 4,
          work: { time: '50ms', distribution: 'constant' },
          autoscale: { ...autoscale, reserved: 1 },
        },
      },
      connections: [{ from: 'users', to: 'shop', protocol: 'http' }],
      scenarios: { rush: { duration: '40s', traffic: [{ at: '20s', scale: 0.1 }] } },
    }
    const run = new TriedRun(design, { scenario: 'rush' })
    await run.frame(({ components }) => components.shop?.replicasReady === 3)
    await run.frame(({ time, components }) => time > 20 && components.shop?.replicas === 1)
    const result = await run.result()
    const predicted = simulate(design, 'rush', undefined, 1).result
    expect(result.components.shop?.replicas.max).toBe(predicted.components.shop?.replicas.max)
    expect(result.journeys.default?.errorRate).toBe(0)
    console.log(
      `replicas on average ${result.components.shop?.replicas.mean.toFixed(2)}, predicted ${predicted.components.shop?.replicas.mean.toFixed(2)}`,
    )
    expect(Math.abs((result.components.shop?.replicas.mean ?? 0) - (predicted.components.shop?.replicas.mean ?? 9))).toBeLessThan(0.3)
  })
})
