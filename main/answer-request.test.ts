import { readdir } from 'node:fs/promises'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type RequestName, requests } from '../app/bridge/requests.ts'
import { TriedHost } from './web/try-web-host.ts'

/** Every request gets an answer, over the web host's real sockets. */

const web = new TriedHost()

describe('requests', () => {
  beforeEach(() => web.enter())

  test('are answered, and events reach the page that listens', async () => {
    expect(await web.ask('app.hello', {})).toMatchObject({ ok: true, value: { host: 'web', nativeDialogs: false } })
    const text =
      'microcosm: 1\ncomponents:\n  users: { kind: traffic, rate: 5 }\n  a: { kind: service }\nconnections: [{ from: users, to: a, protocol: http }]\n'
    const abort = new AbortController()
    const events = await web.listen(abort.signal)
    const started = await web.ask('runs.start', { engine: 'predict', text, path: null, durationSeconds: 2, seed: 1 })
    expect(started.ok).toBe(true)
    let heard = ''
    for await (const part of events.body ?? []) {
      heard += new TextDecoder().decode(part)
      if (heard.includes('"type":"result"')) break
    }
    abort.abort()
    expect(heard).toContain(`event: run.event\ndata: {"runId":"${started.value.runId}"`)
  })

  test('tell when the last of two pages has left, and not before', async () => {
    const pages = [new AbortController(), new AbortController()]
    const streams = await Promise.all(pages.map(({ signal }) => web.listen(signal)))
    expect(streams.map(({ headers }) => headers.get('content-type'))).toEqual(['text/event-stream', 'text/event-stream'])
    pages[0]?.abort()
    // A request that was sent after the page left is answered after it was seen to leave.
    for (let round = 0; round < 5; round += 1) await web.ask('app.hello', {})
    expect(web.onLastLeft).not.toHaveBeenCalled()
    pages[1]?.abort()
    await vi.waitFor(() => expect(web.onLastLeft).toHaveBeenCalledOnce())
  })

  test('say in a sentence that Docker does not answer, and the program goes on', async () => {
    const sentence = expect.stringMatching(/^Docker does not answer at \S+: start Docker/)
    expect(await web.ask('docker.status', {})).toEqual({ ok: true, value: { available: false, message: sentence, leftBehind: 0 } })
    expect(await web.ask('docker.sweep', {})).toEqual({ ok: false, code: 'docker', message: sentence })
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
    [
      'a key that reaches for the prototype',
      'drafts.put',
      JSON.parse('{"page":"p","id":"a","path":null,"name":"","text":"","__proto__":{"x":1}}'),
    ],
  ]
  test.each(wrong)('with %s are refused as bad input', async (_what, name, input) => {
    expect(await web.ask(name, input)).toMatchObject({ ok: false, code: 'bad-input', message: expect.stringMatching(/\.$/) })
  })

  test.each(['', '{', 'undefined', '\u0000'])('that are no JSON (%j) are refused', async (body) => {
    expect((await web.post(body)).status).toBe(400)
  })

  test.each(['null', '5', '"app.hello"', '[]', '[["name","app.hello"]]'])('that are other JSON (%s) are answered', async (body) => {
    expect(JSON.parse((await web.post(body)).body)).toMatchObject({ ok: false, code: 'bad-input' })
  })

  test('that are too large are refused, and the host goes on', async () => {
    expect((await web.post(`"${'x'.repeat(25_100_000)}"`)).status).toBe(400)
    expect((await web.ask('app.hello', {})).ok).toBe(true)
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
      fc.constantFrom('predict', 'live', 'compose', 'microcosm: 1\ncomponents: {}\n', '..', '/proc/none', `${web.root}/none/a.yaml`),
    )
    const input = fc.oneof(fc.jsonValue(), fc.dictionary(keys, values, { maxKeys: 6 }))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), input, async (name, given) => {
        const answer = await web.ask(name, given)
        expect(typeof answer.ok).toBe('boolean')
        if (!answer.ok) expect(answer).toMatchObject({ code: expect.not.stringMatching(/^internal$/), message: expect.any(String) })
      }),
      { numRuns: 400 },
    )
    expect((await web.ask('app.hello', {})).ok).toBe(true)
    expect((await readdir(web.root)).sort()).toEqual(expect.arrayContaining(['page', 'secret.json']))
  }, 60_000)
})
