import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, unlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRecent } from '../files/recent.ts'
import { dialogsThatChoose } from '../files/try-dialogs.ts'
import { type DesignAccess, listExamples, openDesign, saveDesign, saveDesignAs } from './designs.ts'

const before = 'microcosm: 1\n# By hand.\ncomponents: {}\n'
const after = 'microcosm: 1\n# By hand.\ncomponents: { shop: { kind: service } }\n'

let folder = ''
let file = ''
let access: DesignAccess

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-designs-'))
  file = join(folder, 'shop.microcosm.yaml')
  access = { recent: createRecent(join(folder, 'home'), () => new Date('2026-01-02T03:04:05Z')), dialogs: null }
  await writeFile(file, before)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const text = () => readFile(file, 'utf8')
const refusal = (code: string, message: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(message) })
/** Nothing but what the test knows of stands in the folder: no half-written file was left. */
const names = async () => (await readdir(folder)).filter((name) => name !== 'home').sort()

describe('designs.open', () => {
  test('gives the text as it stands, and remembers the file', async () => {
    expect(await openDesign({ path: file }, access)).toEqual({ path: file, name: 'shop.microcosm.yaml', text: before })
    expect(await access.recent.list()).toEqual([{ path: file, name: 'shop.microcosm.yaml', openedAt: '2026-01-02T03:04:05.000Z' }])
  })

  test.each(['\ufeffmicrocosm: 1\r\ncomponents: {}\r\n', '', 'no design at all: ['])('keeps every byte of %j', async (content) => {
    await writeFile(file, content)
    expect((await openDesign({ path: file }, access))?.text).toBe(content)
  })

  test('refuses what is no design file, each in a sentence, and remembers none of it', async () => {
    await mkdir(join(folder, 'folder.yaml'))
    await writeFile(join(folder, 'bytes.yaml'), Buffer.from([0xff, 0xfe, 0x00]))
    const refused: [string, string, RegExp][] = [
      [join(folder, 'none.yaml'), 'not-found', /none\.yaml: there is no such file/],
      [join(folder, 'folder.yaml'), 'bad-input', /folder\.yaml is a folder/],
      [join(folder, 'bytes.yaml'), 'bad-input', /not text in UTF-8/],
      ['shop.microcosm.yaml', 'bad-input', /not a whole path/],
      ['/etc/passwd', 'bad-input', /passwd is not a design/],
      [`${file}\0.yaml`, 'bad-input', /not a whole path/],
    ]
    for (const [path, code, message] of refused) await expect(openDesign({ path }, access)).rejects.toEqual(refusal(code, message))
    expect(await access.recent.list()).toEqual([])
  })

  test('clears away what a killed save of this file left beside it', async () => {
    const left = join(folder, '.shop.microcosm.yaml.0123456789ab.tmp')
    await writeFile(left, 'microcosm')
    await utimes(left, 0, 0)
    await openDesign({ path: file }, access)
    expect(await names()).toEqual(['shop.microcosm.yaml'])
  })

  test('asks the system where it has dialogs; a cancelled one opens nothing', async () => {
    await expect(openDesign({}, access)).rejects.toEqual(refusal('bad-input', /No file was named/))
    expect(await openDesign({}, { ...access, dialogs: dialogsThatChoose(null) })).toBeNull()
    expect((await openDesign({}, { ...access, dialogs: dialogsThatChoose(file) }))?.text).toBe(before)
  })
})

