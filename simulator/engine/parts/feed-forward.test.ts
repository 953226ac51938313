import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Connection, Design } from '../../../app/design/design.ts'
import type { Frame } from '../../../app/run/frame.ts'
import type { Result } from '../../../app/run/result.ts'
import { scenarioOf } from '../../../app/run/scenario.ts'
import { rounded } from '../fixtures/rounded.ts'
import { compile } from '../model/compile.ts'
import { createPredict } from '../predict.ts'
import { Simulation } from '../simulation.ts'

const station = fc.record({
  kind: fc.constant('service'),
  holdsWorker: fc.constant(false),
  concurrency: fc.constantFrom(1, 2, 5, 40),
  work: fc.record({ time: fc.constantFrom('0.7ms', '2ms', '9ms'), distribution: fc.constantFrom('exponential', 'uniform', 'lognormal') }),
})

const call = fc.record(
  {
    protocol: fc.constant('http' as const),
    latency: fc.constantFrom('0ms', '0.3ms', '2ms'),
    timeout: fc.constantFrom('30ms', '150ms', '1s'),
    calls: fc.constantFrom(1, 0.3),
    order: fc.constantFrom(1, 2),
  },
  { requiredKeys: ['protocol'] },
)

/** Each station is called by one before it: by how far before, as a share of all there are. */
const node = fc.record({ station, call, caller: fc.double({ min: 0, max: 0.999, noNaN: true }) })

const traffic = fc.record(
  {
    rate: fc.constantFrom(40, 150, 700),
    arrivals: fc.constantFrom('poisson' as const, 'constant' as const),
    batch: fc.constantFrom(1, 5),
    journeys: fc.constant({ read: 3, write: 1 }),
  },
  { requiredKeys: ['rate'] },
)

const anyTree = fc.record({ traffic, nodes: fc.array(node, { minLength: 2, maxLength: 9 }) }).map(({ traffic, nodes }): Design => {
  const ids = ['t', ...nodes.map((_, i) => `s${i}`)]
  return {
    microcosm: 1,
    components: { t: { kind: 'traffic', ...traffic }, ...Object.fromEntries(nodes.map(({ station }, i) => [`s${i}`, station])) },
    connections: nodes.map(
      ({ call, caller }, i): Connection => ({ ...call, from: ids[i === 0 ? 0 : Math.floor(caller * (i + 1))] as string, to: `s${i}` }),
    ),
    scenarios: {
      run: {
        duration: '4s',
        warmup: '1s',
        traffic: [
          { at: '0s', scale: 1 },
          { at: '2s', scale: 1 },
          { at: '3s', scale: 0.4 },
        ],
      },
    },
  }
})

interface Run {
  simulation: Simulation
  frames: Frame[]
  result: Result
  began: boolean
}

/** A run that goes on twice after its end, the first time anew. */
function run(design: Design, seed: number, shortcuts: boolean, events = 1e6): Run {
  const simulation = new Simulation(compile(design, scenarioOf(design, 'run')), seed, shortcuts)
  const began = simulation.world.feedForward !== null
  const frames: Frame[] = []
  const toEnd = () => {
    while (!simulation.finished) {
      const frame = simulation.advance(events)
      if (frame) frames.push(frame)
    }
  }
  toEnd()
  simulation.goOn(7, 8, true)
  toEnd()
  simulation.goOn(9, 8, false)
  toEnd()
  return { simulation, frames, result: { ...simulation.result(seed, []), events: 0 }, began }
}

/** All but the sums, of which the last digits are lost where one is taken from another. */
function countedBy({ simulation }: Run) {
  const { tallies, ...span } = simulation.counts()
  return { ...span, tallies: tallies.map(({ totals, sections }) => ({ totals, sections: sections.map(({ counted }) => counted) })) }
}

