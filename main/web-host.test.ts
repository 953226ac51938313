import { beforeEach, describe, expect, test } from 'vitest'
import { TriedHost } from './web/try-web-host.ts'

/** Who gets in at the web host, over real sockets: a browser, another site and another user of the machine. */

const web = new TriedHost()
const json = { 'content-type': 'application/json' }

describe('the door', () => {
  test('is shut without the cookie', async () => {
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/assets/main.js'],
      ['GET', '/api/events'],
      ['POST', '/api/request'],
    ] as const) {
      const { status, body } = await web.send(method, path, json, method === 'POST' ? '{"name":"app.hello","input":{}}' : undefined)
      expect([path, status]).toEqual([path, 401])
      expect(body).toMatch(/^Open the link that Microcosm printed .*\n$/)
    }
  })

  test('opens once to the link, for a cookie that no script and no other site gets', async () => {
    const response = await web.enter()
    expect(response.status).toBe(200)
    expect(response.headers['set-cookie']).toHaveLength(1)
    expect(response.headers['set-cookie']?.[0]).toMatch(/^microcosm-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
    expect((await web.send('GET', '/')).body).toContain('<title>Microcosm</title>')

    web.cookie = ''
    const again = await web.send('GET', web.linkPath)
    expect([again.status, again.headers['set-cookie']]).toEqual([401, undefined])
    expect(again.body).toMatch(/used already/)
  })

  test('opens to no link that is older than ten minutes, and says so', async () => {
    web.passed = 600_001
    const late = await web.enter()
    expect([late.status, late.headers['set-cookie'], web.key]).toEqual([401, undefined, ''])
    expect(late.body).toMatch(/^This link has ended, .* ten minutes: .*\n$/)
    web.passed = 600_000
    expect((await web.enter()).status).toBe(200)
  })

  test('is shut to the cookie alone, which every port of 127.0.0.1 gets, and gives no key for it', async () => {
    await web.enter()
    const { key, cookie } = web
    const hello = '{"name":"app.hello","input":{}}'
    expect((await web.post(hello)).status).toBe(200)
    web.key = ''
    const headers = { ...json, cookie, origin: `http://127.0.0.1:${web.host.port}`, 'sec-fetch-site': 'same-origin' }
    for (const guess of ['', key.slice(1), `${key}x`, cookie.split('=')[1] ?? '']) {
      const tried = { ...headers, ...(guess ? { 'x-microcosm-key': guess } : {}) }
      const asked = await web.post(hello, tried)
      expect([asked.status, asked.body]).toEqual([401, expect.stringMatching(/^This is not the page that Microcosm served/)])
      expect((await web.send('GET', `/api/events?key=${guess}`, tried)).status).toBe(401)
    }
    for (const path of ['/', '/assets/main.js', web.linkPath]) {
      const { status, body } = await web.send('GET', path)
      expect([path, status, body.includes(key)]).toEqual([path, 200, false])
    }
  })

  test("is shut to the page's key without the cookie", async () => {
    await web.enter()
    web.cookie = ''
    expect((await web.post('{"name":"app.hello","input":{}}')).status).toBe(401)
  })

  test.each(['/?token=', '/?token=guess', `/?token=${'A'.repeat(43)}`])(
    'stays shut to %s, which does not use the link up',
    async (path) => {
      const { status, headers } = await web.send('GET', path)
      expect([status, headers['set-cookie']]).toEqual([401, undefined])
      expect((await web.enter()).status).toBe(200)
    },
  )

  test('stays shut to a cookie that was guessed', async () => {
    await web.enter()
    const [name, value = ''] = web.cookie.split('=')
    for (const guess of [`${name}=`, `${name}=${value.slice(1)}`, `${name}=${value}x`, `other=${value}`, '=', name ?? '']) {
      expect([guess, (await web.send('GET', '/', { cookie: guess })).status]).toEqual([guess, 401])
    }
  })
})

test('a port that is taken is refused, and whoever has it goes on', async () => {
  const taken = web.serve(web.host.port)
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' })
  expect((await web.enter()).status).toBe(200)
})

describe('other sites', () => {
  beforeEach(() => web.enter())
  const hello = '{"name":"app.hello","input":{}}'

  test('cannot use a name of their own for this address', async () => {
    for (const name of [
      'evil.example',
      `evil.example:${web.host.port}`,
      '127.0.0.1',
      `127.0.0.1:${web.host.port + 1}`,
      `[::1]:${web.host.port}`,
    ]) {
      expect([name, (await web.send('GET', '/', { host: name })).status]).toEqual([name, 403])
      expect([name, (await web.post(hello, { host: name })).status]).toEqual([name, 403])
    }
    expect((await web.send('GET', '/', { host: `localhost:${web.host.port}` })).status).toBe(200)
  })

  test('cannot send requests, even with the cookie', async () => {
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${web.host.port + 1}`, `https://127.0.0.1:${web.host.port}`]) {
      expect([origin, (await web.post(hello, { origin })).status]).toEqual([origin, 403])
    }
    for (const site of ['cross-site', 'same-site']) {
      expect([site, (await web.post(hello, { 'sec-fetch-site': site, 'sec-fetch-mode': 'cors' })).status]).toEqual([site, 403])
    }
    expect((await web.post(hello, { origin: `http://127.0.0.1:${web.host.port}` })).status).toBe(200)
  })

  test('cannot send a form, which a browser would let them', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect([type, (await web.post(hello, { 'content-type': type })).status]).toEqual([type, 400])
    }
  })
})

describe('the page', () => {
  beforeEach(() => web.enter())

  test('may load only what came with the program, and be framed by nobody', async () => {
    for (const path of ['/', '/assets/main.js', '/none.js']) {
      const { headers } = await web.send('GET', path)
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
      expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/)
      expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/)
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
    expect((await web.send('GET', '/assets/main.js')).headers['content-type']).toBe('text/javascript; charset=utf-8')
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
    const { status, body } = await web.send('GET', path)
    expect(status).toBe(404)
    expect(body).not.toContain('secret":1')
  })

  test.each(['//', 'http://[', '*'])('answers to %s, which is no path', async (path) => {
    expect([400, 404]).toContain((await web.send('GET', path)).status)
  })

  test('takes no other method', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS']) expect([method, (await web.send(method, '/')).status]).toEqual([method, 405])
    const { status, body } = await web.send('HEAD', '/')
    expect([status, body]).toEqual([200, ''])
  })
})
