import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import type { Frame } from '../../app/run/frame.ts'
import { connectDocker } from './docker.ts'
import type { LogLine } from './logs.ts'
import { listObjects, removeObjects } from './run-objects.ts'
import { buildRuntime, objectsOf, reasonToSkip, startForwarder, TriedRun } from './try-live.ts'

const reason = await reasonToSkip()
if (reason) console.warn(`The live engine is not tested: ${reason}`)

const constant = (time: string) => ({ time, distribution: 'constant' })

/** Traffic of two journeys to two services that know nothing of each other. */
const twoPaths: Design = {
  microcosm: 1,
  name: 'Two paths',
  components: {
    users: { kind: 'traffic', rate: 40, arrivals: 'constant', journeys: { left: 0.5, right: 0.5 } },
    left: { kind: 'service', work: constant('5ms') },
    right: { kind: 'service', work: constant('5ms') },
  },
  connections: [
    { from: 'users', to: 'left', protocol: 'http', calls: { left: 1 } },
    { from: 'users', to: 'right', protocol: 'http', calls: { right: 1 } },
  ],
}

describe.skipIf(reason !== undefined)('a run on Docker', () => {
  beforeAll(buildRuntime)
  // A test that failed in the middle of its run would make all that follow fail too.
  afterEach(() => TriedRun.cancelAll())
  afterAll(async () => expect(await objectsOf(process.pid)).toEqual([]))

  test('every connection counts every request, whatever its protocol', async () => {
    const work = constant('2ms')
    const run = new TriedRun(
      {
        microcosm: 1,
        name: 'All protocols',
        components: {
          users: { kind: 'traffic', rate: 50, arrivals: 'constant' },
          gateway: { kind: 'nginx' },
          shop: { kind: 'service', replicas: 2, work },
          db: { kind: 'postgres', work: constant('1ms') },
          cache: { kind: 'redis' },
          bus: { kind: 'rabbitmq' },
          mailer: { kind: 'service', work },
        },
        connections: [
          { from: 'users', to: 'gateway', protocol: 'http' },
          { from: 'gateway', to: 'shop', protocol: 'http' },
          { from: 'shop', to: 'db', protocol: 'postgres' },
          { from: 'shop', to: 'cache', protocol: 'redis', calls: 2 },
          { from: 'shop', to: 'bus', protocol: 'amqp', mode: 'async' },
          { from: 'bus', to: 'mailer', protocol: 'amqp' },
        ],
        // The traffic ends before the run does, so that nothing is on its way when the figures are taken.
        scenarios: { burst: { duration: '8s', traffic: [{ at: '6s', scale: 0 }] } },
      },
      { scenario: 'burst' },
    )
    const result = await run.result()
    const offered = result.journeys.default?.offered ?? 0
    expect(offered * 8).toBeGreaterThan(290)
    const ratios = Object.fromEntries(
      Object.entries(result.connections).map(([id, each]) => [id, Math.round((each.throughput / offered) * 1e6) / 1e6]),
    )
    expect(ratios).toEqual({ 'users->gateway': 1, 'gateway->shop': 1, 'shop->db': 1, 'shop->cache': 2, 'shop->bus': 1, 'bus->mailer': 1 })
    expect(result.components.mailer?.throughput).toBeCloseTo(offered, 6)
    expect(Object.values(result.connections).map((each) => each.errorRate)).toEqual([0, 0, 0, 0, 0, 0])
    // The bucket's width and the way through two more processes are all that may be added.
    expect(result.components.shop?.latency.p50 ?? 0).toBeGreaterThan(3)
    expect(result.components.bus?.queue.mean).toBeLessThan(5)
  })

  test('faults strike what they are aimed at, at once, and heal', async () => {
    const run = new TriedRun(twoPaths, { durationSeconds: 120 })
    await run.frame(({ time }) => time > 2)
    const before = await run.frame()
    const delay = await run.live.inject({ kind: 'latency', target: 'users->left', at: '0s', add: '100ms' })
    const begun = performance.now()
    await run.frame(({ connections }) => (connections['users->left']?.p95 ?? 0) > 100)
    expect(performance.now() - begun).toBeLessThan(1000)
    const { time: struckAt } = await run.frame()
    const during = await run.frame(({ time }) => time > struckAt + 1.1)
    const added = (id: string) => (during.connections[id]?.p50 ?? 0) - (before.connections[id]?.p50 ?? 0)
    console.log(
      `+100 ms on users->left: its p50 grew by ${added('users->left').toFixed(1)} ms, its sibling's by ${added('users->right').toFixed(1)} ms`,
    )
    expect(added('users->left')).toBeGreaterThanOrEqual(99)
    expect(added('users->left')).toBeLessThan(115)
    expect(Math.abs(added('users->right'))).toBeLessThan(5)
    expect(during.faults[0]?.mechanism).toContain('the mesh holds requests')
    await run.live.heal(delay)
    await run.frame(({ connections }) => (connections['users->left']?.p95 ?? 100) < 50)

    const killing = performance.now()
    const kill = await run.live.inject({ kind: 'kill', target: 'left', at: '0s' })
    const broken = await run.frame(({ journeys }) => (journeys.left?.errorRate ?? 0) > 0)
    expect(performance.now() - killing).toBeLessThan(1000)
    expect(broken.components.left?.state).toBe('down')
    const dead = await run.frame(({ journeys }) => (journeys.left?.errorRate ?? 0) === 1)
    expect(dead.journeys.right?.errorRate).toBe(0)
    // Which journey a request goes is drawn, so that a frame holds what it holds: all of it is answered.
    const { right } = dead.journeys
    expect(right?.throughput ?? 0).toBeGreaterThan(0)
    expect(Math.abs((right?.throughput ?? 0) - (right?.offered ?? 0))).toBeLessThanOrEqual(2)
    await run.live.heal(kill)
    const healed = await run.frame(({ journeys, components }) => components.left?.state === 'ready' && journeys.left?.errorRate === 0)
    expect(healed.journeys.left?.throughput ?? 0).toBeGreaterThan(0)

    run.live.follow('left')
    const logs = await run.live.logs[Symbol.asyncIterator]().next()
    expect(logs.value?.component).toBe('left')
    expect(logs.value?.lines.map((line: LogLine) => line.text)).toContain('left answers on port 8080 with 16 workers.')
    expect(new Date(logs.value?.lines[0]?.time ?? '').getTime()).toBeGreaterThan(Date.now() - 120_000)
    run.live.unfollow('left')

    const slow = await run.live.inject({ kind: 'slow', target: 'right', at: '0s', factor: 10 })
    await run.frame(({ components }) => (components.right?.p50 ?? 0) > 45)
    await run.live.heal(slow)
    await expect(run.live.inject({ kind: 'slow', target: 'users', at: '0s', factor: 2 })).rejects.toThrow('change its rate instead')
    run.live.finish()
    expect((await run.result()).engine).toBe('live')
  })

  test('errors, partitions, restarts and replicas', async () => {
    const connections = (twoPaths.connections ?? []).map((connection) => ({ ...connection, timeout: '300ms' }))
    const run = new TriedRun({ ...twoPaths, connections }, { durationSeconds: 120 })
    await run.frame(({ time }) => time > 1)
    const rate = (frame: Frame, journey: string) => frame.journeys[journey]?.errorRate ?? 0

    const onConnection = await run.live.inject({ kind: 'errors', target: 'users->left', at: '0s', rate: 1 })
    const onComponent = await run.live.inject({ kind: 'errors', target: 'right', at: '0s', rate: 1 })
    // The caller's frame and the component's need not begin with the same request, so all three are awaited.
    const failing = await run.frame(
      (frame) =>
        rate(frame, 'left') === 1 &&
        rate(frame, 'right') === 1 &&
        frame.components.right?.errorRate === 1 &&
        frame.components.left?.throughput === 0,
    )
    expect(failing.faults.map(({ mechanism }) => mechanism)).toEqual([
      'the mesh ends requests: HTTP with status 500, other protocols with their error or a reset on users->left',
      'the stub of right answers them with an error',
    ])
    await run.live.heal(onConnection)
    await run.live.heal(onComponent)
    await run.frame((frame) => rate(frame, 'left') === 0 && rate(frame, 'right') === 0)

    await run.live.inject({ kind: 'partition', target: 'users->left', at: '0s', for: '3s' })
    const cut = await run.frame((frame) => rate(frame, 'left') === 1)
    expect(rate(cut, 'right')).toBe(0)
    await run.frame((frame) => rate(frame, 'left') === 0 && frame.faults.length === 0)

    const before = run.seen.length
    await run.live.inject({ kind: 'restart', target: 'left', at: '0s' })
    // A restart can be shorter than the time between two frames; the change of state is told in any case.
    await run.until(
      (event) => event.type === 'state' && event.component === 'left' && event.state !== 'ready' && run.seen.indexOf(event) >= before,
    )
    await run.frame((frame) => frame.components.left?.state === 'ready' && rate(frame, 'left') === 0 && frame.faults.length === 0)

    const scaled = await run.live.inject({ kind: 'scale', target: 'right', at: '0s', replicas: 3 })
    const more = await run.frame(({ components }) => components.right?.replicasReady === 3)
    expect(more.components.right?.state).toBe('ready')
    await run.live.inject({ kind: 'kill', target: 'right', at: '0s', replicas: 1, for: '3s' })
    const fewer = await run.frame(({ components }) => components.right?.replicasReady === 2)
    expect(fewer.components.right?.state).toBe('degraded')
    await run.frame(({ components }) => components.right?.replicasReady === 3)
    await run.live.heal(scaled)
    const back = await run.frame(({ components }) => components.right?.replicasReady === 1)
    expect(back.components.right?.replicas).toBe(1)
    expect(rate(await run.frame(), 'right')).toBe(0)
    await run.cancel()
  })

  test('two seconds of standing still are seen by those who would have come', async () => {
    const scenarios = { freeze: { duration: '9s', faults: [{ at: '4s', for: '2s', kind: 'pause' as const, target: 'left' }] } }
    const result = await new TriedRun({ ...twoPaths, scenarios }, { scenario: 'freeze' }).result()
    const { left, right } = result.journeys
    console.log(
      `A pause of 2 s: p99 of the journey that met it ${left?.latency.p99?.toFixed(0)} ms, of the other ${right?.latency.p99?.toFixed(1)} ms`,
    )
    expect(left?.latency.p99 ?? 0).toBeGreaterThan(1800)
    expect(left?.latency.max ?? 0).toBeLessThan(2600)
    expect(right?.latency.p99 ?? 0).toBeLessThan(200)
    expect(result.components.left?.replicas.mean ?? 1).toBeLessThan(0.9)
  })

  test.each([0, 150, 700, 1500, 2500])('a run that is stopped %i ms after it began leaves nothing', async (ms) => {
    const run = new TriedRun({ ...twoPaths, components: { ...twoPaths.components, db: { kind: 'postgres' } } })
    await new Promise((done) => setTimeout(done, ms))
    await run.cancel()
    expect(await objectsOf(process.pid)).toEqual([])
    expect(await run.failure()).toBe('The run was stopped.')
  })
})

