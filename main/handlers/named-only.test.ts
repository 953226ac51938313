import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type RequestName, requests } from '../../app/bridge/requests.ts'
import { answerRequest } from '../answer-request.ts'
import type { Dialogs } from '../files/dialogs.ts'
import { placesOf } from '../files/places.ts'
import { requireBuilt } from '../files/require-built.ts'
import { dialogsThatChoose } from '../files/try-dialogs.ts'
import { createProgram, type Program } from '../program.ts'

/** A page that was broken into asks the real program, by the requests that name a place of the disk. */

const text = 'microcosm: 1\ncomponents:\n  shop: { kind: service }\n'
const compose = 'services:\n  secret-service: { image: "acme/shop:1.0" }\n'
const result = {
  ...{ engine: 'predict', design: 'x', scenario: 'steady', seed: 1, duration: 1, warmup: 0, wallSeconds: 0, events: 0 },
  ...{ components: {}, connections: {}, journeys: {}, objectives: [], traces: [], notes: [] },
  series: { time: [], components: {}, connections: {}, journeys: {} },
}

let root = ''
let program: Program | undefined
const answer = (name: RequestName, input: unknown) => answerRequest((program as Program).handlers, name, input)

/** What each request that takes paths is given, with a path in each of its fields. */
const naming: Record<string, (path: string) => { name: RequestName; input: Record<string, unknown> }[]> = {
  'app.saveDiagnostics': (path) => [{ name: 'app.saveDiagnostics', input: { file: path } }],
  'designs.open': (path) => [{ name: 'designs.open', input: { path } }],
  'designs.save': (path) => [{ name: 'designs.save', input: { path, text, lastRead: null, overwrite: true } }],
  'designs.saveAs': (path) => [{ name: 'designs.saveAs', input: { path, text, suggestedName: 'x' } }],
  'designs.watch': (path) => [{ name: 'designs.watch', input: { page: 'p', path } }],
  'designs.look': (path) => [{ name: 'designs.look', input: { path } }],
  'designs.at': (path) => [{ name: 'designs.at', input: { path, revision: 'HEAD' } }],
  'files.list': (path) => [{ name: 'files.list', input: { folder: dirname(path) } }],
  'drafts.put': (path) => [
    { name: 'drafts.put', input: { page: 'p', id: 'd', path, name: 'x', text } },
    { name: 'drafts.put', input: { page: 'p', id: 'd', path: null, folder: dirname(path), name: 'x', text } },
  ],
  'runs.start': (path) => [{ name: 'runs.start', input: { engine: 'predict', text, path } }],
  'runs.sheet': (path) => [{ name: 'runs.sheet', input: { text, path } }],
  'answers.ask': (path) => [{ name: 'answers.ask', input: { askId: 'a', text, path, question: { kind: 'replications', count: 2 } } }],
  'videos.save': (path) => [{ name: 'videos.save', input: { data: 'GkXfow==', suggestedName: 'x', file: path } }],
  'reports.save': (path) => [
    { name: 'reports.save', input: { text, path: null, designName: 'x', suggestedName: 'x', file: path, result } },
  ],
  'imports.read': (path) => [{ name: 'imports.read', input: { files: [path] } }],
  'exports.preview': (path) => [
    ...['compose', 'svg'].flatMap((to) => [
      { name: 'exports.preview' as const, input: { to, text, place: path } },
      { name: 'exports.preview' as const, input: { to, text, place: dirname(path) } },
    ]),
    { name: 'exports.preview', input: { to: 'compose', text, path } },
    { name: 'exports.preview', input: { to: 'compose', text: importedFrom(path), path: join(root, 'named', 'x.yaml') } },
  ],
  'exports.write': (path) => [
    ...['compose', 'svg'].flatMap((to) => [
      { name: 'exports.write' as const, input: { to, text, place: path, replace: ['shop.svg'] } },
      { name: 'exports.write' as const, input: { to, text, place: dirname(path), replace: ['compose.yaml'] } },
    ]),
    { name: 'exports.write', input: { to: 'compose', text, path, place: join(root, 'named'), replace: [] } },
  ],
}

const importedFrom = (path: string) => `${text}x-compose: { files: ["${path}"], project: x, services: [] }\n`

/** All below a folder, with what the files hold. */
async function contentOf(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(files.sort().map(async (file) => `${file}: ${await readFile(file, 'utf8')}`))
}

