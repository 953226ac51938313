import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { noConnectionTrouble } from '../../../app/faults/effects.ts'
import { SpanLog } from '../tracing/span-log.ts'
import { Edge } from './edge.ts'
import { acceptHttp } from './http-splice.ts'
import { Upstreams } from './upstreams.ts'

/** Callers and callees are real sockets here; only the callee's replicas are in this process, on addresses of loopback. */

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

const replicaHosts = ['127.0.0.1', '127.0.0.2']

/** Two replicas on one port, that answer with their number and what they were sent, behind one drawn connection. */
async function createEdge(config: Partial<Edge['config']> = {}, spans?: SpanLog) {
  const first = await serve(0, 0)
  const { port: dialsPort } = first.address() as AddressInfo
  await serve(1, dialsPort)
  const upstreams = new Upstreams()
  upstreams.update(
    replicaHosts.map((host, replica) => ({ replica, host })),
    false,
  )
  const port = await freePort()
  const edge = new Edge(
    {
      id: 'shop->db',
      address: '127.0.0.1',
      port,
      protocol: 'http',
      dials: 'db',
      dialsPort,
      balance: 'round-robin',
      latencyMs: 0,
      jitterMs: 0,
      ...config,
    },
    upstreams,
    spans,
  )
  await edge.listen(acceptHttp)
  open.push(() => edge.close())
  return { edge, port }
}

async function serve(replica: number, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      if (request.url === '/broken') response.writeHead(503)
      if (request.url !== '/never') response.end(`${replica}:${Buffer.concat(parts).toString('hex')}`)
    })
  })
  server.listen(port, replicaHosts[replica])
  await once(server, 'listening')
  open.push(() => server.close().closeAllConnections())
  return server
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function dial(port: number): Promise<{ socket: Socket; read(isEnough: (text: string) => boolean): Promise<string> }> {
  const socket = connect(port, '127.0.0.1')
  open.push(() => socket.destroy())
  let text = ''
  let closed = false
  socket.on('data', (part) => (text += part.toString('latin1')))
  socket.on('error', () => undefined)
  socket.on('close', () => {
    closed = true
  })
  await once(socket, 'connect')
  return {
    socket,
    async read(isEnough) {
      while (!isEnough(text) && !closed) await new Promise((resolve) => socket.once('data', resolve).once('close', resolve))
      const read = text
      text = ''
      return read
    },
  }
}

