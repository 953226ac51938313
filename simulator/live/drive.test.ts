import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import type { RunEvent } from '../../app/run/frame.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { onLines, sendLine } from '../runtime/control/json-lines.ts'
import type { MeshMessage, ProgramMessage } from '../runtime/control/messages.ts'
import { LoadCounters } from '../runtime/load/load-counters.ts'
import { Histogram } from '../runtime/measure/histogram.ts'
import { EdgeStats } from '../runtime/mesh/edge-stats.ts'
import { Station } from '../runtime/service/station.ts'
import { Drive } from './drive.ts'
import type { FaultAccess } from './faults/fault-access.ts'
import { toLivePlan } from './live-plan.ts'
import { MeshLink } from './mesh-link.ts'
import { ReplicaBoard } from './replica-board.ts'
import { chooseSubnet } from './subnet.ts'

/** The program's side of a run, over the real control connection to a mesh that does as the test says. */

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

const design: Design = {
  microcosm: 1,
  name: 'Shop',
  components: { people: { kind: 'traffic', rate: 10 }, shop: { kind: 'service' } },
  connections: [{ from: 'people', to: 'shop', protocol: 'http' }],
  scenarios: {
    brief: { duration: '300ms' },
    judged: {
      duration: '10m',
      objectives: [
        { metric: 'cost', below: 1 },
        { metric: 'availability', above: 0.9 },
      ],
    },
    missed: {
      duration: '10m',
      objectives: [
        { metric: 'p50', below: '4ms' },
        { component: 'shop', metric: 'errorRate', below: 0.3 },
        { component: 'shop', metric: 'p50', below: '4ms' },
      ],
    },
    struck: {
      duration: '10m',
      warmup: '100ms',
      faults: [{ kind: 'latency', at: '200ms', for: '200ms', target: 'people->shop', add: '50ms' }],
    },
    long: { duration: '10m', warmup: '5m' },
  },
}

async function createDrive(name: 'brief' | 'judged' | 'missed' | 'struck' | 'long') {
  const heard: ProgramMessage[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    onLines(socket, (message) => heard.push(message as ProgramMessage))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  sockets.push(socket)
  const [[meshSide]] = (await Promise.all([once(server, 'connection'), once(socket, 'connect')])) as [[Socket], unknown]
  server.close()
  const subnet = chooseSubnet([])
  if (!subnet) throw new Error('no subnet')
  const scenario = scenarioOf(design, name)
  const plan = toLivePlan({ design, scenario, seed: 1, subnet })
  const mesh = new MeshLink(socket)
  const events: RunEvent[] = []
  const notes: string[] = []
  const emit = (event: RunEvent) => void events.push(event)
  const access = { plan, mesh, board: new ReplicaBoard(plan, () => mesh, emit) } as FaultAccess
  const drive = new Drive({
    design,
    seed: 1,
    scenario,
    access,
    emit,
    notes,
    note: (text) => void notes.push(text),
    begun: performance.now(),
  })
  const report = (message: MeshMessage) => sendLine(meshSide, message)
  return { drive, events, notes, heard, report, mesh }
}

/** Requests that the mesh saw, in the form in which it tells them. */
function requestsSeen(good: number, bad: number): MeshMessage {
  const stats = new EdgeStats()
  for (let request = 0; request < good + bad; request += 1) stats.end(stats.begin(), request < good)
  return { type: 'edges', spanMs: 250, edges: { 'people->shop': stats.take() } }
}

const framesOf = (events: RunEvent[]) => events.flatMap((event) => (event.type === 'frame' ? [event.frame] : []))
const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5))
}

test('traffic flows from go to halt; the fault of the scenario is in force in between, and what the mesh saw is in the result', async () => {
  const { drive, events, heard, report, mesh } = await createDrive('struck')
  const running = drive.run()
  await until(() => framesOf(events).some(({ warmup }) => !warmup))
  await until(() => {
    // A frame shows what came lately, so it comes again until one shows it.
    report(requestsSeen(30, 10))
    return framesOf(events).some(({ connections }) => connections['people->shop']?.errorRate === 0.25)
  })
  const steps = () => heard.map((message) => (message.type === 'faults' ? String(message.faults.length) : message.type))
  await until(() => steps().lastIndexOf('0') > steps().indexOf('1') && steps().includes('1'))
  drive.finish()
  const result = await running
  await until(() => steps().includes('halt'))
  mesh.close()
  expect(result).toMatchObject({ engine: 'live', design: 'Shop', warmup: 0.1, connections: { 'people->shop': { errorRate: 0.25 } } })
  expect(
    steps()
      .filter((step, index, all) => step !== all[index - 1])
      .join(),
  ).toMatch(/^0,go,(?:0,)?1,0,halt/)
  expect(heard.find((message) => message.type === 'faults' && message.faults.length === 1)).toMatchObject({
    faults: [{ at: 'edge', edge: 'people->shop', effect: { addMs: 50 } }],
  })
})

test('a run ends by itself when its scenario is over', async () => {
  const { drive, heard } = await createDrive('brief')
  expect(await drive.run()).toMatchObject({ warmup: 0, scenario: expect.anything() })
  await until(() => heard.some(({ type }) => type === 'halt'))
  expect(drive.faults.active).toEqual([])
})