function start(dialogs: Dialogs | null, named?: string): void {
  const project = resolve(import.meta.dirname, '../..')
  const places = { ...placesOf(project, 'mjs'), predictWorker: join(project, 'simulator/predict/worker.ts'), runtime: root }
  requireBuilt(places.fileWorker)
  const window = { setState() {}, setMenu() {}, heard() {}, close() {} }
  program = createProgram({ kind: dialogs ? 'electron' : 'web', places, named, dialogs, window, send: () => {} })
}

beforeAll(() => {
  vi.stubEnv('DOCKER_HOST', 'unix:///no-docker.sock')
})
afterAll(() => vi.unstubAllEnvs())
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'microcosm-named-'))
  vi.stubEnv('MICROCOSM_HOME', join(root, 'home'))
  await writeFile(join(root, 'runtime.mjs'), '')
  for (const folder of ['other', 'named', '.hidden']) await mkdir(join(root, folder))
  for (const folder of ['other', 'named', '.hidden']) {
    await writeFile(join(root, folder, 'a.yaml'), `${compose}# secret\n`)
    await writeFile(join(root, folder, 'shop.svg'), '<svg>secret</svg>')
  }
})
afterEach(async () => {
  await program?.close()
  await rm(root, { recursive: true, force: true })
})

test('each request that takes a path of the disk is tried here', () => {
  // A draft's path and a report's are what the page says of its own design; `name`s are no paths.
  const takesPath = Object.entries(requests).filter(([, { input }]) =>
    Object.keys(input.shape).some((key) => ['path', 'file', 'files', 'folder', 'place'].includes(key)),
  )
  expect(takesPath.map(([name]) => name).sort()).toEqual(Object.keys(naming).sort())
})

describe('where the system has dialogs, a page that names a path of its own', () => {
  test.each(Object.keys(naming))('in %s is refused in a sentence, and nothing is read or written', async (name) => {
    start(dialogsThatChoose(join(root, 'named')))
    // A folder that the person did choose makes no other one permitted, nor a way out of it.
    await answer('exports.choosePlace', { to: 'compose', suggested: '/' })
    const before = await contentOf(root)
    const paths = [join(root, 'other', 'a.yaml'), join(root, 'other', 'none.yaml'), `${root}/named/../other/a.yaml`]
    for (const path of paths) {
      for (const one of naming[name]?.(path) ?? []) {
        const answered = await answer(one.name, one.input)
        expect(answered, `${JSON.stringify(one)}`).toMatchObject({ ok: false, code: 'bad-input' })
        expect(answered.ok ? '' : answered.message).toMatch(/^[^\n]+(was not chosen|is shown no folders)[^\n]*\.$/)
        expect(JSON.stringify(answered)).not.toContain('secret')
      }
    }
    expect(await contentOf(root)).toEqual(before)
  })

  test('is answered for what was chosen, dropped, named at the start or opened before', async () => {
    const file = join(root, 'other', 'shop.microcosm.yaml')
    await writeFile(file, text)
    const opens = async () => (await answer('designs.open', { path: file })).ok
    start(dialogsThatChoose(file))
    expect(await opens()).toBe(false)
    expect(await answer('designs.open', {})).toMatchObject({ ok: true, value: { text } })
    expect(await opens()).toBe(true)
    for (const [name, input] of [
      ['designs.save', { path: file, text: `${text}# Edited.\n`, lastRead: text }],
      ['designs.look', { path: file }],
      ['drafts.put', { page: 'p', id: 'd', path: file, name: 'x', text }],
      ['exports.preview', { to: 'svg', text, path: file }],
    ] as const)
      expect(await answer(name, input), name).toMatchObject({ ok: true })
    expect(await readFile(file, 'utf8')).toBe(`${text}# Edited.\n`)

    await program?.close()
    start(dialogsThatChoose(null))
    expect(await opens(), 'among the recent').toBe(true)
    await rm(join(root, 'home', 'recent.json'))
    await program?.close()
    start(dialogsThatChoose(null))
    expect(await opens(), 'no more').toBe(false)
    program?.permitted.grantDropped(join(root, 'other', 'shop.svg'))
    program?.permitted.grantDropped(file)
    expect(await opens(), 'dropped').toBe(true)
    await rm(join(root, 'home', 'recent.json'))
    await program?.close()
    start(dialogsThatChoose(null), file)
    expect(await answer('files.list', {}), 'no folder either').toMatchObject({ ok: false })
    expect(await answer('app.hello', {}), 'named at the start').toMatchObject({ value: { open: { path: file } } })
    expect(await opens()).toBe(true)
  })

  test('saves under the name that was chosen, with the ending it gets', async () => {
    start(dialogsThatChoose(join(root, 'other', 'mine')))
    expect(await answer('designs.saveAs', { text, suggestedName: 'x' })).toMatchObject({ ok: true })
    expect(await answer('designs.save', { path: join(root, 'other', 'mine.microcosm.yaml'), text, lastRead: text })).toMatchObject({
      ok: true,
    })
    expect(await answer('designs.save', { path: join(root, 'other', 'mine.yaml'), text, lastRead: null })).toMatchObject({ ok: false })
  })

  test('imports the files that were chosen, and edits them where they lie, and no others', async () => {
    const file = join(root, 'other', 'a.yaml')
    start(dialogsThatChoose(file))
    await answer('imports.choose', {})
    const made = await answer('imports.read', { files: [file] })
    expect(made).toMatchObject({ ok: true, value: { problems: [], folder: join(root, 'other') } })
    const design = (made as { value: { text: string } }).value.text
    const path = join(root, 'other', 'design.microcosm.yaml')
    const preview = await answer('exports.preview', { to: 'compose', text: design, path, place: join(root, 'other') })
    expect(preview).toMatchObject({ ok: true, value: { files: [{ path: 'a.yaml', state: 'same' }] } })
    const notEdited = await answer('exports.preview', { to: 'kubernetes', text: design, path, place: join(root, 'other') })
    expect(notEdited).toMatchObject({ ok: false, message: expect.stringContaining('was not chosen') })
  })

  test('is given a draft of a killed program with the file and the folder that it is of', async () => {
    const file = join(root, 'other', 'a.yaml')
    start(dialogsThatChoose(file))
    await answer('imports.choose', {})
    await answer('drafts.put', { page: 'p', id: 'd', path: null, folder: join(root, 'other'), name: 'x.yaml', text })
    await program?.close()
    start(dialogsThatChoose(null))
    const run = { to: 'svg', text, path: join(root, 'other', 'x.yaml') }
    expect(await answer('exports.preview', run)).toMatchObject({ ok: false })
    expect(await answer('drafts.take', { page: 'p', id: 'd' })).toMatchObject({ ok: true })
    expect(await answer('exports.preview', run)).toMatchObject({ ok: true })
  })
})

