import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Component, Design } from '../../app/design/design.ts'
import { connectDocker } from './docker.ts'
import { runIn } from './in-container.ts'
import { buildRuntime, objectsOf, reasonToSkip, TriedRun } from './try-live.ts'

const reason = await reasonToSkip()
if (reason) console.warn(`Images of the person's own are not tried: ${reason}`)

let folder = ''

/** A folder to build from: a program for Node, and more lines of its Dockerfile. */
async function write(name: string, program: string, ...more: string[]): Promise<string> {
  const path = join(folder, name)
  await mkdir(path, { recursive: true })
  await writeFile(join(path, 'program.mjs'), program)
  const lines = ['FROM node:24-slim', 'COPY program.mjs /', ...more, 'CMD ["node", "/program.mjs"]', '']
  await writeFile(join(path, 'Dockerfile'), lines.join('\n'))
  return path
}

function designOf(shop: Component, more: Record<string, Component> = {}): Design {
  return {
    microcosm: 1,
    name: 'Own images',
    components: { users: { kind: 'traffic', rate: 20, arrivals: 'constant' }, shop, ...more },
    connections: [{ from: 'users', to: 'shop', protocol: 'http' }],
  }
}

const answering = (port: number) =>
  `import { createServer } from 'node:http'\ncreateServer((_, answer) => answer.end('fine')).listen(${port})\n`