describe('a network without feedback comes to the same without events', () => {
  test('as with them, in its frames, its result and what was counted for its intervals', () => {
    let began = 0
    let stayed = 0
    fc.assert(
      fc.property(anyTree, fc.nat(), (design, seed) => {
        const without = run(design, seed, true)
        const withThem = run(design, seed, false)
        expect(rounded(without.frames)).toEqual(rounded(withThem.frames))
        expect(rounded(without.result)).toEqual(rounded(withThem.result))
        expect(countedBy(without)).toEqual(countedBy(withThem))
        if (without.began) began++
        if (without.simulation.world.feedForward) stayed++
      }),
      { numRuns: 80 },
    )
    expect(began).toBeGreaterThan(40)
    expect(stayed).toBeGreaterThan(5)
    // In the others a caller gave up, so that they were made again with events.
    expect(began - stayed).toBeGreaterThan(5)
  })

  test('however many are taken at a time', () => {
    fc.assert(
      fc.property(anyTree, fc.nat(), fc.integer({ min: 1, max: 3000 }), (design, seed, events) => {
        expect(JSON.stringify(run(design, seed, true, events).result)).toBe(JSON.stringify(run(design, seed, true).result))
      }),
      { numRuns: 20 },
    )
  })
})

describe('what may change what has happened needs events', () => {
  const plain = { kind: 'service', holdsWorker: false, work: { time: '1ms', distribution: 'exponential' } } as const
  const ways: [Connection, Connection] = [
    { from: 't', to: 'a', protocol: 'http' },
    { from: 'a', to: 'b', protocol: 'http', latency: '1ms' },
  ]
  const design = (change: Partial<Design>): Design => ({
    microcosm: 1,
    components: { t: { kind: 'traffic', rate: 50 }, a: plain, b: plain },
    connections: ways,
    scenarios: { run: { duration: '2s' } },
    ...change,
  })
  const needsEvents = (change: Partial<Design>) =>
    new Simulation(compile(design(change), scenarioOf(design(change), 'run')), 1).world.feedForward === null

  test.each<[string, Partial<Design>]>([
    ['a fault', { scenarios: { run: { duration: '2s', faults: [{ at: '1s', for: '100ms', kind: 'kill', target: 'a' }] } } }],
    ['a bounded queue', { components: { t: { kind: 'traffic', rate: 50 }, a: plain, b: { ...plain, queueLimit: 3 } } }],
    ['a worker that is held', { components: { t: { kind: 'traffic', rate: 50 }, a: { ...plain, holdsWorker: true }, b: plain } }],
    ['a message that is lost', { connections: [ways[0], { ...ways[1], loss: 0.1 }] }],
    ['a narrow link', { connections: [ways[0], { ...ways[1], bandwidth: '1Mbit' }] }],
    ['a caller who goes on at once', { connections: [ways[0], { ...ways[1], mode: 'async' }] }],
    ['users who wait for answers', { components: { t: { kind: 'traffic', users: 5, thinkTime: '1s' }, a: plain, b: plain } }],
  ])('%s', (_, change) => {
    expect(needsEvents({})).toBe(false)
    expect(needsEvents(change)).toBe(true)
  })

  test('however many come at once, a run can be stopped after some hundreds', () => {
    const batches = design({ components: { t: { kind: 'traffic', rate: 50_000, batch: 200 }, a: plain, b: plain } })
    const simulation = new Simulation(compile(batches, scenarioOf(batches, 'run')), 1)
    expect(simulation.world.feedForward).not.toBeNull()
    simulation.advance(1)
    expect(simulation.world.queue.count).toBeLessThan(5000)
  })

  test('a run that is ended while it is made again with events comes to all that was shown', async () => {
    const busy = design({
      components: { t: { kind: 'traffic', rate: 50 }, a: plain, b: { ...plain, concurrency: 1 } },
      connections: [ways[0], { ...ways[1], timeout: '40ms' }],
      scenarios: {
        run: {
          duration: '6s',
          warmup: '1s',
          traffic: [
            { at: '0s', scale: 1 },
            { at: '3s', scale: 40 },
          ],
        },
      },
    })
    const signal = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} }
    let end = () => {}
    // It breathes for the first time when it begins again.
    const { events, finish } = createPredict(async () => end())({ design: busy, scenario: 'run', seed: 1, signal })
    end = finish
    const shown: number[] = []
    let result: Result | undefined
    for await (const event of events) {
      if (event.type === 'frame') shown.push(event.frame.time)
      if (event.type === 'result') result = event.result
    }
    expect(shown).toEqual([1, 2, 3])
    expect(result?.series.time).toEqual(shown)
  })
})