describe('where the page shows its own dialogs, a page that names what these do not show', () => {
  test.each(Object.keys(naming))('in %s is refused in a sentence, and nothing is read or written', async (name) => {
    start(null)
    await symlink(join(root, '.hidden'), join(root, 'link'))
    const before = await contentOf(root)
    for (const path of [join(root, '.hidden', 'a.yaml'), join(root, 'link', 'a.yaml'), join(root, '.hidden', 'none.yaml')]) {
      for (const one of naming[name]?.(path) ?? []) {
        const answered = await answer(one.name, one.input)
        expect(answered, `${JSON.stringify(one)}`).toMatchObject({ ok: false, code: 'bad-input' })
        expect(answered.ok ? '' : answered.message).toMatch(/^[^\n]+(is hidden|was not chosen)[^\n]+\.$/)
      }
    }
    expect(await contentOf(root)).toEqual(before)
  })

  test('is answered for all else, and for what is hidden where the person named it at the start', async () => {
    start(null)
    expect(await answer('files.list', { folder: join(root, 'other') })).toMatchObject({ ok: true })
    const path = join(root, 'other', 'new.microcosm.yaml')
    expect(await answer('designs.saveAs', { path, text, suggestedName: 'x' })).toMatchObject({ ok: true })
    expect(await answer('designs.open', { path })).toMatchObject({ ok: true, value: { text } })
    expect(await answer('exports.write', { to: 'svg', text, path, place: join(root, 'out/'), replace: [] })).toMatchObject({ ok: true })
    expect(await readdir(join(root, 'out'))).toHaveLength(1)
    await program?.close()
    start(null, join(root, '.hidden', 'a.yaml'))
    expect(await answer('files.list', { folder: join(root, '.hidden') })).toMatchObject({ ok: true })
    expect(await answer('files.list', { folder: join(root, '.hidden', '.more') })).toMatchObject({ ok: false, code: 'bad-input' })
  })
})