describe('designs.save', () => {
  const save = (input: { lastRead: string | null; overwrite?: boolean; path?: string }) =>
    saveDesign({ path: file, text: after, ...input }, access)

  test('replaces the text that was read, and leaves nothing beside it', async () => {
    expect(await save({ lastRead: before })).toEqual({ path: file, name: 'shop.microcosm.yaml' })
    expect(await text()).toBe(after)
    expect(await names()).toEqual(['shop.microcosm.yaml'])
  })

  test('refuses a file that another program changed, shows what it holds, and overwrites it when told to', async () => {
    await writeFile(file, 'theirs')
    await expect(save({ lastRead: before })).rejects.toMatchObject({ code: 'changed-on-disk', details: { onDisk: 'theirs' } })
    expect(await text()).toBe('theirs')
    await save({ lastRead: before, overwrite: true })
    expect(await text()).toBe(after)
  })

  test('refuses a file that was not there when the design was begun, and writes one anew that was deleted', async () => {
    await expect(save({ lastRead: null })).rejects.toEqual(refusal('changed-on-disk', /is there already/))
    await unlink(file)
    await save({ lastRead: before })
    expect(await text()).toBe(after)
  })

  test('keeps the link that leads to the file', async () => {
    const link = join(folder, 'link.yaml')
    await symlink(file, link)
    await save({ path: link, lastRead: before })
    expect((await lstat(link)).isSymbolicLink()).toBe(true)
    expect(await text()).toBe(after)
  })

  test.skipIf(process.platform === 'win32').each([0o600, 0o664, 0o755])('keeps mode %o', async (mode) => {
    await chmod(file, mode)
    await save({ lastRead: before })
    expect((await stat(file)).mode & 0o777).toBe(mode)
  })

  test('that fails leaves the old file whole and nothing beside it', async () => {
    // No file can be made under so long a name, so the write fails before the old one could be touched.
    const long = join(folder, `${'a'.repeat(250)}.yaml`)
    await writeFile(long, before)
    const there = await names()
    await expect(save({ path: long, lastRead: before })).rejects.toEqual(refusal('not-writable', /its name is too long/))
    expect(await readFile(long, 'utf8')).toBe(before)
    expect(await names()).toEqual(there)
    await expect(save({ path: join(folder, 'none', 'shop.yaml'), lastRead: null })).rejects.toEqual(refusal('not-found', /no such file/))
  })

  test('one after another leaves one of the two texts, never a mixture', async () => {
    const texts = Array.from({ length: 12 }, (_, index) => `# ${index}\n${'x'.repeat(50_000)}\n`)
    await Promise.all(texts.map((each) => saveDesign({ path: file, text: each, lastRead: null, overwrite: true }, access)))
    expect(texts).toContain(await text())
    expect(await names()).toEqual(['shop.microcosm.yaml'])
  })
})

describe('designs.saveAs', () => {
  test('adds the ending of designs, and never replaces a file that the person did not name', async () => {
    const path = join(folder, 'Web shop')
    const saved = { path: `${path}.microcosm.yaml`, name: 'Web shop.microcosm.yaml' }
    expect(await saveDesignAs({ text: after, suggestedName: 'x', path }, access)).toEqual(saved)
    await expect(saveDesignAs({ text: before, suggestedName: 'x', path }, access)).rejects.toEqual(refusal('exists', /is there already/))
    const dialogs = dialogsThatChoose(path)
    await expect(saveDesignAs({ text: before, suggestedName: 'x' }, { ...access, dialogs })).rejects.toEqual(refusal('exists', /Web shop/))
    expect(await readFile(saved.path, 'utf8')).toBe(after)
  })

  test("writes what the system's dialog named, which has asked already", async () => {
    expect(await saveDesignAs({ text: after, suggestedName: 'x' }, { ...access, dialogs: dialogsThatChoose(null) })).toBeNull()
    await saveDesignAs({ text: after, suggestedName: 'x' }, { ...access, dialogs: dialogsThatChoose(file) })
    expect(await text()).toBe(after)
  })
})

describe('designs.recent', () => {
  test('are the last twelve, newest first, each once, without those that are gone', async () => {
    for (let index = 0; index < 14; index += 1) {
      const path = join(folder, `${index}.yaml`)
      await writeFile(path, before)
      await openDesign({ path }, access)
    }
    await openDesign({ path: join(folder, '5.yaml') }, access)
    await unlink(join(folder, '13.yaml'))
    const listed = (await access.recent.list()).map(({ name }) => name)
    expect(listed).toEqual([
      '5.yaml',
      '12.yaml',
      '11.yaml',
      '10.yaml',
      '9.yaml',
      '8.yaml',
      '7.yaml',
      '6.yaml',
      '4.yaml',
      '3.yaml',
      '2.yaml',
    ])
  })

  test('begin anew when their file is broken, which is kept aside', async () => {
    await mkdir(join(folder, 'home'))
    await writeFile(join(folder, 'home', 'recent.json'), '{ half')
    expect(await access.recent.list()).toEqual([])
    await openDesign({ path: file }, access)
    expect(await access.recent.list()).toHaveLength(1)
    expect(await readFile(join(folder, 'home', 'recent.json-broken'), 'utf8')).toBe('{ half')
  })
})

test('designs.examples gives every example with its text', async () => {
  const shipped = join(import.meta.dirname, '../../assets/examples')
  const examples = await listExamples(shipped)
  const files = (await readdir(shipped)).filter((name) => name.endsWith('.microcosm.yaml'))
  expect(examples.map(({ id }) => `${id}.microcosm.yaml`).sort()).toEqual(files.sort())
  for (const example of examples) expect(example.text).toContain('microcosm: 1')
  await expect(listExamples(folder)).rejects.toEqual(refusal('not-found', /examples\.json/))
})
