import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type RequestName, requests } from '../app/bridge/requests.ts'
import { placesOf } from './files/places.ts'
import { createProgram, type Program } from './program.ts'
import { serveWeb, type WebHost } from './web-host.ts'

/** The web host over real sockets, as a browser, another site and another user of the machine meet it. */

interface Response {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

let root = ''
let program: Program
let host: WebHost
let cookie = ''

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'microcosm-web-'))
  vi.stubEnv('MICROCOSM_HOME', join(root, 'home'))
  // No run on Docker may begin here, whatever is asked.
  vi.stubEnv('DOCKER_HOST', `unix://${join(root, 'no-docker.sock')}`)
  await mkdir(join(root, 'page', 'assets'), { recursive: true })
  await writeFile(join(root, 'page', 'index.html'), '<!doctype html><title>Microcosm</title>')
  await writeFile(join(root, 'page', 'assets', 'main.js'), 'export {}')
  await writeFile(join(root, 'secret.json'), '{"secret":1}')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(root, { recursive: true, force: true })
})

beforeEach(async () => {
  const project = resolve(import.meta.dirname, '..')
  const places = { ...placesOf(project, 'predict-worker.mjs'), predictWorker: join(project, 'simulator/predict/worker.ts') }
  const window = { setState() {}, close() {} }
  host = await serveWeb(
    join(root, 'page'),
    0,
    (send) => {
      program = createProgram({ kind: 'web', places, named: undefined, dialogs: null, window, send })
      return program.handlers
    },
    () => {},
  )
  cookie = ''
})
afterEach(async () => {
  await program.stopRuns()
  await host.close()
})

/** Sends exactly these headers and this path; a client such as fetch would put some of them right. */
function send(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    const known = cookie ? { cookie } : {}
    const request = httpRequest({ host: '127.0.0.1', port: host.port, method, path, headers: { ...known, ...headers } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

const linkPath = () => host.link.slice(host.link.indexOf('/?'))
const json = { 'content-type': 'application/json' }
const post = (body: string, headers: Record<string, string> = {}) => send('POST', '/api/request', { ...json, ...headers }, body)
const ask = async (name: unknown, input: unknown) => JSON.parse((await post(JSON.stringify({ name, input }))).body)

async function enter(): Promise<Response> {
  const response = await send('GET', linkPath())
  cookie = response.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  return response
}

describe('the door', () => {
  test('is shut without the cookie', async () => {
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/assets/main.js'],
      ['GET', '/api/events'],
      ['POST', '/api/request'],
    ] as const) {
      const { status, body } = await send(method, path, json, method === 'POST' ? '{"name":"app.hello","input":{}}' : undefined)
      expect([path, status]).toEqual([path, 401])
      expect(body).toMatch(/^Open the link that Microcosm printed .*\n$/)
    }
  })

  test('opens once to the link, for a cookie that no script and no other site gets', async () => {
    const response = await enter()
    expect(response.status).toBe(200)
    expect(response.headers['set-cookie']).toHaveLength(1)
    expect(response.headers['set-cookie']?.[0]).toMatch(/^microcosm-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
    expect((await send('GET', '/')).body).toContain('<title>Microcosm</title>')

    cookie = ''
    const again = await send('GET', linkPath())
    expect([again.status, again.headers['set-cookie']]).toEqual([401, undefined])
    expect(again.body).toMatch(/used already/)
  })

  test.each(['/?token=', '/?token=guess', `/?token=${'A'.repeat(43)}`])(
    'stays shut to %s, which does not use the link up',
    async (path) => {
      const { status, headers } = await send('GET', path)
      expect([status, headers['set-cookie']]).toEqual([401, undefined])
      expect((await enter()).status).toBe(200)
    },
  )

  test('stays shut to a cookie that was guessed', async () => {
    await enter()
    const [name, value = ''] = cookie.split('=')
    for (const guess of [`${name}=`, `${name}=${value.slice(1)}`, `${name}=${value}x`, `other=${value}`, '=', name ?? '']) {
      expect([guess, (await send('GET', '/', { cookie: guess })).status]).toEqual([guess, 401])
    }
  })
})

describe('other sites', () => {
  beforeEach(enter)
  const hello = '{"name":"app.hello","input":{}}'

  test('cannot use a name of their own for this address', async () => {
    for (const name of ['evil.example', `evil.example:${host.port}`, '127.0.0.1', `127.0.0.1:${host.port + 1}`, `[::1]:${host.port}`]) {
      expect([name, (await send('GET', '/', { host: name })).status]).toEqual([name, 403])
      expect([name, (await post(hello, { host: name })).status]).toEqual([name, 403])
    }
    expect((await send('GET', '/', { host: `localhost:${host.port}` })).status).toBe(200)
  })

  test('cannot send requests, even with the cookie', async () => {
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${host.port + 1}`, `https://127.0.0.1:${host.port}`]) {
      expect([origin, (await post(hello, { origin })).status]).toEqual([origin, 403])
    }
    for (const site of ['cross-site', 'same-site']) {
      expect([site, (await post(hello, { 'sec-fetch-site': site, 'sec-fetch-mode': 'cors' })).status]).toEqual([site, 403])
    }
    expect((await post(hello, { origin: `http://127.0.0.1:${host.port}` })).status).toBe(200)
  })

  test('cannot send a form, which a browser would let them', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect([type, (await post(hello, { 'content-type': type })).status]).toEqual([type, 400])
    }
  })
})

