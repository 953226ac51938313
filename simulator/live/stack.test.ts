import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Connection, Design } from '../../app/design/design.ts'
import type { RunEvent } from '../../app/run/frame.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { connectDocker } from './docker.ts'
import { type LivePlan, type PlannedComponent, toLivePlan } from './live-plan.ts'
import type { MeshLink } from './mesh-link.ts'
import { ReplicaBoard } from './replica-board.ts'
import { Stack } from './stack.ts'
import { chooseSubnet } from './subnet.ts'

/** Against an engine that only keeps books, over its real protocol; with the real engine: live-run.live.test.ts. */

interface Kept {
  id: string
  labels: Record<string, string>
}
type Kind = 'containers' | 'networks' | 'volumes'
let servers: Server[] = []
afterEach(() => {
  for (const server of servers) server.close()
  servers = []
})

/** `late`: a container that the engine lists only from its second answer on, as one that was being made. */
async function createEngine(late: Kept[] = []) {
  const kept: Record<Kind, Kept[]> = { containers: [], networks: [], volumes: [] }
  let listed = 0
  const answer = async (request: IncomingMessage): Promise<[status: number, body: unknown]> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://engine')
    const [, kind, id] = pathname.split('/') as [string, Kind | 'info', string | undefined]
    if (kind === 'info') return [200, { MemTotal: 8e9 }]
    if (request.method === 'POST' && id === 'create') {
      const asked = JSON.parse(await bodyOf(request)) as { Name: string; Labels: Record<string, string> }
      kept[kind].push({ id: asked.Name, labels: asked.Labels })
      return [201, { Id: asked.Name }]
    }
    if (request.method === 'DELETE') {
      const known = kept[kind].some((each) => each.id === id)
      kept[kind] = kept[kind].filter((each) => each.id !== id)
      return [known ? 204 : 404, { message: 'No such object' }]
    }
    if (id !== undefined && id !== 'json') return [200, { Id: id, Containers: {} }]
    if (kind === 'containers' && ++listed === 2) kept.containers.push(...late.splice(0))
    const [label] = (JSON.parse(searchParams.get('filters') ?? '{}').label ?? []) as string[]
    const found = kept[kind].filter(({ labels }) => label === undefined || `microcosm.run=${labels['microcosm.run']}` === label)
    const rows = found.map((each) => ({ Id: each.id, Name: each.id, Labels: each.labels }))
    return [200, kind === 'volumes' ? { Volumes: rows } : rows]
  }
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(status === 204 ? undefined : JSON.stringify(body))
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { kept, docker: connectDocker({ protocol: 'http', host: '127.0.0.1', port: (server.address() as AddressInfo).port }) }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += part
  return text
}

const options = (docker: ReturnType<typeof connectDocker>, emit: (event: RunEvent) => void = () => {}) => ({
  docker,
  runtimeFolder: '/none',
  baseFolder: null,
  keep: false,
  emit,
  note: () => {},
})

test('what a run made goes with it, also what turns up late; what others made stays', async () => {
  const late: Kept[] = []
  const { docker, kept } = await createEngine(late)
  const [mine, other] = [new Stack(options(docker)), new Stack(options(docker))]
  expect(mine.run).not.toBe(other.run)
  await mine.createNetwork()
  await other.createNetwork()
  expect(kept.networks.map(({ id }) => id)).toEqual([mine.network, other.network])
  expect(kept.networks[0]?.labels).toMatchObject(mine.labels)
  kept.containers.push({ id: 'a', labels: mine.labels }, { id: 'b', labels: other.labels }, { id: 'c', labels: {} })
  kept.volumes.push({ id: 'data', labels: mine.labels })
  late.push({ id: 'slow', labels: mine.labels })
  await mine.down()
  expect(mine.isStopping()).toBe(true)
  expect(kept.containers.map(({ id }) => id)).toEqual(['b', 'c'])
  expect(kept.networks.map(({ id }) => id)).toEqual([other.network])
  expect(kept.volumes).toEqual([])
  // What is gone is no failure.
  await mine.down()
})

