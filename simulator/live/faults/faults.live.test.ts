import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Design } from '../../../app/design/design.ts'
import type { Frame } from '../../../app/run/frame.ts'
import { simulate } from '../../engine/fixtures/simulate.ts'
import { connectDocker } from '../docker.ts'
import { buildRuntime, objectsOf, reasonToSkip, TriedRun } from '../try-live.ts'

const reason = await reasonToSkip()
if (reason) console.warn(`Faults are not tried on containers: ${reason}`)

const design: Design = {
  microcosm: 1,
  name: 'Struck',
  components: {
    users: { kind: 'traffic', rate: 60, arrivals: 'constant' },
    shop: { kind: 'service', work: { time: '2ms', distribution: 'constant' } },
    db: { kind: 'postgres', work: { time: '4ms', distribution: 'constant' } },
  },
  connections: [
    { from: 'users', to: 'shop', protocol: 'http' },
    { from: 'shop', to: 'db', protocol: 'postgres' },
  ],
}
const quiet = ({ journeys, faults, components }: Frame) =>
  faults.length === 0 && journeys.default?.errorRate === 0 && (journeys.default?.throughput ?? 0) > 50 && components.db?.state === 'ready'

describe.skipIf(reason !== undefined)('faults on containers, seen in what is measured and seen gone', () => {
  beforeAll(buildRuntime)
  afterEach(() => TriedRun.cancelAll())
  afterAll(async () => expect(await objectsOf(process.pid)).toEqual([]))

  test('loss, bandwidth, cpu and memory', async () => {
    const run = new TriedRun(design, { durationSeconds: 200 })
    await run.frame(quiet)

    // A fifth of the messages there and of those back is late by 200 ms at least: 36 % of the calls.
    const loss = await run.live.inject({ kind: 'loss', target: 'users->shop', at: '0s', rate: 0.2 })
    // Which are lost is drawn: one frame of sixty calls in eighty holds more late ones than others, so one like the most is awaited.
    const lossy = await run.frame(({ connections: { 'users->shop': shop } }) => (shop?.p95 ?? 0) > 200 && (shop?.p50 ?? 200) < 150)
    expect(lossy.faults[0]?.mechanism).toContain('sends what is lost again after 200 ms')
    await run.live.heal(loss)
    await run.frame(({ connections }) => (connections['users->shop']?.p95 ?? 200) < 100)

    // An answer is 4 KiB: at 1 Mbit/s it takes 33 ms, and 60 of them a second are twice what the link carries.
    const narrow = await run.live.inject({ kind: 'bandwidth', target: 'users->shop', at: '0s', bitsPerSecond: 1_000_000 })
    await run.frame(({ connections }) => (connections['users->shop']?.p50 ?? 0) > 200)
    expect((await run.frame()).connections['users->shop']?.throughput ?? 0).toBeLessThan(45)
    await run.live.heal(narrow)
    await run.frame(quiet)

    const container = async () => {
      const [found] = await connectDocker().listContainers({
        all: true,
        filters: { label: [`microcosm.owner.pid=${process.pid}`, 'microcosm.component=db'] },
      })
      return connectDocker()
        .getContainer(found?.Id ?? '')
        .inspect()
    }
    const before = (await run.frame()).components.db?.p50 ?? 0
    const starved = await run.live.inject({ kind: 'cpu', target: 'db', at: '0s', cpus: 0.05 })
    await run.frame(({ components }) => (components.db?.p50 ?? 0) > 4 * before)
    expect((await container()).HostConfig.CpuQuota).toBe(5000)
    await run.live.heal(starved)
    await run.frame((frame) => quiet(frame) && (frame.components.db?.p50 ?? 0) < 3 * before)

    const tight = await run.live.inject({ kind: 'memory', target: 'db', at: '0s', limit: '6MiB' })
    await run.frame(({ components, journeys }) => components.db?.state === 'down' && (journeys.default?.errorRate ?? 0) > 0.9)
    await run.live.heal(tight)
    await run.frame(quiet)
    expect((await container()).HostConfig.Memory).toBeGreaterThan(1e9)
    await run.cancel()
  })

  test('cores that are taken from a stub: its requests take as long as the prediction says', async () => {
    const drawn: Design = {
      microcosm: 1,
      components: {
        users: { kind: 'traffic', rate: 10 },
        shop: { kind: 'service', concurrency: 8, work: { time: '20ms', distribution: 'constant' } },
      },
      connections: [{ from: 'users', to: 'shop', protocol: 'http' }],
      scenarios: {
        starved: { duration: '44s', warmup: '4s', faults: [{ at: '1s', kind: 'cpu', target: 'shop', cpus: 0.4 }] },
        free: { duration: '14s', warmup: '4s', faults: [{ at: '1s', for: '2s', kind: 'cpu', target: 'shop', cpus: 0.4 }] },
      },
    }
    const mean = (result: { components: Record<string, { latency: { mean: number | null } }> }) => result.components.shop?.latency.mean ?? 0
    const starved = new TriedRun(drawn, { scenario: 'starved' })
    const struck = await starved.result()
    const frames = starved.seen.flatMap((event) => (event.type === 'frame' ? [event.frame] : []))
    expect(frames.find(({ faults }) => faults.length > 0)?.faults[0]?.mechanism).toBe("shop's stub shares 0.4 cores among its requests")
    const free = await new TriedRun(drawn, { scenario: 'free' }).result()
    const predicted = mean(simulate(drawn, 'starved', 2000, 1).result)
    console.log(
      `work of 20 ms on 0.4 cores at 10 a second: ${mean(struck).toFixed(0)} ms, predicted ${predicted.toFixed(0)} ms; freed ${mean(free).toFixed(0)} ms`,
    )
    expect(Math.abs(mean(struck) / predicted - 1)).toBeLessThan(0.2)
    expect(mean(free)).toBeLessThan(25)
  })

  test('names that are not found: calls fail before they are sent, and are made again when it ends', async () => {
    const run = new TriedRun(design, { durationSeconds: 60 })
    await run.frame(quiet)
    for (const edge of ['shop->db', 'users->shop']) {
      const lost = await run.live.inject({ kind: 'dns', target: edge, at: '0s' })
      const during = await run.frame(
        ({ connections, journeys }) => journeys.default?.errorRate === 1 && connections[edge]?.throughput === 0,
      )
      expect(during.faults[0]?.mechanism).toBe(`the stub that calls over ${edge} finds no address (ENOTFOUND)`)
      await run.live.heal(lost)
      await run.frame(quiet)
    }
    await run.cancel()
  })

  test('of two on the same target the end of one leaves the other', async () => {
    const run = new TriedRun(design, { durationSeconds: 120 })
    await run.frame(quiet)
    const state = (wanted: string) => run.frame(({ components }) => components.shop?.state === wanted)
    const one = await run.live.inject({ kind: 'pause', target: 'shop', at: '0s' })
    const other = await run.live.inject({ kind: 'pause', target: 'shop', at: '0s' })
    await state('paused')
    await run.live.heal(one)
    const { time } = await run.frame()
    const still = await run.frame((frame) => frame.time > time + 1)
    expect(still.components.shop?.state).toBe('paused')
    // It dies while it stands still, and stands still again when it is back.
    const kill = await run.live.inject({ kind: 'kill', target: 'shop', at: '0s' })
    await state('down')
    await run.live.heal(kill)
    await state('paused')
    await run.live.heal(other)
    await run.frame(quiet)

    const slow = await run.live.inject({ kind: 'latency', target: 'users->shop', at: '0s', add: '100ms' })
    const slower = await run.live.inject({ kind: 'latency', target: 'users->shop', at: '0s', add: '60ms' })
    await run.frame(({ connections }) => (connections['users->shop']?.p50 ?? 0) > 160)
    await run.live.heal(slow)
    const left = await run.frame(({ connections }) => (connections['users->shop']?.p50 ?? 200) < 100)
    expect(left.connections['users->shop']?.p50 ?? 0).toBeGreaterThan(60)
    await run.live.heal(slower)
    await run.frame(quiet)
    await run.cancel()
  })

  test('a call that its caller gave up has failed on the connection, when it was given up', async () => {
    const [first, second] = design.connections ?? []
    const impatient = { ...design, connections: [{ ...first, timeout: '200ms' }, second] } as Design
    const run = new TriedRun(impatient, { durationSeconds: 60 })
    await run.frame(quiet)
    const late = await run.live.inject({ kind: 'latency', target: 'users->shop', at: '0s', add: '1500ms' })
    await run.frame(({ connections }) => connections['users->shop']?.errorRate === 1)
    const { time } = await run.frame()
    const during = await run.frame((frame) => frame.time > time + 1)
    expect(during.connections['users->shop']).toMatchObject({ errorRate: 1 })
    expect(during.connections['users->shop']?.throughput ?? 0).toBeGreaterThan(50)
    await run.live.heal(late)
    await run.frame(quiet)
    await run.cancel()
  })

  test('resets, and cuts of one direction', async () => {
    const [first, second] = design.connections ?? []
    const run = new TriedRun({ ...design, connections: [{ ...first, timeout: '300ms' }, second] } as Design, { durationSeconds: 120 })
    await run.frame(quiet)
    /** The share of calls that failed, and how many the callee did a second, over three seconds. */
    const during = async (edge: string, callee: string) => {
      const { time } = await run.frame()
      await run.frame((frame) => frame.time > time + 4)
      const frames = run.seen.flatMap((event) => (event.type === 'frame' && event.frame.time > time + 1 ? [event.frame] : []))
      const mean = (of: (frame: Frame) => number | undefined) => frames.reduce((sum, frame) => sum + (of(frame) ?? 0), 0) / frames.length
      return {
        failed: mean(({ connections }) => connections[edge]?.errorRate),
        journeys: mean(({ journeys }) => journeys.default?.errorRate),
        done: mean(({ components }) => components[callee]?.throughput),
      }
    }
    for (const [edge, callee] of [
      ['users->shop', 'shop'],
      ['shop->db', 'db'],
    ] as const) {
      const reset = await run.live.inject({ kind: 'reset', target: edge, at: '0s', rate: 0.3 })
      const seen = await during(edge, callee)
      console.log(`resets of 0.3 on ${edge}: ${seen.failed.toFixed(2)} of its calls, ${seen.journeys.toFixed(2)} of the journeys`)
      expect(Math.abs(seen.journeys - 0.3)).toBeLessThan(0.12)
      await run.live.heal(reset)
      await run.frame(quiet)
    }
    for (const direction of ['there', 'back'] as const) {
      const cut = await run.live.inject({ kind: 'partition', target: 'users->shop', at: '0s', direction })
      await run.frame(({ journeys }) => journeys.default?.errorRate === 1)
      const seen = await during('users->shop', 'shop')
      console.log(`cut ${direction}: ${seen.journeys.toFixed(2)} of the journeys failed, the shop did ${seen.done.toFixed(0)} a second`)
      expect(seen.journeys).toBe(1)
      if (direction === 'there') expect(seen.done).toBe(0)
      else expect(seen.done).toBeGreaterThan(50)
      await run.live.heal(cut)
      await run.frame(quiet)
    }
    await run.cancel()
  })

  test('replicas that are taken away lose no request', async () => {
    const scale = (at: string) => ({ at, for: '4s', kind: 'scale' as const, target: 'shop', replicas: 3 })
    const [first] = design.connections ?? []
    const busy: Design = {
      microcosm: 1,
      components: {
        users: { kind: 'traffic', rate: 400 },
        shop: { kind: 'service', work: { time: '20ms', distribution: 'exponential' } },
      },
      connections: first ? [first] : [],
      scenarios: { hands: { duration: '27s', warmup: '1s', faults: [scale('3s'), scale('11s'), scale('19s')] } },
    }
    const result = await new TriedRun(busy, { scenario: 'hands' }).result()
    console.log(`${Math.round((result.journeys.default?.offered ?? 0) * 26)} requests while replicas came and went three times`)
    expect((result.journeys.default?.offered ?? 0) * 26).toBeGreaterThan(10_000)
    expect(result.components.shop?.replicas.max).toBe(3)
    expect(result.journeys.default?.errorRate).toBe(0)
  })

  test('errors on a connection that callers share fail what they are to fail, and nothing else', async () => {
    const shared: Design = {
      microcosm: 1,
      components: {
        users: { kind: 'traffic', rate: 200, arrivals: 'constant' },
        shop: { kind: 'service', work: { time: '1ms', distribution: 'constant' } },
        cache: { kind: 'redis' },
      },
      connections: [
        { from: 'users', to: 'shop', protocol: 'http' },
        { from: 'shop', to: 'cache', protocol: 'redis' },
      ],
      scenarios: { broken: { duration: '13s', warmup: '3s', faults: [{ at: '1s', kind: 'errors', target: 'shop->cache', rate: 0.1 }] } },
    }
    const result = await new TriedRun(shared, { scenario: 'broken' }).result()
    const { throughput = 0, errorRate = 1 } = result.connections['shop->cache'] ?? {}
    console.log(
      `0.1 of redis commands asked to fail: ${errorRate.toFixed(3)} did, of journeys ${result.journeys.default?.errorRate.toFixed(3)}`,
    )
    expect(throughput).toBeGreaterThan(150)
    expect(Math.abs(errorRate - 0.1)).toBeLessThan(0.03)
    expect(Math.abs((result.journeys.default?.errorRate ?? 1) - errorRate)).toBeLessThan(0.01)
  })

  test('the connections of a database are those of all its callers together, however many there are', async () => {
    // Eight of the ten connections are in use; parts of two each would be all in use, and the line would grow.
    const pooled: Design = {
      microcosm: 1,
      components: {
        users: { kind: 'traffic', rate: 100, arrivals: 'constant' },
        shop: { kind: 'service', replicas: 4, work: { time: '1ms', distribution: 'constant' } },
        db: { kind: 'postgres', connections: 10, work: { time: '80ms', distribution: 'constant' } },
      },
      connections: [
        { from: 'users', to: 'shop', protocol: 'http' },
        { from: 'shop', to: 'db', protocol: 'postgres' },
      ],
      scenarios: { steady: { duration: '14s', warmup: '4s' } },
    }
    const result = await new TriedRun(pooled, {}).result()
    const { p50, mean } = result.journeys.default?.latency ?? {}
    console.log(`a pool of 10 over 4 replicas at 80 %: mean ${mean?.toFixed(0)} ms, p50 ${p50?.toFixed(0)} ms of 81 ms of work`)
    expect(result.journeys.default?.errorRate).toBe(0)
    expect(p50 ?? 1000).toBeLessThan(160)
    expect(result.components.db?.inSystem.mean ?? 0).toBeGreaterThan(6)
  })

  test('a breaker opens on failures, another answers instead, and it closes when calls succeed again', async () => {
    const guarded: Design = {
      microcosm: 1,
      components: {
        users: { kind: 'traffic', rate: 60, arrivals: 'constant' },
        shop: { kind: 'service', work: { time: '1ms', distribution: 'constant' } },
        stock: { kind: 'service', work: { time: '1ms', distribution: 'constant' } },
        spare: { kind: 'service', work: { time: '1ms', distribution: 'constant' } },
      },
      connections: [
        { from: 'users', to: 'shop', protocol: 'http' },
        { from: 'shop', to: 'stock', protocol: 'http', breaker: { consecutive: 5, openFor: '3s' } },
        { from: 'shop', to: 'spare', protocol: 'http', fallbackFor: 'stock' },
      ],
    }
    const run = new TriedRun(guarded, { durationSeconds: 120 })
    const called = ({ connections }: Frame, id: string) => connections[id]?.throughput ?? 0
    await run.frame((frame) => called(frame, 'shop->stock') > 50 && called(frame, 'shop->spare') === 0)
    const broken = await run.live.inject({ kind: 'errors', target: 'stock', at: '0s', rate: 1 })
    const open = await run.frame((frame) => called(frame, 'shop->stock') < 5 && called(frame, 'shop->spare') > 50)
    expect(open.journeys.default).toMatchObject({ errorRate: 0, degraded: 1 })
    await run.live.heal(broken)
    await run.frame((frame) => called(frame, 'shop->stock') > 50 && called(frame, 'shop->spare') === 0)
    await run.cancel()
  })

  test('a fault that repeats comes and goes again and again', async () => {
    const again = { at: '1s', for: '1s', kind: 'errors' as const, target: 'shop', rate: 1, repeat: { every: '4s' } }
    const run = new TriedRun({ ...design, scenarios: { again: { duration: '14s', faults: [again] } } }, { scenario: 'again' })
    const result = await run.result()
    const struck = run.seen.flatMap((event) => (event.type === 'frame' ? [event.frame.faults.length] : []))
    expect(struck.filter((count, index) => count === 1 && struck[index - 1] === 0).length).toBeGreaterThanOrEqual(3)
    expect(result.journeys.default?.errorRate ?? 0).toBeGreaterThan(0.1)
    expect(result.journeys.default?.errorRate ?? 1).toBeLessThan(0.5)
  })

  test('one server is not made two, and the sentence says why', async () => {
    const scenarios = { more: { duration: '60s', faults: [{ at: '1s', kind: 'scale' as const, target: 'db', replicas: 2 }] } }
    const run = new TriedRun({ ...design, scenarios }, { scenario: 'more' })
    await run.frame(quiet)
    expect(run.seen.flatMap((event) => (event.type === 'note' && event.message.startsWith('The scale') ? [event.message] : []))).toEqual([
      'The scale fault at 1s has no effect on db, since a second server beside it would begin empty and know nothing of what the first one keeps.',
    ])
    const { time } = await run.frame(({ time }) => time > 2)
    expect(time).toBeGreaterThan(2)
    await expect(run.live.inject({ kind: 'scale', target: 'db', at: '0s', replicas: 2 })).rejects.toThrow(
      /^db cannot be scaled in a run, since a second server .*: scale what calls it, or use Predict\.$/,
    )
    expect((await run.frame()).components.db?.replicas).toBe(1)
    await run.cancel()
  })

  test('what a person stops and starts by hand is seen', async () => {
    const run = new TriedRun(design, { durationSeconds: 60 })
    await run.frame(quiet)
    const [found] = await connectDocker().listContainers({
      filters: { label: [`microcosm.owner.pid=${process.pid}`, 'microcosm.component=shop'] },
    })
    const container = connectDocker().getContainer(found?.Id ?? '')
    await container.kill()
    await run.frame(({ components }) => components.shop?.state === 'down')
    await container.start()
    await run.frame((frame) => quiet(frame) && frame.components.shop?.state === 'ready')
    await run.cancel()
  })
})
