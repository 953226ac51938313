import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, get, type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Surroundings, toContainerPlan } from '../app/catalogue/container-context.ts'
import { toPathsDesign } from '../app/catalogue/fixtures/paths-design.ts'
import type { Connection } from '../app/design/design.ts'

/** The exported configurations in the real gateways: nginx in its container, HAProxy where it is installed. */

const execute = promisify(execFile)
const skipped = process.env.MICROCOSM_SKIP_LIVE
const haproxy = process.env.MICROCOSM_HAPROXY ?? 'haproxy'
const hasHaproxy = await execute(haproxy, ['-v']).then(
  () => true,
  () => false,
)

interface Running {
  port: number
  /** What it wrote to its log. */
  log: () => Promise<string>
  end: () => Promise<void>
}

interface Seen {
  target: string
  url: string
  headers: IncomingHttpHeaders
}

describe.skipIf(skipped)('an exported gateway', () => {
  const backends: Record<string, Server> = {}
  let folder = ''
  /** What a target has got so far of what was sent last. */
  let received = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'microcosm-gateway-'))
    for (const target of ['catalogue', 'orders', 'canary']) {
      const backend = createServer((asked, response) => {
        const { url, headers } = asked
        if (asked.method !== 'POST') return response.end(JSON.stringify({ target, url, headers }))
        received = ''
        asked.on('data', (part: Buffer) => {
          received += part
        })
        asked.on('end', () => response.end(received))
      })
      backend.on('upgrade', ({ headers }, socket) => {
        // RFC 6455, 4.2.2: HAProxy passes no other answer.
        const accept = createHash('sha1').update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
        const answer = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${accept}`]
        socket.write(`${answer.join('\r\n')}\r\n\r\n`)
        socket.pipe(socket)
      })
      backends[target] = backend
      await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve))
    }
  })
  afterAll(async () => {
    for (const backend of Object.values(backends)) {
      backend.closeAllConnections()
      backend.close()
    }
    await rm(folder, { recursive: true, force: true })
  })

  const address = ({ to }: Connection) => ({ host: '127.0.0.1', port: portOf(backends[to]) })

  async function configOf(kind: string, balancers: string[], port: number, found: Partial<Surroundings>): Promise<string> {
    const plan = toContainerPlan(toPathsDesign(kind), 'gateway', { secret: String, address, callers: { balancers }, ...found })
    const [text = ''] = Object.values(plan?.files ?? {})
    const file = join(folder, `${kind}-${port}.conf`)
    await writeFile(file, text.replace('listen 80 ', `listen 127.0.0.1:${port} `).replace('bind :8080', `bind 127.0.0.1:${port}`))
    return file
  }

  /** Starts it, waits until it answers, and gives what ends it. */
  async function start(kind: string, balancers: string[], found: Partial<Surroundings> = {}): Promise<Running> {
    const port = await freePort()
    const file = await configOf(kind, balancers, port, found)
    if (kind === 'haproxy') {
      const running = spawn(haproxy, ['-db', '-f', file], { stdio: ['ignore', 'pipe', 'ignore'] })
      let written = ''
      running.stdout.on('data', (data: Buffer) => {
        written += data
      })
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()))
      await expect.poll(() => statusOf(port, '/healthz'), { timeout: 20_000 }).toBe(200)
      const end = () => {
        running.kill('SIGKILL')
        return ended
      }
      return { port, log: async () => written, end }
    }
    const name = `microcosm-gateway-test-${process.pid}-${port}`
    await execute('docker', ['create', '--name', name, '--network', 'host', 'nginx:1.28'])
    await execute('docker', ['cp', file, `${name}:/etc/nginx/nginx.conf`])
    await execute('docker', ['start', name])
    await expect.poll(() => statusOf(port, '/healthz'), { timeout: 20_000 }).toBe(200)
    const log = async () => (await execute('docker', ['logs', name])).stdout
    return { port, log, end: async () => void (await execute('docker', ['rm', '--force', name])) }
  }

  const kinds = ['nginx', ...(hasHaproxy ? ['haproxy'] : [])]
  test.each(kinds)('of %s goes by the beginning of the path, and answers 404 where there is no route', async (kind) => {
    const { port, end } = await start(kind, [])
    try {
      expect(await ask(port, '/catalogue/7?page=2')).toMatchObject({ target: 'catalogue', url: '/catalogue/7?page=2' })
      expect(await ask(port, '/catalogue')).toMatchObject({ target: 'catalogue' })
      for (const path of ['/', '/elsewhere', '/catalogued']) expect(await statusOf(port, path)).toBe(404)
      const asked = await Promise.all(Array.from({ length: 200 }, () => ask(port, '/orders/42')))
      const canary = asked.filter(({ target }) => target === 'canary').length
      expect(canary).toBeGreaterThan(2)
      expect(canary).toBeLessThan(60)
      expect(asked.filter(({ target }) => target === 'orders')).toHaveLength(200 - canary)
    } finally {
      await end()
    }
  })

  test.runIf(hasHaproxy)('of haproxy finds its targets in the file of hosts, where that is what names stand in', async () => {
    const local = (connection: Connection) => ({ ...address(connection), host: 'localhost' })
    const { port, end } = await start('haproxy', [], { address: local, names: 'hosts' })
    try {
      expect(await ask(port, '/catalogue/7')).toMatchObject({ target: 'catalogue' })
    } finally {
      await end()
    }
  })

  test.each(kinds)('of %s believes nobody who is no load balancer', async (kind) => {
    const claims = {
      'x-microcosm-journey': 'order',
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'else.example.org',
      'x-forwarded-port': '443',
      'x-real-ip': '203.0.113.9',
      forwarded: 'for=203.0.113.9',
    }
    const alone = await start(kind, ['203.0.113.0/24'])
    try {
      const { target, headers } = await ask(alone.port, '/catalogue', claims)
      expect([target, headers['x-microcosm-journey']]).toEqual(['catalogue', 'browse'])
      expect(headers['x-forwarded-for']).toBe('127.0.0.1')
      expect(headers['x-forwarded-proto']).toBe('http')
      expect(headers.forwarded).toBeUndefined()
      for (const header of ['x-forwarded-host', 'x-forwarded-port', 'x-real-ip']) expect(headers[header]).toBeUndefined()
    } finally {
      await alone.end()
    }
    const behind = await start(kind, ['127.0.0.0/8'])
    try {
      const { headers } = await ask(behind.port, '/catalogue', { ...claims, 'x-forwarded-port': '443' })
      for (const header of ['forwarded', 'x-forwarded-host', 'x-real-ip']) expect(headers[header]).toBeUndefined()
      expect(headers['x-forwarded-port']).toBe('443')
      expect(headers.host).toBe(`127.0.0.1:${behind.port}`)
      expect(String(headers['x-forwarded-for'])).toMatch(/^203\.0\.113\.9, ?127\.0\.0\.1$/)
      expect(headers['x-forwarded-proto']).toBe('https')
      expect(headers['x-microcosm-journey']).toBe('browse')
    } finally {
      await behind.end()
    }
  })

  test.each(kinds)('of %s hands on what is sent while it is sent, and what is answered whole', async (kind) => {
    const { port, end } = await start(kind, [])
    try {
      const sending = request({ host: '127.0.0.1', port, path: '/catalogue/upload', method: 'POST' })
      const answered = new Promise<string>((resolve, reject) => {
        sending.on('error', reject)
        sending.on('response', async (response) => {
          const parts: Buffer[] = []
          for await (const part of response) parts.push(part)
          resolve(String(Buffer.concat(parts)))
        })
      })
      sending.write('first')
      await expect.poll(() => received, { timeout: 20_000 }).toBe('first')
      sending.end(Buffer.alloc(8 << 20, 'x'))
      expect((await answered).length).toBe('first'.length + (8 << 20))
    } finally {
      await end()
    }
  })

  test.each(kinds)('of %s keeps a line of each request, without its query, and none of what asks for its health', async (kind) => {
    const { port, log, end } = await start(kind, [])
    try {
      for (let number = 0; number < 20; number++) await ask(port, `/catalogue/${number}?token=tell-nobody`)
      expect(await statusOf(port, '/elsewhere')).toBe(404)
      const lines = async () => (await log()).split('\n').filter((line) => line.includes('/catalogue/') || line.includes('/elsewhere'))
      await expect.poll(async () => (await lines()).length, { timeout: 20_000 }).toBe(21)
      expect(await log()).not.toMatch(/tell-nobody|healthz/)
    } finally {
      await end()
    }
  })

  test('of nginx finds in Docker what was started after it, and again what has another address', async () => {
    const network = `microcosm-gateway-test-${process.pid}`
    const [gateway, target] = [`${network}-gateway`, `${network}-catalogue`]
    const make = async (name: string, config: string, more: string[]) => {
      const file = join(folder, `${name}.conf`)
      await writeFile(file, config)
      await execute('docker', ['create', '--name', name, '--network', network, ...more, 'nginx:1.28'])
      await execute('docker', ['cp', file, `${name}:/etc/nginx/nginx.conf`])
      await execute('docker', ['start', name])
    }
    const asTarget = (answer: string, ip: string) =>
      make(target, `events {} http { server { listen 8080; location / { return 200 ${answer}; } } }`, [
        ...['--network-alias', 'catalogue', '--ip', ip],
      ])
    const byName = ({ to }: Connection) => ({ host: to, port: 8080 })
    const plan = toContainerPlan(toPathsDesign('nginx'), 'gateway', { secret: String, address: byName, names: 'docker' })
    const port = await freePort()
    const answer = () =>
      fetch(`http://127.0.0.1:${port}/catalogue`).then(
        (response) => response.text(),
        () => '',
      )
    try {
      await execute('docker', ['network', 'create', '--subnet', '198.18.77.0/24', network])
      await make(gateway, Object.values(plan?.files ?? {}).join(), ['--publish', `127.0.0.1:${port}:80`])
      await expect.poll(() => statusOf(port, '/healthz'), { timeout: 20_000 }).toBe(200)
      expect(await statusOf(port, '/catalogue')).toBe(502)
      await asTarget('first', '198.18.77.10')
      await expect.poll(answer, { timeout: 60_000 }).toBe('first')
      await execute('docker', ['rm', '--force', target])
      await asTarget('second', '198.18.77.11')
      await expect.poll(answer, { timeout: 60_000 }).toBe('second')
    } finally {
      await execute('docker', ['rm', '--force', gateway, target]).catch(() => {})
      await execute('docker', ['network', 'rm', network])
    }
  })

  test.each(kinds)('of %s lets a WebSocket pass', async (kind) => {
    const { port, end } = await start(kind, [])
    try {
      const headers = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      }
      const echoed = await new Promise<string>((resolve, reject) => {
        const asked = get({ host: '127.0.0.1', port, path: '/catalogue/live', headers })
        asked.on('error', reject)
        asked.on('response', ({ statusCode }) => reject(new Error(`answered ${statusCode}`)))
        asked.on('upgrade', (_response, socket) => {
          socket.on('data', (data: Buffer) => {
            socket.destroy()
            resolve(String(data))
          })
          socket.write('hello')
        })
      })
      expect(echoed).toBe('hello')
    } finally {
      await end()
    }
  })
})

async function ask(port: number, path: string, headers: Record<string, string> = {}): Promise<Seen> {
  return (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).json() as Promise<Seen>
}

async function statusOf(port: number, path: string): Promise<number> {
  return fetch(`http://127.0.0.1:${port}${path}`).then(
    ({ status }) => status,
    () => 0,
  )
}

function portOf(server: Server | undefined): number {
  return (server?.address() as AddressInfo | null)?.port ?? 0
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