test('an engine that does not answer any more is a failure that says so', async () => {
  const { docker } = await createEngine()
  const stack = new Stack(options(docker))
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  await expect(stack.down()).rejects.toThrow(/^Docker does not answer at 127\.0\.0\.1:\d+: start /)
})

/** Starts nothing, and notes in which order it was asked to. */
class Tried extends Stack {
  readonly begun: string[] = []
  readonly ready = new Set<string>()
  /** Who has begun before something that it connects to was ready. */
  readonly early: string[] = []

  override async startReplica(component: PlannedComponent, index: number): Promise<undefined> {
    this.begun.push(`${component.id} ${index}`)
    for (const dialled of component.dials) if (!this.ready.has(dialled)) this.early.push(`${component.id} before ${dialled}`)
    await new Promise(setImmediate)
    if (index === component.container.replicas - 1) this.ready.add(component.id)
  }
}

function planOf(connections: [string, string][], replicas: Record<string, number> = {}): LivePlan {
  const ids = [...new Set(connections.flat())]
  const design: Design = {
    microcosm: 1,
    components: Object.fromEntries(ids.map((id) => [id, { kind: 'service', replicas: replicas[id] ?? 1 }])),
    connections: connections.map(([from, to]): Connection => ({ from, to, protocol: 'http' })),
  }
  const subnet = chooseSubnet([])
  if (!subnet) throw new Error('no subnet')
  return toLivePlan({ design, scenario: scenarioOf(design), seed: 1, subnet })
}

async function startAll(plan: LivePlan) {
  const { docker } = await createEngine()
  const events: RunEvent[] = []
  const stack = new Tried(options(docker, (event) => events.push(event)))
  const waits: string[] = []
  const board = new ReplicaBoard(
    plan,
    () => undefined,
    (event) => event.type === 'state' && event.message && waits.push(`${event.component} ${event.message}`),
  )
  await stack.startComponents(plan, board, undefined as unknown as MeshLink)
  return { stack, waits, progress: events.flatMap((event) => (event.type === 'progress' ? [[event.phase, event.done, event.total]] : [])) }
}

test('each component starts once those that it connects to are ready, each of its replicas once', async () => {
  const chain: [string, string][] = [
    ['edge', 'shop'],
    ['shop', 'stock'],
    ['shop', 'mail'],
    ['stock', 'db'],
    ['mail', 'db'],
  ]
  const { stack, waits, progress } = await startAll(planOf(chain, { db: 2, stock: 3 }))
  expect(stack.early).toEqual([])
  expect(stack.begun.toSorted()).toEqual(['db 0', 'db 1', 'edge 0', 'mail 0', 'shop 0', 'stock 0', 'stock 1', 'stock 2'])
  // Each says for whom it waits, and again when one of them is there.
  expect(waits.filter((each) => /^(?:edge|shop)/.test(each)).slice(0, 3)).toEqual([
    'shop waits for stock, mail',
    'edge waits for shop',
    expect.stringMatching(/^shop waits for (?:stock|mail)$/),
  ])
  expect(progress).toEqual([['start', 0, 5], ...[1, 2, 3, 4, 5].map((done) => ['ready', done, 5])])
})

test('a circle is cut where it closes, and all of it starts', async () => {
  const { stack } = await startAll(
    planOf([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
      ['d', 'd'],
    ]),
  )
  expect(stack.begun.toSorted()).toEqual(['a 0', 'b 0', 'c 0', 'd 0'])
})

test('of a run that is stopped nothing more is started', async () => {
  const { docker } = await createEngine()
  const stack = new Tried(options(docker))
  stack.stop()
  const plan = planOf([['a', 'b']])
  await stack.startComponents(
    plan,
    new ReplicaBoard(
      plan,
      () => undefined,
      () => {},
    ),
    undefined as unknown as MeshLink,
  )
  expect(stack.begun).toEqual([])
})
