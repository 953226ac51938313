import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import type { RunEvent } from '../../app/run/frame.ts'
import type { Result } from '../../app/run/result.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { anyDesign } from './fixtures/any-design.ts'
import { behindTraffic, resultOf } from './fixtures/behind-traffic.ts'
import { simulate } from './fixtures/simulate.ts'
import { toAssessed } from './go-on.ts'
import { compile } from './model/compile.ts'
import { createPredict } from './predict.ts'
import { Simulation } from './simulation.ts'

/** What is true of every run, whatever the design. */

/** Traffic ends long before the run, so that all that came in has left, and the run begins and ends empty. */
const untilEmpty = {
  duration: '60s',
  warmup: '0s',
  traffic: [
    { at: '0s', scale: 1 },
    { at: '3s', scale: 0 },
  ],
}

describe('the same design, scenario and seed give the same bytes', () => {
  const bytes = (result: Result) => JSON.stringify(result)

  test('however many events are taken at a time', () => {
    fc.assert(
      fc.property(anyDesign, fc.nat(), fc.integer({ min: 1, max: 3000 }), (design, seed, step) => {
        const simulation = new Simulation(compile(design, scenarioOf(design, 'run')), seed)
        while (!simulation.finished) simulation.advance(step)
        expect(bytes(simulation.result(seed, []))).toBe(bytes(simulate(design, 'run', undefined, seed).result))
      }),
      { numRuns: 60 },
    )
  })

  test('whether or not anybody looks at the frames on the way', async () => {
    await fc.assert(
      fc.asyncProperty(anyDesign, fc.nat(), async (design, seed) => {
        const events = await collect(design, seed)
        const last = events.at(-1)
        expect(last?.type).toBe('result')
        const { simulation } = simulate(design, 'run', undefined, seed)
        const { result: whole } = toAssessed(simulation, design, scenarioOf(design, 'run'), seed)
        if (last?.type === 'result') expect(bytes(last.result)).toBe(bytes(whole))
      }),
      { numRuns: 30 },
    )
  })

  test('and another seed gives others', () => {
    const design = behindTraffic({ rate: 300 })
    expect(bytes({ ...resultOf(design, 10, 1), seed: 0 })).not.toBe(bytes({ ...resultOf(design, 10, 2), seed: 0 }))
  })
})

test('a run that is ended early counts each of its moments once', () => {
  const simulation = new Simulation(compile(behindTraffic({ rate: 300 }), scenarioOf(behindTraffic({ rate: 300 }), 'run')), 1)
  for (let frames = 0; frames < 3; ) if (simulation.advance(1000)) frames++
  const { series } = simulation.result(1, [])
  expect(series.time).toEqual([1, 2, 3])
  expect(series.components.s?.throughput?.every((rate) => Number.isFinite(rate))).toBe(true)
})

test("Little's law holds to the last digits wherever nothing failed and the run began and ended empty", () => {
  let held = 0
  fc.assert(
    fc.property(anyDesign, fc.nat(), (design, seed) => {
      const { result, simulation } = simulate({ ...design, scenarios: { run: untilEmpty } }, 'run', undefined, seed)
      const { model, meter } = simulation.world
      model.components.ids.forEach((id, c) => {
        const { throughput, errorRate, latency, inSystem } = result.components[id] as Result['components'][string]
        // A broker's messages stay after their publishers have been answered.
        if (model.components.brokers[c] || throughput === 0 || errorRate > 0 || meter.inSystem.now(c) > 0 || latency.mean === null) return
        held++
        expect(inSystem.mean, id).toBeCloseTo((throughput * latency.mean) / 1000, 9)
      })
    }),
    { numRuns: 100 },
  )
  expect(held).toBeGreaterThan(100)
})

describe('with the same arrivals and the same work', () => {
  const anyQueue = fc.record({ rate: fc.integer({ min: 50, max: 900 }), cv: fc.constantFrom(0.5, 1, 3), seed: fc.nat() })
  const meanWait = ({ rate, cv, seed }: { rate: number; cv: number; seed: number }, servers: number, ms: number) => {
    const work = { time: `${ms}ms`, distribution: 'gamma', cv }
    const { waiting } = resultOf(behindTraffic({ rate }, { concurrency: servers, work }, {}, untilEmpty), undefined, seed).components
      .s as Result['components'][string]
    return waiting.mean ?? 0
  }

  test('more workers never make requests wait longer', () => {
    fc.assert(
      fc.property(anyQueue, fc.integer({ min: 1, max: 5 }), (queue, servers) => {
        expect(meanWait(queue, servers + 1, 4)).toBeLessThanOrEqual(meanWait(queue, servers, 4) + 1e-9)
      }),
      { numRuns: 60 },
    )
  })

  test('longer work never makes requests wait shorter', () => {
    fc.assert(
      fc.property(anyQueue, fc.integer({ min: 1, max: 8 }), (queue, ms) => {
        expect(meanWait(queue, 2, ms + 1)).toBeGreaterThanOrEqual(meanWait(queue, 2, ms) - 1e-9)
      }),
      { numRuns: 60 },
    )
  })
})

async function collect(design: Design, seed: number): Promise<RunEvent[]> {
  const signal = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} }
  const events: RunEvent[] = []
  for await (const event of createPredict(() => Promise.resolve())({ design, scenario: 'run', seed, signal }).events) events.push(event)
  return events
}
