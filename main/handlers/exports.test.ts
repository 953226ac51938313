import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { composeExporter } from '../../app/exporters/compose/compose.ts'
import type { Export, Exporter, Loss } from '../../app/exporters/exporter.ts'
import { toSealed } from '../../app/exporters/kept-regions.ts'
import { exporters } from '../exporters.ts'
import { dialogsThatChoose } from '../files/try-dialogs.ts'
import { chooseExportPlace, type ExportAccess, type ExportOrder, exportInto, previewExport, writeExportTo } from './exports.ts'

const text = `microcosm: 1
components:
  users: { kind: traffic, rate: 20 }
  shop: { kind: service }
  db: { kind: postgres }
connections:
  - { from: users, to: shop, protocol: http }
  - { from: shop, to: db, protocol: postgres }
`

let root = ''
let folder = ''
let access: ExportAccess
let secrets = 0

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'microcosm-exports-'))
  folder = join(root, 'out')
  secrets = 0
  const runtimeBundle = join(root, 'runtime.mjs')
  await writeFile(runtimeBundle, `// The runtime.\n${'/'.repeat(500_000)}\n`)
  access = { exporters, runtimeBundle, version: '0.0.0', predictWorker: '', newSecret: () => `s3cret${++secrets}`, dialogs: null }
})
afterEach(() => rm(root, { recursive: true, force: true }))

const write = (input: Partial<ExportOrder> = {}, using = access) => exportInto({ to: 'compose', text, folder, ...input }, using)
const at = (name: string) => join(folder, name)
const read = (name: string) => readFile(at(name), 'utf8')

/** An exporter that writes these files, to see what the program makes of a mistake in one. */
function exporterOf(files: Export['files']): ExportAccess {
  const exporter: Exporter = { ...composeExporter, needs: [], export: () => ({ files, losses: [] }) }
  return { ...access, exporters: [exporter] }
}

describe('a page that names a file', () => {
  test.each(['.bashrc', 'id_rsa', 'notes.txt', 'shop.svg.key'])(
    '%s is neither shown nor replaced by an export of one file',
    async (name) => {
      const place = join(root, name)
      await writeFile(place, 'mine')
      const refused = `"${place}" does not end in .svg: name a file that does, or a folder.`
      await expect(previewExport({ to: 'svg', text, place }, access)).rejects.toThrow(refused)
      await expect(writeExportTo({ to: 'svg', text, place, replace: [name] }, access)).rejects.toThrow(refused)
      expect(await readFile(place, 'utf8')).toBe('mine')
    },
  )

  test('a file of the target is written, in capitals too', async () => {
    const place = join(root, 'SHOP.SVG')
    expect((await writeExportTo({ to: 'svg', text, place, replace: [] }, access)).written).toEqual(['SHOP.SVG'])
  })
})