describe.skipIf(reason !== undefined)('what cannot be run is said in one sentence', () => {
  beforeAll(buildRuntime)

  test('an image that cannot be had', async () => {
    const components = { ...twoPaths.components, left: { kind: 'service', image: '127.0.0.1:1/nobody/nothing:1' } }
    const message = await new TriedRun({ ...twoPaths, components }).failure()
    expect(message).toMatch(/^The image 127\.0\.0\.1:1\/nobody\/nothing:1 of left could not be had \(.+\): check its name/)
    expect(await objectsOf(process.pid)).toEqual([])
  })

  test('a container that stops while it starts', async () => {
    // The official image insists on a password.
    const components = { ...twoPaths.components, left: { kind: 'service', image: 'postgres:17' } }
    const message = await new TriedRun({ ...twoPaths, components }).failure()
    expect(message).toMatch(/^left stopped while it was starting \(exit code 1\); its log ends with: .*POSTGRES_PASSWORD.* Check its image/)
    expect(await objectsOf(process.pid)).toEqual([])
  })

  test('an engine that stops in the middle of a run', async () => {
    const engine = await startForwarder()
    const run = new TriedRun(twoPaths, { durationSeconds: 60, docker: { host: '127.0.0.1', port: engine.port } })
    await run.frame()
    engine.stop()
    expect(await run.failure()).toMatch(
      /^Docker stopped during the run: start it again; `microcosm down` then removes what is left\. Not everything/,
    )
    await removeObjects(connectDocker(), await listObjects(connectDocker(), `microcosm.owner.pid=${process.pid}`))
  })

  test('an engine that is not there', async () => {
    const message = await new TriedRun(twoPaths, { docker: { socketPath: '/nonexistent/docker.sock' } }).failure()
    expect(message).toBe(
      'Docker does not answer at /nonexistent/docker.sock: start Docker Desktop or the Docker service, then try again (`microcosm doctor` says more).',
    )
  })
})