/** What the generator tells of requests that were all answered, each sent so late. */
function requestsSent(lateMs: number): MeshMessage {
  const counters = new LoadCounters()
  for (let request = 0; request < 20; request += 1) {
    counters.sent('default', lateMs)
    counters.ended('default', 5, true, false)
  }
  return { type: 'replica', component: 'people', replica: 0, spanMs: 250, report: { role: 'load', load: counters.take({}) } }
}

test.each([
  [0.1, 'met', []],
  [25, 'unknown', [/^Requests were sent 25\.\d ms later/, /^The objectives are not judged, since the traffic was not/]],
] as const)('requests that are sent %d ms late leave an objective %s', async (lateMs, verdict, said) => {
  const { drive, events, notes, report } = await createDrive('judged')
  const running = drive.run()
  await until(() => {
    report(requestsSent(lateMs))
    return framesOf(events).some(({ journeys }) => (journeys.default?.throughput ?? 0) > 0)
  })
  drive.finish()
  expect((await running).objectives).toMatchObject([{ verdict, met: verdict === 'met', actual: 1 }])
  for (const pattern of said) expect(notes).toContainEqual(expect.stringMatching(pattern))
  if (said.length === 0) expect(notes.filter((note) => /later|judged/.test(note))).toEqual([])
})

test.each([
  { good: 39, bad: 0, dropped: 1, verdict: 'unknown' },
  { good: 20, bad: 0, dropped: 20, verdict: 'unknown' },
  { good: 10, bad: 10, dropped: 20, verdict: 'missed' },
])('of $good answered well, $bad badly and $dropped not sent an availability above 0.9 is $verdict', async (sent) => {
  const { drive, events, notes, report } = await createDrive('judged')
  const running = drive.run()
  await until(() => {
    const counters = new LoadCounters()
    for (let request = 0; request < 40; request += 1) counters.sent('default', 0)
    for (let request = 0; request < sent.good + sent.bad; request += 1) counters.ended('default', 5, request < sent.good, false)
    for (let request = 0; request < sent.dropped; request += 1) counters.dropped('default')
    report({ type: 'replica', component: 'people', replica: 0, spanMs: 250, report: { role: 'load', load: counters.take({}) } })
    return framesOf(events).some(({ journeys }) => (journeys.default?.throughput ?? 0) > 0)
  })
  drive.finish()
  expect((await running).objectives).toMatchObject([{ verdict: sent.verdict, met: false, actual: sent.good / 40 }])
  expect(notes).toContainEqual(expect.stringMatching(/^Of the objectives only those are judged that are missed even if/))
})

test.each([
  { good: 30, dropped: 10, verdict: 'missed' },
  { good: 20, dropped: 20, verdict: 'unknown' },
])('$good answered late and $dropped not sent: of latencies, and of what a component did, a miss is $verdict', async (sent) => {
  const { drive, events, report } = await createDrive('missed')
  const station = new Station({ concurrency: 1, queueLimit: null }, () => 0.5)
  for (const outcome of ['ok', 'failed'] as const) await station.count(async () => outcome)
  const latency = new Histogram()
  for (let request = 0; request < 10; request += 1) latency.record(5)
  const service = { ...station.take({}), latency: latency.copy() }
  const running = drive.run()
  await until(() => {
    const counters = new LoadCounters()
    for (let request = 0; request < 40; request += 1) counters.sent('default', 0)
    for (let request = 0; request < sent.good; request += 1) counters.ended('default', 5, true, false)
    for (let request = 0; request < sent.dropped; request += 1) counters.dropped('default')
    report({ type: 'replica', component: 'people', replica: 0, spanMs: 250, report: { role: 'load', load: counters.take({}) } })
    report({ type: 'replica', component: 'shop', replica: 0, spanMs: 250, report: { role: 'service', service } })
    return framesOf(events).some(({ journeys }) => (journeys.default?.throughput ?? 0) > 0)
  })
  drive.finish()
  expect((await running).objectives).toMatchObject([
    { verdict: sent.verdict, actual: 5 },
    { verdict: sent.verdict, actual: 0.5 },
    { verdict: sent.verdict },
  ])
})

test('a run that is finished in its warm-up has a result without figures, which says why', async () => {
  const { drive, events, notes, report, heard } = await createDrive('long')
  const running = drive.run()
  report(requestsSeen(5, 0))
  await until(() => framesOf(events).length > 0)
  drive.finish()
  const result = await running
  expect(result.duration).toBeLessThan(600)
  expect(notes).toContain('The run ended during its warm-up, so there are no figures.')
  await until(() => heard.some(({ type }) => type === 'halt'))
})

test('what a person breaks is in force until it is healed', async () => {
  const { drive, events, heard } = await createDrive('long')
  const running = drive.run()
  const id = await drive.faults.inject({ kind: 'latency', target: 'people->shop', add: '20ms', at: '0s' })
  const inForce = () => heard.findLast((message) => message.type === 'faults')
  await until(() => inForce()?.faults.length === 1)
  await until(() => framesOf(events).at(-1)?.faults.length === 1)
  await drive.faults.heal(id)
  await until(() => inForce()?.faults.length === 0)
  expect(drive.faults.active).toEqual([])
  drive.finish()
  await running
})
