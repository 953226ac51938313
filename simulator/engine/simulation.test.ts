import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Component, Connection, Design } from '../../app/design/design.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { anyDesign } from './fixtures/any-design.ts'
import { behindTraffic } from './fixtures/behind-traffic.ts'
import { messageBalance } from './fixtures/message-balance.ts'
import { rounded } from './fixtures/rounded.ts'
import { simulate } from './fixtures/simulate.ts'
import { compile } from './model/compile.ts'
import type { World } from './parts/world.ts'
import { Simulation } from './simulation.ts'

function keptBy({ model, backlogs, unclaimed }: World, component: number): number {
  const queues = new Set([...(model.plan.outgoing[component] as Int32Array)].map((connection) => backlogs[connection]))
  return [...queues].reduce((sum, queue) => sum + (queue?.length ?? 0), unclaimed[component] ?? 0)
}

describe('for any design', () => {
  test('what came in was answered or is still under way, everywhere', () => {
    fc.assert(
      fc.property(anyDesign, fc.integer(), (design, seed) => {
        const { world } = simulate(design, 'run', undefined, seed).simulation
        const { meter, model, visits, replicas } = world
        // What a broker keeps has been answered already.
        const stored = (c: number) => (model.components.brokers[c] ? keptBy(world, c) : 0)
        const inHand = (c: number) => meter.inSystem.now(c) - stored(c)
        model.components.ids.forEach((id, c) => {
          expect(meter.offered.total[c], id).toBe(meter.finished.total[c] + inHand(c))
          if (!model.components.brokers[c]) return
          const { accepted, accounted } = messageBalance(world, c)
          expect(accounted, id).toBe(accepted)
        })
        const ofJourneys = (counts: Float64Array) => counts.slice(meter.firstJourney).reduce((sum, n) => sum + n, 0)
        expect(ofJourneys(meter.offered.total)).toBe(ofJourneys(meter.finished.total) + meter.inSystem.now(0))
        for (const [source, users] of world.users.entries()) {
          // Whoever of the users is not in the system is thinking, or held back by their source.
          if (users) expect(meter.inSystem.now(model.sources[source]?.component ?? 0)).toBeLessThanOrEqual(users.present - users.held)
        }
        const free = (counts: Int32Array) => counts.every((n) => n >= 0)
        expect(free(world.permits.inBulkhead) && free(world.permits.inPool) && free(world.permits.waiting)).toBe(true)
        const onReplicas = replicas.load.reduce((sum, n) => sum + n, 0)
        expect(onReplicas).toBe(model.components.ids.reduce((sum, _, c) => sum + inHand(c), 0))
        const asOne = world.directs.reduce((sum, direct) => sum + (direct ? meter.inSystem.now(direct.component) : 0), 0)
        expect(visits.live + 2 * asOne).toBeGreaterThanOrEqual(onReplicas)
      }),
      { numRuns: 150 },
    )
  })

  test('levels stay within their bounds', () => {
    fc.assert(
      fc.property(anyDesign, fc.integer(), (design, seed) => {
        const { result } = simulate(design, 'run', undefined, seed)
        for (const [id, figures] of Object.entries(result.components)) {
          expect(figures.utilisation, id).toBeGreaterThanOrEqual(0)
          expect(figures.utilisation, id).toBeLessThanOrEqual(1)
          expect(figures.queue.mean, id).toBeLessThanOrEqual(figures.queue.max)
          expect(figures.inSystem.mean, id).toBeGreaterThanOrEqual(figures.queue.mean - 1e-6)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('the short path comes to the same as the long one', () => {
  /** Services and connections keep only what leaves them plain, so that most of the run takes the short path. */
  const toPlainer = (design: Design): Design => ({
    ...design,
    components: Object.fromEntries(
      Object.entries(design.components).map(([id, component]) => [
        id,
        component.kind === 'service' ? only(component, ofService) : component,
      ]),
    ),
    connections: design.connections?.map((connection) => only(connection, ofConnection)) ?? [],
  })
  const ofService = ['kind', 'concurrency', 'queueLimit', 'holdsWorker', 'work']
  const ofConnection = ['from', 'to', 'protocol', 'calls', 'order', 'mode', 'timeout', 'latency']
  const only = <T extends object>(from: T, keys: string[]) =>
    Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key))) as T
  /** All that comes goes straight to the first service, so that a request and its call are one visit until a fault parts them. */
  const toDirect = (design: Design): Design => {
    const { components, connections = [], ...rest } = toPlainer(design)
    const traffic = only(components.t as Component, ['kind', 'rate', 'arrivals', 'burst', 'batch'])
    return {
      ...rest,
      components: { ...components, t: 'rate' in traffic ? traffic : ({ kind: 'traffic', rate: 80 } as Component) },
      connections: connections.map((each) => (each.from === 't' ? only(each, ['from', 'to', 'protocol', 'timeout']) : each)),
    }
  }
  /**
   * Of what falls on the same moment either may come first: who finds a worker that is just free has not waited on the short path, and
   * waited no time on the long one. So no work takes a round time here.
   */
  const withoutTies = (design: Design): Design => ({
    ...design,
    components: Object.fromEntries(Object.entries(design.components).map(([id, component]) => [id, unevenly(component)])),
  })
  const unevenly = (component: Component): Component =>
    (component.work as { distribution?: string } | undefined)?.distribution === 'constant'
      ? ({ ...component, work: { ...(component.work as object), distribution: 'uniform' } } as Component)
      : component
  const run = (design: Design, seed: number, shortcuts: boolean) => {
    const scenario = scenarioOf(design, 'run')
    const simulation = new Simulation(compile(design, scenario), seed, shortcuts)
    while (!simulation.finished) simulation.advance(1e6)
    return simulation.result(seed, scenario.objectives)
  }

  test.each([
    ['any design', (design: Design) => design],
    ['plain designs', toPlainer],
    ['designs with direct calls', toDirect],
  ])('%s', (_, change) => {
    fc.assert(
      fc.property(anyDesign, fc.nat(), (design, seed) => {
        const changed = withoutTies(change(design))
        expect(rounded({ ...run(changed, seed, true), events: 0 })).toEqual(rounded({ ...run(changed, seed, false), events: 0 }))
      }),
      { numRuns: 60 },
    )
  })

  test('who was to find a full queue, and finds one that a stop has emptied meanwhile', () => {
    const stopped = { duration: '3s', faults: [{ at: '1s', for: '10ms', kind: 'kill' as const, target: 's' }] }
    const design = behindTraffic({ rate: 400 }, { queueLimit: 0, work: { time: '30ms' } }, { latency: '50ms' }, stopped)
    expect(rounded({ ...run(design, 1, true), events: 0 })).toEqual(rounded({ ...run(design, 1, false), events: 0 }))
  })
})

const openTraffic = fc.oneof(
  fc.record({ rate: fc.integer({ min: 20, max: 400 }), arrivals: fc.constantFrom('poisson', 'constant'), batch: fc.constantFrom(1, 7) }),
  fc.record({ rate: fc.integer({ min: 20, max: 400 }), arrivals: fc.constant('bursty'), burst: fc.constant({ on: '300ms', off: '1s' }) }),
  fc.record({ trace: fc.constant({ times: ['0ms', '3ms', '3ms', '9ms'], loop: true }) }),
)

test('more servers never lower the throughput of an open system', () => {
  fc.assert(
    fc.property(openTraffic, fc.boolean(), fc.integer({ min: 1, max: 6 }), fc.nat(), (traffic, shares, servers, seed) => {
      const finished = (servers: number) => {
        const capacity = shares ? { discipline: 'processor-sharing', cpu: servers } : { concurrency: servers }
        const design: Design = {
          microcosm: 1,
          components: {
            t: { kind: 'traffic', ...traffic },
            s: { kind: 'service', ...capacity, work: { time: '10ms', distribution: 'constant' } },
          },
          connections: [{ from: 't', to: 's', protocol: 'http' }],
          // Without a warm-up: what is finished by a moment never falls, what is finished between two moments may.
          scenarios: { run: { duration: '10s' } },
        }
        return simulate(design, 'run', undefined, seed).result.components.s?.throughput ?? 0
      }
      expect(finished(servers + 1)).toBeGreaterThanOrEqual(finished(servers))
    }),
    { numRuns: 40 },
  )
})

test('components elsewhere do not change the chance that a component draws', () => {
  const design = (extra: Record<string, Component>): Design => ({
    microcosm: 1,
    components: { t: { kind: 'traffic', rate: 100 }, s: { kind: 'service', work: { time: '5ms' } }, ...extra },
    connections: [{ from: 't', to: 's', protocol: 'http' }],
  })
  const alone = simulate(design({}), undefined, 10, 7).result.components.s
  const beside = simulate(design({ u: { kind: 'traffic', rate: 50 }, v: { kind: 'service' } }), undefined, 10, 7).result.components.s
  // Sums may be made in another order.
  expect(rounded(beside)).toEqual(rounded(alone))
})

test('an overloaded station has no steady latency, and says so with its numbers', () => {
  const design: Design = {
    microcosm: 1,
    components: { t: { kind: 'traffic', rate: 150 }, s: { kind: 'service', name: 'Shop', concurrency: 1, work: { time: '10ms' } } },
    connections: [{ from: 't', to: 's', protocol: 'http' }],
  }
  const { result } = simulate(design, undefined, 60, 1)
  expect(result.components.s?.latency.mean).toBeNull()
  expect(result.journeys.default?.latency.p99).toBeNull()
  expect(result.connections['t->s']?.latency.mean).toBeNull()
  expect(result.notes.join()).toMatch(
    /^Shop is overloaded: 1[45]\d requests\/s come in and it finishes (9|10)\d, so its queue grows by [45]\d requests each second/,
  )
})

test('a station near its limit is not called overloaded', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const design: Design = {
      microcosm: 1,
      components: { t: { kind: 'traffic', rate: 95 }, s: { kind: 'service', concurrency: 1, work: { time: '10ms' } } },
      connections: [{ from: 't', to: 's', protocol: 'http' }],
    }
    expect(simulate(design, undefined, 60, seed).result.components.s?.latency.mean, `seed ${seed}`).not.toBeNull()
  }
})

describe('a design that cannot be run is refused by name', () => {
  const build =
    (components: Record<string, Component>, connections: Connection[] = []) =>
    () =>
      compile({ microcosm: 1, components, connections }, scenarioOf({ microcosm: 1, components }))
  test.each([
    ['an unknown kind', build({ s: { kind: 'oracle' } }), /s has the kind "oracle"/],
    ['no workers', build({ s: { kind: 'service', concurrency: 0 } }), /s has concurrency 0: it needs at least one worker/],
    ['no replicas', build({ s: { kind: 'service', replicas: 0 } }), /s has replicas 0/],
    ['no users', build({ t: { kind: 'traffic', users: 0 } }), /t has users 0: it needs at least one user/],
    [
      'a limit of nothing',
      build({ s: { kind: 'service', rateLimit: { rate: 0, burst: 5 } } }),
      /s has rateLimit 0: give it a rate above 0/,
    ],
    ['breakdowns without end', build({ s: { kind: 'service', breakdowns: { every: '1s', for: '0s' } } }), /s has breakdowns 0: give both/],
    ['no CPU to share', build({ s: { kind: 'service', discipline: 'processor-sharing', cpu: 0 } }), /s has cpu 0: requests need some/],
    ['an endless rate', build({ t: { kind: 'traffic', rate: Number.POSITIVE_INFINITY } }), /t has rate Infinity/],
    ['no variation', build({ s: { kind: 'service', work: { time: '1ms', distribution: 'gamma', cv: 0 } } }), /s has work cv 0/],
    [
      'a loop',
      build({ a: { kind: 'service' }, b: { kind: 'service' } }, [
        { from: 'a', to: 'b', protocol: 'http' },
        { from: 'b', to: 'a', protocol: 'http' },
      ]),
      /a -> b -> a is a loop of synchronous calls/,
    ],
  ])('%s', (_, attempt, sentence) => {
    expect(attempt).toThrow(sentence)
  })
})

test('users who need no time at all are stopped with a sentence', () => {
  const design: Design = {
    microcosm: 1,
    components: { t: { kind: 'traffic', users: 3, think: '0ms' }, s: { kind: 'service', work: { time: '0ms' } } },
    connections: [{ from: 't', to: 's', protocol: 'http' }],
  }
  expect(() => simulate(design, undefined, 10, 1)).toThrow(/stands still at second 0\.0 of 10: .* or its users a think time\.$/)
})

test('a runaway is stopped with a sentence', () => {
  const design: Design = {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate: 10_000_000 },
      s: { kind: 'service', concurrency: 1, work: { time: '1h', distribution: 'constant' } },
    },
    connections: [{ from: 't', to: 's', protocol: 'http' }],
  }
  expect(() => simulate(design, undefined, 10, 1)).toThrow(/stopped at second 0\.\d of 10: more than 5 million requests are under way/)
})

test('traffic with points of its own leaves the other as it comes', () => {
  const traffic = (own: object[]) => ({
    microcosm: 1 as const,
    components: {
      calm: { kind: 'traffic', rate: 40, journeys: { calm: 1 } },
      rush: { kind: 'traffic', rate: 20, journeys: { rush: 1 } },
      s: { kind: 'service', replicas: 4 },
    },
    connections: ['calm', 'rush'].map((from) => ({ from, to: 's', protocol: 'http' as const })),
    scenarios: { day: { duration: '100s', traffic: [{ at: '0s', scale: 1 }, ...(own as { at: string; scale: number }[])] } },
  })
  const plain = simulate(traffic([]), 'day', undefined, 7).result.journeys
  const rushed = simulate(traffic([{ at: '50s', scale: 9, source: 'rush' }]), 'day', undefined, 7).result.journeys
  expect(rushed.calm?.offered).toBe(plain.calm?.offered)
  // Half of the time nine times as many: 5 x 20, and the noise of 10,000 arrivals.
  expect(rushed.rush?.offered).toBeGreaterThan(96)
  expect(rushed.rush?.offered).toBeLessThan(104)
})

describe('a run that would never end', () => {
  const lasting = (duration: string, source: Record<string, unknown>, traffic: { at: string; scale: number; over?: string }[] = []) => {
    const design: Design = {
      microcosm: 1,
      components: { t: { kind: 'traffic', ...source }, s: { kind: 'service', concurrency: 1, work: { time: '1ms' } } },
      connections: [{ from: 't', to: 's', protocol: 'http' }],
      scenarios: { long: { duration, traffic } },
    }
    return () => new Simulation(compile(design, scenarioOf(design, 'long')), 1)
  }
  test.each([
    ['for its duration', lasting('1000000000h', { rate: 50 }), /^t would send 1\.8e\+14 requests in the 3600000000000 seconds of the /],
    ['for its rate', lasting('1h', { rate: 1_000_000 }), /: lower its rate or shorten the scenario\.$/],
    [
      'for its scale',
      lasting('1h', { rate: 2000 }, [
        { at: '0s', scale: 0 },
        { at: '30m', scale: 1000, over: '10m' },
      ]),
      /^t would send 3\.0e\+9 /,
    ],
  ])('is refused %s before it begins', (_, attempt, sentence) => {
    expect(attempt).toThrow(sentence)
  })

  test.each([
    ['is over early', lasting('1000000000h', { trace: { times: ['1s', '2s'] } })],
    ['sends nothing', lasting('1000000000h', { rate: 0 })],
    ['is switched off', lasting('1000000000h', { rate: 1000 }, [{ at: '1h', scale: 0 }])],
  ])('is none where the traffic %s', (_, attempt) => {
    expect(attempt).not.toThrow()
  })
})

test('traces are whole trees with times since the request began, and include the slowest', () => {
  const design: Design = {
    microcosm: 1,
    components: { t: { kind: 'traffic', rate: 50 }, a: { kind: 'service' }, b: { kind: 'service' } },
    connections: [
      { from: 't', to: 'a', protocol: 'http', latency: '1ms' },
      { from: 'a', to: 'b', protocol: 'http', calls: 2 },
    ],
  }
  const { traces } = simulate(design, undefined, 60, 1).result
  expect(traces.length).toBeGreaterThan(10)
  expect(traces.length).toBeLessThanOrEqual(20)
  for (const { root } of traces) {
    const [call] = root.children
    expect(call).toMatchObject({ component: 'a', connection: 't->a', startMs: 0, durationMs: root.durationMs, ok: true })
    expect(call?.children.map(({ component }) => component)).toEqual(['b', 'b'])
    const [first, second] = call?.children ?? []
    expect(second?.startMs).toBeCloseTo((first?.startMs ?? 0) + (first?.durationMs ?? 0), 9)
  }
})
