import { once } from 'node:events'
import { type AddressInfo, createServer, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { Edge } from './edge.ts'
import { HttpExchange } from './http-exchange.ts'
import { Upstreams } from './upstreams.ts'

/** One caller's requests at one replica: real sockets, on addresses of loopback. */

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** A replica that repeats what it hears, or hangs up on it, and counts its callers. */
async function serve(host: string, port = 0, hangsUp = false) {
  const served = { callers: 0, port: 0 }
  const server = createServer((socket) => {
    served.callers += 1
    socket.on('error', () => {}).on('data', (chunk) => (hangsUp ? socket.destroy() : socket.write(`${host} ${chunk}`)))
    open.push(() => socket.destroy())
  }).listen(port, host)
  await once(server, 'listening')
  open.push(() => server.close())
  served.port = (server.address() as AddressInfo).port
  return served
}

function edgeTo(hosts: string[], dialsPort: number): Edge {
  const upstreams = new Upstreams()
  const config = { id: 'shop->db', address: '127.0.0.1', port: 0, protocol: 'http', dials: 'db', dialsPort } as const
  upstreams.update(
    hosts.map((host, replica) => ({ replica, host })),
    false,
  )
  const edge = new Edge({ ...config, balance: 'round-robin', latencyMs: 0, jitterMs: 0 }, upstreams)
  open.push(() => edge.close())
  return edge
}

type Heard = { answer: string } | { gone: 'answered' | 'unanswered' }

function exchange(edge: Edge, said: string): { made: HttpExchange; heard: Promise<Heard> } {
  let made: HttpExchange | undefined
  const heard = new Promise<Heard>((resolve) => {
    made = new HttpExchange(edge, {
      onAnswer: (chunk) => resolve({ answer: String(chunk) }),
      onGone: (answered) => resolve({ gone: answered ? 'answered' : 'unanswered' }),
    })
    made.send(Buffer.from(said), new Socket())
  })
  return { made: made as HttpExchange, heard }
}

test('a request is answered, and the next one goes over the same connection', async () => {
  const replica = await serve('127.0.0.1')
  const edge = edgeTo(['127.0.0.1'], replica.port)
  for (const said of ['one', 'two']) {
    const { made, heard } = exchange(edge, said)
    expect(edge.upstreams.targets[0]?.active).toBe(1)
    expect(await heard).toEqual({ answer: `127.0.0.1 ${said}` })
    made.release()
    expect(edge.upstreams.targets[0]?.active).toBe(0)
  }
  expect(replica.callers).toBe(1)
})

test('one whose replica refuses goes to another, which refuses nobody, and the first rests', async () => {
  const replica = await serve('127.0.0.2')
  const edge = edgeTo(['127.0.0.1', '127.0.0.2'], replica.port)
  expect(await exchange(edge, 'one').heard).toEqual({ answer: '127.0.0.2 one' })
  expect(await exchange(edge, 'two').heard).toEqual({ answer: '127.0.0.2 two' })
  expect(edge.upstreams.targets.map(({ restUntil }) => restUntil > 0)).toEqual([true, false])
})

test('one that nobody takes, or whose replica hangs up, is told as gone, and is in use no more', async () => {
  const replica = await serve('127.0.0.1', 0, true)
  for (const edge of [edgeTo([], replica.port), edgeTo(['127.0.0.2'], replica.port), edgeTo(['127.0.0.1'], replica.port)]) {
    expect(await exchange(edge, 'one').heard).toEqual({ gone: 'unanswered' })
    expect(edge.upstreams.targets.every(({ active }) => active === 0)).toBe(true)
  }
  expect(replica.callers).toBe(1)
})