describe.skipIf(reason !== undefined)("a person's own images", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'microcosm-own-'))
    await buildRuntime()
  })
  afterEach(() => TriedRun.cancelAll())
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
    expect(await objectsOf(process.pid)).toEqual([])
  })

  const waits = (run: TriedRun, component: string, why: RegExp) =>
    run.until((event) => event.type === 'state' && event.component === component && why.test(event.message ?? ''))

  test('one that listens on another port than is drawn is told with both', async () => {
    const build = await write('other-port', answering(3000))
    const run = new TriedRun(designOf({ kind: 'service', build, port: 8080 }))
    await waits(run, 'shop', /^nothing answers on its port 8080, while it listens on 3000: set the port that it listens on$/)
    await run.cancel()
  })

  test('one that listens for itself alone is told so', async () => {
    const build = await write('inside', answering(8080).replace('8080', "8080, '127.0.0.1'"))
    const run = new TriedRun(designOf({ kind: 'service', build, port: 8080 }))
    await waits(run, 'shop', /^it listens on port 8080 of 127\.0\.0\.1, where nobody/)
    await run.cancel()
  })

  test('its HEALTHCHECK is waited for, a job may end, and what crashes is started again', async () => {
    const program = `${answering(8080)}
import { writeFileSync } from 'node:fs'
setTimeout(() => writeFileSync('/tmp/healthy', ''), 7000)
process.on('SIGUSR2', () => {
  console.log('10.0.0.1 - - "GET / HTTP/1.1" 200 4')
  console.error('Error: out of ideas')
  process.exit(7)
})
`
    const build = await write('shop', program, 'HEALTHCHECK CMD test -e /tmp/healthy')
    const job = await write('job', "console.log('all tables are there')\n")
    const run = new TriedRun(designOf({ kind: 'service', build, port: 8080 }, { migrate: { kind: 'service', build: job } }), {
      durationSeconds: 120,
    })
    await waits(run, 'migrate', /^It was a job and has finished\.$/)
    await waits(run, 'shop', /^its image's HEALTHCHECK fails$/)
    await run.frame(({ journeys, components }) => components.shop?.state === 'ready' && journeys.default?.errorRate === 0)
    const [found] = await connectDocker().listContainers({
      filters: { label: [`microcosm.owner.pid=${process.pid}`, 'microcosm.component=shop'] },
    })
    await runIn(connectDocker().getContainer(found?.Id ?? ''), ['/bin/sh', '-c', 'kill -USR2 1'])
    await run.frame(({ components }) => components.shop?.state === 'down')
    await run.until((event) => event.type === 'note' && event.message.startsWith('A container of shop stopped by itself'))
    expect(run.seen.flatMap((event) => (event.type === 'note' && /by itself/.test(event.message) ? [event.message] : []))).toEqual([
      'A container of shop stopped by itself (exit code 7): Error: out of ideas; it is started again.',
    ])
    await run.frame(({ journeys, components }) => components.shop?.state === 'ready' && journeys.default?.errorRate === 0)
    await run.cancel()
  })

  test('one that listens on nothing and that nobody calls is ready when it runs, and a job when it ends', async () => {
    const shop = await write('called', answering(8080))
    const worker = await write('worker', "setInterval(() => console.log('working'), 1000)\n")
    const metrics = await write('metrics', answering(9090))
    const brief = await write('brief', 'setTimeout(() => process.exit(0), 9000)\n')
    const own = (build: string): Component => ({ kind: 'service', build })
    const others = { worker: own(worker), metrics: own(metrics), brief: own(brief) }
    const run = new TriedRun(designOf(own(shop), others), { durationSeconds: 120 })
    await run.frame(({ components, journeys }) => {
      const states = [components.worker, components.metrics, components.shop].map((each) => each?.state)
      return states.every((state) => state === 'ready') && (journeys.default?.throughput ?? 0) > 0
    })
    await waits(run, 'brief', /^It was a job and has finished\.$/)
    await run.frame(({ components }) => components.brief?.state === 'stopped')
    expect(run.seen.filter((event) => event.type === 'note' && /by itself/.test(event.message))).toEqual([])
    await run.cancel()
  })

  test('a job that crashes at first and ends well when it is started again has finished', async () => {
    const shop = await write('asked', answering(8080))
    const program = `import { existsSync, writeFileSync } from 'node:fs'
setTimeout(() => {
  if (existsSync('/tmp/tried')) process.exit(0)
  writeFileSync('/tmp/tried', '')
  process.exit(3)
}, 8000)
`
    const second = await write('second-try', program)
    const run = new TriedRun(designOf({ kind: 'service', build: shop }, { migrate: { kind: 'service', build: second } }), {
      durationSeconds: 120,
    })
    await run.until((event) => event.type === 'note' && /^A container of migrate stopped by itself \(exit code 3\)/.test(event.message))
    await waits(run, 'migrate', /^It was a job and has finished\.$/)
    await run.frame(({ components }) => components.migrate?.state === 'stopped')
    await run.cancel()
  })

  test('a build that fails shows what it wrote, and of which component it is', async () => {
    const build = await write('broken', '', 'RUN echo "no such package: left-pad" && false')
    const run = new TriedRun(designOf({ kind: 'service', build, port: 8080 }))
    expect(await run.failure()).toMatch(
      /^The image of shop could not be built: .*non-zero code: 1.* Its last output: no such package: left-pad/,
    )
    const failed = run.seen.at(-1)
    expect(failed?.type === 'failed' && failed.component).toBe('shop')
  })

  test('a call that is not drawn is refused and told', async () => {
    const program = `${answering(8080)}
import { connect } from 'node:net'
setInterval(() => connect(6379, 'cache').on('error', (error) => console.log('cache: ' + error.code)), 200)
`
    const build = await write('undrawn', program)
    const run = new TriedRun(designOf({ kind: 'service', name: 'Shop', build, port: 8080 }, { cache: { kind: 'redis' } }), {
      durationSeconds: 60,
    })
    const told = await run.until((event) => event.type === 'note' && event.message.includes('not drawn'))
    expect(told.type === 'note' && told.message).toBe(
      'Shop calls cache (port 6379), which is not drawn, and is refused: draw shop->cache where it is meant.',
    )
    expect(run.seen).toContainEqual({ type: 'undrawn', from: 'shop', to: 'cache', port: 6379, sure: true })
    await run.frame(({ journeys }) => (journeys.default?.throughput ?? 0) > 0)
    run.live.follow('shop')
    const logs = await run.live.logs[Symbol.asyncIterator]().next()
    expect(logs.value?.lines.map(({ text }: { text: string }) => text)).toContain('cache: ECONNRESET')
    await run.cancel()
  })

  test('log-ins with a wrong password are failed requests, and a secret may stand within an address', async () => {
    // Says who it is, and answers the question for its password with nonsense.
    const program = `${answering(8080)}
import { connect } from 'node:net'
const url = new URL(process.env.DATABASE_URL)
console.log('signs in with ' + (url.password === process.env.DB_PASSWORD ? 'the' : 'another') + ' password of ' + url.password.length + ' letters')
setInterval(() => {
  const socket = connect({ host: url.hostname, port: Number(url.port) })
  const startup = Buffer.from('\\0\\0\\0\\0\\0\\x03\\0\\0user\\0app\\0database\\0app\\0\\0', 'latin1')
  startup.writeInt32BE(startup.length, 0)
  socket.on('error', () => {})
  socket.write(startup)
  socket.once('data', () => socket.end(Buffer.from('p\\0\\0\\0\\x0awrong\\0', 'latin1')))
}, 100)
`
    const build = await write('stranger', program)
    const env = { DATABASE_URL: 'postgres://app:\u0024{secret:db-password}@db:5432/app' }
    const design = designOf({ kind: 'service', build, port: 8080, env }, { db: { kind: 'postgres' } })
    const connections = [...(design.connections ?? []), { from: 'shop', to: 'db', protocol: 'postgres' as const }]
    const run = new TriedRun({ ...design, connections }, { durationSeconds: 60 })
    const { connections: measured } = await run.frame(({ connections }) => (connections['shop->db']?.throughput ?? 0) > 5)
    expect(measured['shop->db']?.errorRate).toBe(1)
    run.live.follow('shop')
    const logs = await run.live.logs[Symbol.asyncIterator]().next()
    expect(logs.value?.lines.map(({ text }: { text: string }) => text)).toContain('signs in with the password of 30 letters')
    await run.cancel()
  })
})
