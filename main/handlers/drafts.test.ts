import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Owner, thisOwner } from '../../simulator/live/owner.ts'
import { createLivingPages } from '../files/draft-store.ts'
import { createDrafts, type Drafts } from './drafts.ts'

let root = ''
let folder = ''
let clock = 0
const now = () => new Date(Date.UTC(2026, 0, 2, 3, 4) + clock * 1000)
const at = (second: number) => new Date(Date.UTC(2026, 0, 2, 3, 4, second)).toISOString()
/** A process that ended: its number may be in use again, but not with this start. */
const gone: Owner = { ...thisOwner(), started: '1' }

beforeEach(async () => {
  clock = 0
  root = await mkdtemp(join(tmpdir(), 'microcosm-drafts-'))
  folder = join(root, 'home', 'drafts')
})
afterEach(() => rm(root, { recursive: true, force: true }))

const draft = (id: string, text = 'microcosm: 1\n') => ({ id, path: null, name: 'shop.microcosm.yaml', text })
const program = (owner = thisOwner()) => {
  const pages = createLivingPages(now)
  return { pages, drafts: createDrafts({ folder, program: owner, pages, now }) }
}
const ids = async (drafts: Drafts, page: string) => (await drafts.list({ page })).drafts.map(({ id }) => id)

describe('drafts', () => {
  test('of which a killed write left a part beside them: it is gone at the next start, and what is being written stays', async () => {
    const { drafts } = program()
    await drafts.put({ page: 'a', ...draft('one') })
    const [left, living] = ['.one.json.0123456789ab.tmp', '.one.json.ba9876543210.tmp'] as const
    for (const name of [left, living]) await writeFile(join(folder, name), '{"id"')
    await utimes(join(folder, left), now(), new Date(now().getTime() - 61_000))
    await utimes(join(folder, living), now(), now())
    expect(await ids(drafts, 'a')).toEqual(['one'])
    expect((await readdir(folder)).sort()).toEqual([living, 'one.json'].sort())
  })

  test('are listed newest first, each with its last text, until they are discarded', async () => {
    const { drafts } = program()
    const page = 'a'
    expect(await drafts.list({ page })).toEqual({ drafts: [], unreadable: [] })
    clock = 1
    await drafts.put({ page, ...draft('one') })
    clock = 2
    await drafts.put({ page, ...draft('two'), path: '/home/ada/shop.yaml', savedText: 'microcosm: 1 # before\n' })
    clock = 3
    await drafts.put({ page, ...draft('one', 'later') })
    expect((await drafts.list({ page })).drafts).toEqual([
      { ...draft('one', 'later'), savedAt: at(3), mine: true },
      { ...draft('two'), path: '/home/ada/shop.yaml', savedText: 'microcosm: 1 # before\n', savedAt: at(2), mine: true },
    ])
    await drafts.discard({ page, id: 'one' })
    await drafts.discard({ page, id: 'one' })
    expect(await ids(drafts, page)).toEqual(['two'])
  })

  test.skipIf(process.platform === 'win32')('can be read by their owner alone', async () => {
    await program().drafts.put({ page: 'a', ...draft('one') })
    expect((await stat(join(folder, 'one.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  })

  test('that cannot be understood are named and stay until the person discards them', async () => {
    const { drafts } = program()
    await drafts.put({ page: 'a', ...draft('good') })
    await writeFile(join(folder, 'half.json'), '{ "id": "half"')
    await mkdir(join(folder, 'folder.json'))
    const { unreadable } = await drafts.list({ page: 'a' })
    expect(unreadable.map(({ id }) => id).sort()).toEqual(['folder', 'half'])
    await expect(drafts.take({ page: 'a', id: 'half' })).rejects.toMatchObject({ code: 'not-found' })
    expect((await readdir(folder)).sort()).toEqual(['folder.json', 'good.json', 'half.json'])
    await drafts.discard({ page: 'a', id: 'half' })
    expect((await readdir(folder)).sort()).toEqual(['folder.json', 'good.json'])
  })

  test('of the first version, which had no owner, are offered', async () => {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'old.json'), JSON.stringify({ ...draft('old'), savedAt: at(1) }))
    expect((await program().drafts.list({ page: 'a' })).drafts).toEqual([{ ...draft('old'), savedAt: at(1), mine: false }])
  })
})

describe('a draft of a page that lives', () => {
  test('is neither offered to another page nor taken, overwritten or discarded by it', async () => {
    const { drafts } = program()
    await drafts.put({ page: 'a', ...draft('one', 'mine') })
    clock = 60
    expect(await ids(drafts, 'b')).toEqual([])
    const refused = { code: 'in-use', message: expect.stringContaining('shop.microcosm.yaml is being edited in another window') }
    await expect(drafts.discard({ page: 'b', id: 'one' })).rejects.toMatchObject(refused)
    await expect(drafts.take({ page: 'b', id: 'one' })).rejects.toMatchObject(refused)
    await expect(drafts.put({ page: 'b', ...draft('one', 'theirs') })).rejects.toMatchObject(refused)
    expect((await drafts.take({ page: 'a', id: 'one' })).text).toBe('mine')
  })

  test('is offered once the page was not heard of for long, or is known to be gone', async () => {
    const { drafts, pages } = program()
    await drafts.put({ page: 'a', ...draft('one') })
    clock = 80
    await drafts.beat({ page: 'a' })
    clock = 160
    expect(await ids(drafts, 'b')).toEqual([])
    clock = 171
    expect(await ids(drafts, 'b')).toEqual(['one'])
    await drafts.beat({ page: 'a' })
    expect(await ids(drafts, 'b')).toEqual([])
    pages.forgetAll()
    expect(await ids(drafts, 'b')).toEqual(['one'])
  })

  test('belongs to that page in another program too, while that program lives and the page gives signs of life', async () => {
    // Another program of this machine that lives: the one that started the tests.
    const parent = String(process.ppid)
    const started = (await readFile(`/proc/${parent}/stat`, 'utf8').catch(() => '')).split(') ').pop()?.split(' ')[19] ?? ''
    const living = program({ ...thisOwner(), pid: parent, started }).drafts
    await living.put({ page: 'a', ...draft('one') })
    await living.beat({ page: 'a' })
    const { drafts } = program()
    clock = 60
    expect(await ids(drafts, 'b')).toEqual([])
    clock = 100
    expect(await ids(drafts, 'b')).toEqual(['one'])
  })

  test('is offered at once when its program is gone, and belongs to the page that takes it', async () => {
    await program(gone).drafts.put({ page: 'a', ...draft('one', 'kept') })
    const { drafts } = program()
    expect(await ids(drafts, 'b')).toEqual(['one'])
    // Killed before it is opened, or after: it is there all the same.
    expect(await drafts.take({ page: 'b', id: 'one' })).toMatchObject({ text: 'kept' })
    expect(await ids(drafts, 'c')).toEqual([])
    expect(await ids(drafts, 'b')).toEqual(['one'])
    await expect(drafts.discard({ page: 'c', id: 'one' })).rejects.toMatchObject({ code: 'in-use' })
  })
})

describe('a draft whose page is gone', () => {
  const left = (more: object) => program(gone).drafts.put({ page: 'a', ...draft('one', 'edited'), ...more })

  test('is no longer offered when its file has its text', async () => {
    const path = join(root, 'shop.yaml')
    await left({ path, savedText: 'before' })
    await writeFile(path, 'another')
    expect(await ids(program().drafts, 'b')).toEqual(['one'])
    await writeFile(path, 'edited')
    expect(await ids(program().drafts, 'b')).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })

  test.each([[{ savedText: null, pristineText: 'edited' }], [{ savedText: 'edited' }]])(
    'is let go when it holds no edit: %j',
    async (more) => {
      await left(more)
      expect(await ids(program().drafts, 'b')).toEqual([])
      expect(await readdir(folder)).toEqual([])
    },
  )
})

test('requests that come at once are done in their order', async () => {
  const { drafts } = program()
  const page = 'a'
  const texts = Array.from({ length: 30 }, (_, index) => `text ${index}`)
  await Promise.all([...texts.map((text) => drafts.put({ page, ...draft('one', text) })), drafts.discard({ page, id: 'one' })])
  expect(await readdir(folder)).toEqual([])
  await Promise.all([drafts.discard({ page, id: 'one' }), ...texts.map((text) => drafts.put({ page, ...draft('one', text) }))])
  expect((await drafts.list({ page })).drafts[0]?.text).toBe('text 29')
})

describe('names of drafts', () => {
  const hostile = ['../settings', '..', '', '.', 'a/b', 'a\\b', 'a\0', '/etc/passwd', 'a.json', 'Ä', 'x'.repeat(65), 'one\n']
  test.each(hostile)('%j is refused', async (id) => {
    const { drafts } = program()
    await writeFile(join(root, 'victim.json'), 'keep')
    const refused = { code: 'bad-input', message: expect.stringContaining('cannot name a draft') }
    await expect(drafts.put({ page: 'a', ...draft(id) })).rejects.toMatchObject(refused)
    await expect(drafts.take({ page: 'a', id })).rejects.toMatchObject(refused)
    await expect(drafts.discard({ page: 'a', id })).rejects.toMatchObject(refused)
    expect(await readdir(root)).toEqual(['victim.json'])
  })

  test('never lead out of the folder, whatever the page calls them', async () => {
    const { drafts } = program()
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 64, unit: fc.constantFrom('.', '/', '\\', 'a', '-', '\0', '%', '2', 'é') }), async (id) => {
        await drafts.put({ page: 'a', ...draft(id) }).catch(() => undefined)
        expect((await readdir(root)).filter((name) => name !== 'home')).toEqual([])
        expect(await readdir(join(root, 'home')).catch(() => ['drafts'])).toEqual(['drafts'])
      }),
      { numRuns: 60 },
    )
  })
})
