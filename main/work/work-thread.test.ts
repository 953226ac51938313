import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { BroadcastChannel } from 'node:worker_threads'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { TriedHost } from '../web/try-web-host.ts'
import { WorkThread } from './work-thread.ts'

/**
 * Here, beside the thread, nothing can be read: whoever reads a file, arranges or exports in the program's own thread fails. The
 * threads have these modules for themselves.
 */
vi.mock('../../app/design/yaml-source.ts', () => ({ readYaml: onOwnThread, positionOf: onOwnThread }))
vi.mock('../../app/importers/compose/read.ts', () => ({ readCompose: onOwnThread }))
vi.mock('../arrange.ts', () => ({ arrange: onOwnThread }))
vi.mock('../../app/report/report.ts', () => ({ toReport: onOwnThread }))

function onOwnThread(): never {
  throw new Error('this was done on the thread that answers')
}

const text = `microcosm: 1
name: Shop
components:
  people: { kind: traffic, rate: 50 }
  shop: { kind: service, work: { time: 5ms } }
  db: { kind: postgres }
connections:
  - { from: people, to: shop, protocol: http }
  - { from: shop, to: db, protocol: postgres }
`
const web = new TriedHost()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-work-'))
  await writeFile(join(folder, 'compose.yaml'), 'services:\n  web: { image: "acme/web:1" }\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the thread that answers reads no file', () => {
  beforeEach(() => web.enter())
  const played = { text, path: null, durationSeconds: 2, seed: 1 }

  test('for a prediction, an answer and the report on it', async () => {
    expect(await web.ask('runs.start', { engine: 'predict', ...played })).toMatchObject({ ok: true })
    const asked = await web.ask('answers.ask', { askId: 'a', ...played, question: { kind: 'replications', count: 2 } })
    expect(asked).toMatchObject({ ok: true })
    const { result } = asked.value as { result: unknown }
    const report = { text, path: null, designName: 'shop', result, suggestedName: 'shop', file: join(folder, 'shop.html') }
    expect(await web.ask('reports.save', report)).toMatchObject({ ok: true })
  })

  test('for an import', async () => {
    const made = await web.ask('imports.read', { files: [join(folder, 'compose.yaml')] })
    expect(made).toMatchObject({ ok: true, value: { problems: [], text: expect.stringContaining('acme/web:1') } })
  })

  test.each(['compose', 'kubernetes', 'helm', 'cdk', 'svg', 'png', 'mermaid', 'structurizr', 'markdown'])(
    'for an export to %s',
    async (to) => {
      const shown = await web.ask('exports.preview', { to, text })
      expect(shown).toMatchObject({ ok: true })
      const place = join(folder, to)
      expect(await web.ask('exports.write', { to, text, place: `${place}/`, replace: [] })).toMatchObject({ ok: true })
    },
  )

  test('and what is wrong with a file comes back as it would be said here', async () => {
    expect(await web.ask('exports.preview', { to: 'compose', text: 'microcosm: 2\n' })).toMatchObject({ ok: false, code: 'design' })
    const unknown = await web.ask('imports.read', { files: [join(folder, 'none.yaml')] })
    expect(unknown).toMatchObject({ ok: true, value: { problems: [{ message: expect.stringContaining('cannot be read') }] } })
  })
})

describe('a thread', () => {
  const thread = new WorkThread(resolve(import.meta.dirname, 'worker.ts'))
  afterAll(() => thread.close())

  test('does several things at once, and the next after one that broke off', async () => {
    thread.prepare()
    const texts = [text, 'components: [', text]
    const read = await Promise.allSettled(texts.map((each) => thread.soundDesign(each)))
    const sound = { status: 'fulfilled', value: expect.objectContaining({ name: 'Shop' }) }
    expect(read).toMatchObject([
      sound,
      { status: 'rejected', reason: { code: 'design', details: { problems: [{ rule: 'yaml' }] } } },
      sound,
    ])
    await expect(thread.makeReport({ design: () => {} } as never)).rejects.toThrow('could not be cloned')
    await expect(thread.makeReport(undefined as never)).rejects.toThrow()
    expect((await thread.soundDesign(text)).name).toBe('Shop')
  })

  test('that cannot be started is a failure of that work', async () => {
    const none = new WorkThread(resolve(import.meta.dirname, 'no-such-worker.ts'))
    await expect(none.soundDesign(text)).rejects.toThrow('no-such-worker')
  })
})

test.each(['exit', 'throw'])('a thread that ends by %s, while it stands ready or works, costs no work', async (way) => {
  const thread = new WorkThread(resolve(import.meta.dirname, 'fixtures/crashing-worker.ts'))
  const crash = new BroadcastChannel('crash')
  const right = await thread.soundDesign(text)
  crash.postMessage({ way })
  expect(await thread.soundDesign(text)).toEqual(right)
  const reading = thread.soundDesign(text)
  crash.postMessage({ way })
  expect(await reading).toEqual(right)
  expect(await thread.soundDesign(text)).toEqual(right)
  crash.close()
  await thread.close()
})