describe('exports.write', () => {
  test('notes beside the files what is lost, and not what stays in them', async () => {
    const files = [{ path: 'compose.yaml', content: 'services: {}\n' }]
    const told = (losses: Loss[]) => ({ ...access, exporters: [{ ...composeExporter, needs: [], export: () => ({ files, losses }) }] })
    const stays = { where: 'web', what: 'It stays.', stays: true as const }
    expect((await write({}, told([stays]))).written).toEqual(['compose.yaml'])
    await write({}, told([stays, { where: 'web', what: 'It is lost.' }]))
    expect(await read('microcosm-export-losses.md')).toMatch(/is lost/)
    expect(await read('microcosm-export-losses.md')).not.toMatch(/It stays/)
  })

  test('writes the files, and again what has changed in the design', async () => {
    const first = await write()
    expect(first?.written).toContain('compose.yaml')
    expect(first?.kept).toEqual([])
    expect(await read('compose.yaml')).toContain('shop:')
    await write({ text: text.replaceAll('shop', 'store') })
    expect(await read('compose.yaml')).not.toContain('shop:')
  })

  test('counts folders to build from where the design lies', async () => {
    const built = text.replace('shop: { kind: service }', 'shop: { kind: service, build: ./shop }')
    await write({ text: built, path: join(root, 'designs', 'my.microcosm.yaml') })
    expect(await read('compose.yaml')).toContain('DESIGN_FOLDER:-../designs}/shop')
    await write({ text: built })
    expect(await read('compose.yaml')).toContain('DESIGN_FOLDER:-.}/shop')
  })

  test('makes secrets once: they are for their owner alone, are kept, and only missing ones are added', async () => {
    await write()
    const before = await read('.env')
    expect(before).toContain('s3cret1')
    expect((await stat(at('.env'))).mode & 0o777).toBe(0o600)
    expect((await write({ edited: 'replace' }))?.kept).toEqual(['.env', '.gitignore'])
    expect(await read('.env')).toBe(before)

    const grown = text.replace(
      'connections:',
      '  cellar: { kind: postgres }\nconnections:\n  - { from: shop, to: cellar, protocol: postgres }',
    )
    expect((await write({ text: grown }))?.written).toContain('.env')
    const after = await read('.env')
    expect(after.startsWith(before)).toBe(true)
    expect(after.slice(before.length)).toMatch(/^CELLAR\w*=s3cret\d+\n$/)
    expect((await stat(at('.env'))).mode & 0o777).toBe(0o600)
    expect(await read('compose.yaml')).not.toMatch(/s3cret/)
  })

  test("never replaces a person's file, nor one of its own that was edited, unless told to", async () => {
    await mkdir(folder)
    await writeFile(at('compose.yaml'), 'mine')
    await expect(write()).rejects.toMatchObject({ code: 'exists', details: { files: ['compose.yaml'] } })
    expect(await readdir(folder)).toEqual(['compose.yaml'])
    expect(await read('compose.yaml')).toBe('mine')

    await write({ edited: 'replace' })
    await writeFile(at('compose.yaml'), `${await read('compose.yaml')}# Edited.\n`)
    await expect(write()).rejects.toMatchObject({ code: 'exists' })
    expect(await read('compose.yaml')).toMatch(/# Edited\.\n$/)
  })

  test('removes a file of an earlier export that is no longer needed, but not an edited one', async () => {
    const files = ['a.txt', 'b.txt', 'c.txt'].map((path) => ({ path, content: path }))
    await write({}, exporterOf(files))
    await writeFile(at('c.txt'), 'edited')
    await write({}, exporterOf(files.slice(0, 1)))
    expect((await readdir(folder)).filter((name) => !name.startsWith('.')).sort()).toEqual(['a.txt', 'c.txt'])
  })

  test('leaves what an export to something else wrote', async () => {
    await write()
    const other = (files: Export['files']): ExportAccess => ({
      ...access,
      exporters: exporterOf(files).exporters.map((exporter) => ({ ...exporter, id: 'other' })),
    })
    const fresh = { to: 'other', text, folder }
    await exportInto(fresh, other([{ path: 'a.txt', content: 'a' }]))
    expect(await read('compose.yaml')).toContain('shop:')
    await expect(exportInto(fresh, other([{ path: 'compose.yaml', content: 'b' }]))).rejects.toMatchObject({ code: 'exists' })
    await exportInto(fresh, other([{ path: 'b.txt', content: 'b' }]))
    expect((await readdir(folder)).filter((name) => name.endsWith('.txt'))).toEqual(['b.txt'])
    expect((await write())?.written).toContain('compose.yaml')
  })

  test.each(['../escaped.txt', '../../escaped.txt', 'a/../../escaped.txt', '..'])('refuses a path %j of an exporter', async (path) => {
    for (const secret of [false, true]) {
      const refused = { code: 'not-writable', message: expect.stringContaining('leads out of') }
      await expect(write({ edited: 'replace' }, exporterOf([{ path, content: 'x', secret }]))).rejects.toMatchObject(refused)
    }
    expect((await readdir(root)).sort()).toEqual(['out', 'runtime.mjs'])
    expect(await readdir(folder)).toEqual([])
  })

  test('refuses to go through a link that leads out of the folder', async () => {
    const elsewhere = join(root, 'elsewhere')
    await mkdir(elsewhere)
    await mkdir(folder)
    await symlink(elsewhere, at('services'))
    const refused = { code: 'not-writable', message: expect.stringContaining('remove the link') }
    await expect(write({ edited: 'replace' }, exporterOf([{ path: 'services/shop.txt', content: 'x' }]))).rejects.toMatchObject(refused)
    expect(await readdir(elsewhere)).toEqual([])
  })

  test('refuses a manifest that would have it remove files elsewhere', async () => {
    await write()
    await writeFile(join(root, 'victim'), 'x')
    const hash = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'
    await writeFile(at('.microcosm-export.json'), JSON.stringify({ exports: { compose: { '../victim': hash } } }))
    await expect(write({ edited: 'replace' })).rejects.toMatchObject({ code: 'not-writable' })
    expect(await readFile(join(root, 'victim'), 'utf8')).toBe('x')
  })

  test('refuses a design with errors, a relative folder, and a folder that is a file', async () => {
    const broken = { code: 'design', message: expect.stringMatching(/:5:\d+ error: .*postgress/) }
    await expect(write({ text: text.replace('kind: postgres', 'kind: postgress') })).rejects.toMatchObject(broken)
    const relative = writeExportTo({ to: 'compose', text, place: 'out', replace: [] }, access)
    await expect(relative).rejects.toMatchObject({ code: 'bad-input' })
    await expect(write({ folder: access.runtimeBundle })).rejects.toMatchObject({ code: 'not-writable' })
    expect(await readdir(root)).toEqual(['runtime.mjs'])
  })

  test.each([
    ['compose.yaml', 'where a later file cannot be put in place'],
    ['.microcosm-export.json', 'where its record cannot be written'],
  ])('leaves everything as it was %s is a folder: %s', async (name) => {
    const files = [
      { path: 'a.txt', content: 'new' },
      { path: 'compose.yaml', content: 'x' },
    ]
    await mkdir(at(name), { recursive: true })
    await writeFile(at('a.txt'), 'mine')
    await expect(write({ edited: 'replace' }, exporterOf(files))).rejects.toMatchObject({ code: 'not-writable' })
    expect(await read('a.txt')).toBe('mine')
    expect((await readdir(folder)).sort()).toEqual([name, 'a.txt'].sort())
  })
})

describe('exports.choosePlace', () => {
  test.each([null, '/some/place'])('gives what is chosen in the dialog: %j', async (path) => {
    for (const to of ['compose', 'svg']) {
      expect(await chooseExportPlace({ to, suggested: '/' }, { ...access, dialogs: dialogsThatChoose(path) })).toBe(path)
    }
    await expect(chooseExportPlace({ to: 'svg', suggested: '/' }, access)).rejects.toMatchObject({ code: 'bad-input' })
  })
})

describe('a file that a person edited', () => {
  const order = (files: string[]) => ({ to: 'compose', text, place: folder, replace: files })
  const files = (line: string) => ['a.txt', 'b.txt'].map((path) => ({ path, content: line }))

  test('stays, while the others are written, unless it is named', async () => {
    await write({}, exporterOf(files('one')))
    for (const { path } of files('')) await writeFile(at(path), 'mine')
    const again = await writeExportTo(order(['b.txt']), exporterOf(files('two')))
    expect(again).toEqual({ folder, written: ['b.txt'], kept: ['a.txt'], removed: [] })
    expect([await read('a.txt'), await read('b.txt')]).toEqual(['mine', 'two'])
    // It is asked about again the next time, and a file that went back to what was written counts as ours.
    expect((await writeExportTo(order([]), exporterOf(files('three')))).kept).toEqual(['a.txt'])
    await writeFile(at('a.txt'), 'one')
    expect((await writeExportTo(order([]), exporterOf(files('four')))).written).toEqual(['a.txt', 'b.txt'])
  })

  test('is kept where the export is that one file', async () => {
    const one: ExportAccess = {
      ...access,
      exporters: exporterOf(files('one').slice(0, 1)).exporters.map((each) => ({ ...each, output: 'file' })),
    }
    const place = join(root, 'my.txt')
    await writeFile(place, 'mine')
    expect(await writeExportTo({ ...order([]), place }, one)).toMatchObject({ written: [], kept: ['my.txt'] })
    expect(await writeExportTo({ ...order(['my.txt']), place }, one)).toMatchObject({ written: ['my.txt'], kept: [] })
  })
})

describe('exports.preview', () => {
  test('shows what would be written, long files cut, without making a secret or a file', async () => {
    const { files, losses } = await previewExport({ to: 'compose', text }, access)
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['compose.yaml', '.env']))
    expect(Math.max(...files.map(({ wanted }) => wanted?.length ?? 0))).toBeLessThan(401_000)
    expect(losses).toEqual(expect.any(Array))
    expect(secrets).toBe(0)
    expect(await readdir(root)).toEqual(['runtime.mjs'])
  })

  test('tells of each file how it stands to what is there, and of a secret nothing more', async () => {
    await write()
    await writeFile(at('compose.yaml'), `${await read('compose.yaml')}# mine\n`)
    const { folder: shown, files } = await previewExport({ to: 'compose', text: text.replaceAll('shop', 'store'), place: folder }, access)
    expect(shown).toBe(folder)
    const byPath = new Map(files.map((file) => [file.path, file]))
    const compose = byPath.get('compose.yaml')
    expect(compose).toMatchObject({ state: 'edited', there: expect.stringContaining('# mine'), wanted: expect.stringContaining('store:') })
    expect(byPath.get('.env')).toEqual({ path: '.env', state: 'same', secret: true })
  })
})