describe('the page', () => {
  beforeEach(enter)

  test('may load only what came with the program, and be framed by nobody', async () => {
    for (const path of ['/', '/assets/main.js', '/none.js']) {
      const { headers } = await send('GET', path)
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
      expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/)
      expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/)
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
    expect((await send('GET', '/assets/main.js')).headers['content-type']).toBe('text/javascript; charset=utf-8')
  })

  const outside = [
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/../../secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/..%5csecret.json',
    '//etc/passwd',
    '/%00.html',
    '/%E0%A4%A',
    '/assets',
    '/none.js',
  ]
  test.each(outside)('has no file %s', async (path) => {
    const { status, body } = await send('GET', path)
    expect(status).toBe(404)
    expect(body).not.toContain('secret":1')
  })

  test.each(['//', 'http://[', '*'])('answers to %s, which is no path', async (path) => {
    expect([400, 404]).toContain((await send('GET', path)).status)
  })

  test('takes no other method', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS']) expect([method, (await send(method, '/')).status]).toEqual([method, 405])
    const { status, body } = await send('HEAD', '/')
    expect([status, body]).toEqual([200, ''])
  })
})

describe('requests', () => {
  beforeEach(enter)

  test('are answered, and events reach the page that listens', async () => {
    expect(await ask('app.hello', {})).toMatchObject({ ok: true, value: { host: 'web', nativeDialogs: false } })
    const text =
      'microcosm: 1\ncomponents:\n  users: { kind: traffic, rate: 5 }\n  a: { kind: service }\nconnections: [{ from: users, to: a, protocol: http }]\n'
    const abort = new AbortController()
    const events = await fetch(`http://127.0.0.1:${host.port}/api/events`, { headers: { cookie }, signal: abort.signal })
    const started = await ask('runs.start', { engine: 'predict', text, path: null, durationSeconds: 2, seed: 1 })
    expect(started.ok).toBe(true)
    let heard = ''
    for await (const part of events.body ?? []) {
      heard += new TextDecoder().decode(part)
      if (heard.includes('"type":"result"')) break
    }
    abort.abort()
    expect(heard).toContain(`event: run.event\ndata: {"runId":"${started.value.runId}"`)
  })

  const wrong: [string, unknown, unknown][] = [
    ['an unknown name', 'files.delete', {}],
    ['a name of every object', '__proto__', {}],
    ['a method of every object', 'toString', {}],
    ['no name', undefined, {}],
    ['a name that is no text', ['app.hello'], {}],
    ['no input', 'app.hello', undefined],
    ['too much input', 'app.hello', { more: 1 }],
    ['input of another kind', 'designs.open', { path: 5 }],
    ['an unknown engine', 'runs.start', { engine: 'magic', text: '', path: null }],
    ['a key that reaches for the prototype', 'drafts.put', JSON.parse('{"id":"a","path":null,"name":"","text":"","__proto__":{"x":1}}')],
  ]
  test.each(wrong)('with %s are refused as bad input', async (_what, name, input) => {
    expect(await ask(name, input)).toMatchObject({ ok: false, code: 'bad-input', message: expect.stringMatching(/\.$/) })
  })

  test.each(['', '{', 'undefined', '\u0000'])('that are no JSON (%j) are refused', async (body) => {
    expect((await post(body)).status).toBe(400)
  })

  test.each(['null', '5', '"app.hello"', '[]', '[["name","app.hello"]]'])('that are other JSON (%s) are answered', async (body) => {
    expect(JSON.parse((await post(body)).body)).toMatchObject({ ok: false, code: 'bad-input' })
  })

  test('that are too large are refused, and the host goes on', async () => {
    // The host need not read on to the end, so the connection may be cut before the answer is read.
    const tooLarge = await post(`"${'x'.repeat(25_100_000)}"`).then(
      ({ status }) => status,
      () => 'cut off',
    )
    expect([400, 'cut off']).toContain(tooLarge)
    expect((await ask('app.hello', {})).ok).toBe(true)
  })

  test('of any kind with any input get an answer, and the host lives on', async () => {
    const names = Object.keys(requests) as RequestName[]
    // Inputs that look like what is wanted go further than noise does.
    const keys = fc.constantFrom(
      'path',
      'text',
      'lastRead',
      'id',
      'name',
      'folder',
      'runId',
      'engine',
      'key',
      'value',
      'fault',
      'to',
      'seed',
    )
    const values = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('predict', 'live', 'compose', 'microcosm: 1\ncomponents: {}\n', '..', '/proc/none', `${root}/none/a.yaml`),
    )
    const input = fc.oneof(fc.jsonValue(), fc.dictionary(keys, values, { maxKeys: 6 }))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), input, async (name, given) => {
        const answer = await ask(name, given)
        expect(typeof answer.ok).toBe('boolean')
        if (!answer.ok) expect(answer).toMatchObject({ code: expect.not.stringMatching(/^internal$/), message: expect.any(String) })
      }),
      { numRuns: 400 },
    )
    expect((await ask('app.hello', {})).ok).toBe(true)
    expect((await readdir(root)).sort()).toEqual(expect.arrayContaining(['page', 'secret.json']))
  }, 60_000)
})