const post = (body: Buffer, path = '/') =>
  Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\nhost: db\r\ncontent-length: ${body.length}\r\n\r\n`), body])
const hasBody = (text: string) => /\r\n\r\n\d:[\da-f]*$/.test(text) || /\r\n\r\n[\da-f]+\r\n\d:[\da-f]*\r\n0\r\n\r\n$/.test(text)
const replicaOf = (answer: string) => /\r\n(\d):/.exec(answer)?.[1]

test('bytes go through unchanged, in whatever parts they come, and the requests of one connection go to the replicas in turn', async () => {
  const { edge, port } = await createEdge()
  const { socket, read } = await dial(port)
  const seen: (string | undefined)[] = []
  for (let request = 0; request < 4; request += 1) {
    const body = Buffer.from(Array.from({ length: 40 + request }, (_, at) => (at * 37 + request) % 256))
    for (const byte of post(body)) socket.write(Buffer.from([byte]))
    const answer = await read(hasBody)
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(answer).toContain(`:${body.toString('hex')}`)
    seen.push(replicaOf(answer))
  }
  expect(new Set([seen.slice(0, 2).sort().join(), seen.slice(2).sort().join()])).toEqual(new Set(['0,1']))
  expect(edge.stats.take()).toMatchObject({ done: 4, failed: 0 })
})

test('an answer of the server that says it failed is passed on and counted as failed', async () => {
  const { edge, port } = await createEdge()
  const { socket, read } = await dial(port)
  socket.write(post(Buffer.alloc(0), '/broken'))
  expect(await read(hasBody)).toMatch(/^HTTP\/1\.1 503 /)
  expect(edge.stats.take()).toMatchObject({ done: 1, failed: 1 })
})

test('a fault of errors answers in place of the callee, says that it did, and is counted', async () => {
  const { edge, port } = await createEdge()
  edge.trouble = { ...noConnectionTrouble, errors: 1 }
  const { socket, read } = await dial(port)
  socket.write(post(Buffer.from('hello')))
  const answer = await read(() => false)
  expect(answer).toMatch(/^HTTP\/1\.1 500 [\s\S]*x-microcosm-fault: errors\r\n/)
  expect(edge.stats.take()).toMatchObject({ done: 1, failed: 1 })
})

test('what was sent into a cut is lost: its end breaks the connection, and the request has failed', async () => {
  const { edge, port } = await createEdge()
  edge.trouble = { ...noConnectionTrouble, cutThere: true, cutBack: true }
  const { socket, read } = await dial(port)
  socket.write(post(Buffer.from('hello')))
  // The mesh has the bytes once it counts the request.
  while (edge.stats.take().inFlight.now === 0) await new Promise(setImmediate)
  edge.trouble = noConnectionTrouble
  expect(await read(() => false)).toBe('')
  expect(edge.stats.take()).toMatchObject({ done: 1, failed: 1, inFlight: { now: 0 } })
})

test('what is answered into a cut is served and lost', async () => {
  const { edge, port } = await createEdge()
  edge.trouble = { ...noConnectionTrouble, cutBack: true }
  const { socket, read } = await dial(port)
  const replies = () => edge.upstreams.targets.some(({ active }) => active > 0)
  socket.write(post(Buffer.from('hello')))
  while (!replies()) await new Promise(setImmediate)
  expect(edge.stats.take()).toMatchObject({ done: 0, inFlight: { now: 1 } })
  edge.trouble = noConnectionTrouble
  expect(await read(() => false)).toBe('')
  expect(edge.stats.take()).toMatchObject({ done: 1, failed: 1, inFlight: { now: 0 } })
})

test('a reset breaks the connection without an answer, and the request has failed', async () => {
  const { edge, port } = await createEdge()
  edge.trouble = { ...noConnectionTrouble, resets: 1 }
  const { socket, read } = await dial(port)
  socket.on('error', () => {})
  socket.write(post(Buffer.from('hello')))
  expect(await read(() => false).catch((error: NodeJS.ErrnoException) => error.code ?? '')).toMatch(/^$|ECONNRESET/)
  expect(edge.stats.take()).toMatchObject({ done: 1, failed: 1, inFlight: { now: 0 } })
})

/** Sends back whatever it is sent. */
async function echo(): Promise<number> {
  const server = createTcpServer((socket) => void socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(() => server.close())
  return (server.address() as AddressInfo).port
}

test.each([
  ['a reset', { resets: 1 }],
  ['a cut', { cutThere: true }],
])('what is no HTTP/1.1 is struck by %s in any of its turns, which has failed', async (_, trouble) => {
  const { edge, port } = await createEdge({ dialsPort: await echo() })
  const { socket, read } = await dial(port)
  const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
  socket.write(preface)
  expect(await read((text) => text === preface)).toBe(preface)
  expect(edge.stats.take()).toMatchObject({ done: 1, failed: 0, inFlight: { now: 0 } })
  edge.trouble = { ...noConnectionTrouble, ...trouble }
  socket.write('more')
  const seen = { done: 0, failed: 0 }
  const isSeen = () => {
    const { done, failed, inFlight } = edge.stats.take()
    seen.done += done
    seen.failed += failed
    return seen.done + inFlight.now > 0
  }
  while (!isSeen()) await new Promise(setImmediate)
  edge.trouble = noConnectionTrouble
  expect(await read(() => false)).toBe('')
  isSeen()
  expect(seen).toEqual({ done: 1, failed: 1 })
})

test('a caller that gives up leaves a failed request and no connection', async () => {
  const { edge, port } = await createEdge()
  const { socket } = await dial(port)
  socket.write(post(Buffer.from('hello'), '/never'))
  const isBusy = () => edge.upstreams.targets.some(({ active }) => active > 0)
  while (!isBusy()) await new Promise(setImmediate)
  socket.destroy()
  while (isBusy()) await new Promise(setImmediate)
  expect(edge.stats.take()).toMatchObject({ done: 1, failed: 1 })
})

test('a replica that is not there is passed over, and the request is answered by another', async () => {
  const { edge, port } = await createEdge()
  edge.upstreams.update(
    ['127.0.0.3', '127.0.0.1'].map((host, replica) => ({ replica, host })),
    false,
  )
  const { socket, read } = await dial(port)
  for (let request = 0; request < 3; request += 1) {
    socket.write(post(Buffer.from('hello')))
    expect(replicaOf(await read(hasBody))).toBe('0')
  }
  expect(edge.stats.take()).toMatchObject({ done: 3, failed: 0 })
})

test('calls of sampled requests are kept where who makes them keeps none, and others are not', async () => {
  const header = (flags: string) => ({ traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-${flags}` })
  const spans = new SpanLog()
  const { port } = await createEdge({ traced: true }, spans)
  const ask = async (path: string, headers: Record<string, string>) => (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).text()
  await ask('/', {})
  await ask('/', header('00'))
  await ask('/', header('01'))
  await ask('/broken', header('01'))
  const kept = spans.take()
  expect(kept).toMatchObject([
    { span: 'b'.repeat(16), connection: 'shop->db' },
    { connection: 'shop->db', error: 'answered 503' },
  ])
  expect(kept.map((each) => each.trace)).toEqual(['a'.repeat(32), 'a'.repeat(32)])
  expect(kept[0]?.error).toBeUndefined()
  expect(kept.every(({ startMs, endMs }) => endMs >= startMs)).toBe(true)
  const untold = new SpanLog()
  const quiet = await createEdge({}, untold)
  await (await fetch(`http://127.0.0.1:${quiet.port}/`, { headers: header('01') })).text()
  expect(untold.take()).toEqual([])
})