describe('what a person wrote into an exported file', () => {
  const sealed = (line: string) => toSealed(`${line}\n// <yours here>\n// </yours>\n`)
  const exportOf = (line: string): Export['files'] => [
    { path: 'lib/stack.ts', content: sealed(line), keep: 'regions' },
    { path: 'lib/own.ts', content: `begin with ${line}\n`, keep: 'once' },
  ]
  const writeIn = (files: Export['files'], edited: ExportOrder['edited'] = 'refuse') => write({ edited }, exporterOf(files))
  const edit = async (name: string, from: string, to: string) => writeFile(at(name), (await read(name)).replace(from, to))

  test('stays between marks and in files of their own, while the rest follows the design', async () => {
    await writeIn(exportOf('one'))
    await edit('lib/stack.ts', '<yours here>', '<yours here>\nmine')
    await edit('lib/own.ts', 'one', 'mine')
    const again = await writeIn(exportOf('two'))
    expect(await read('lib/stack.ts')).toBe(sealed('two').replace('<yours here>', '<yours here>\nmine'))
    expect(await read('lib/own.ts')).toBe('begin with mine\n')
    expect(again).toMatchObject({ written: ['lib/stack.ts'], kept: ['lib/own.ts'] })
    // A copy without the record of what was exported, such as a fresh checkout, is no other.
    await rm(at('.microcosm-export.json'))
    await writeIn(exportOf('three'))
    expect(await read('lib/stack.ts')).toContain('three\n// <yours here>\nmine\n')
  })

  test('elsewhere is not overwritten without a word', async () => {
    await writeIn(exportOf('one'))
    await edit('lib/stack.ts', 'one', 'mine')
    await expect(writeIn(exportOf('two'))).rejects.toMatchObject({ code: 'exists', details: { files: ['lib/stack.ts'] } })
    await writeIn(exportOf('two'), 'replace')
    expect(await read('lib/stack.ts')).toBe(sealed('two'))
  })

  test('is not lost with the place it stood in', async () => {
    await writeIn(exportOf('one'))
    await edit('lib/stack.ts', '<yours here>', '<yours here>\nmine')
    const moved = exportOf('two').map((file) => ({ ...file, content: file.content.replace('yours here', 'yours there') }))
    await expect(writeIn(moved)).rejects.toThrow('under <yours here> has no place in its new text')
  })
})
