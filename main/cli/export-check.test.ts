import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { exporters } from '../exporters.ts'
import { tryCli } from './try-cli.ts'

const root = mkdtempSync(join(tmpdir(), 'microcosm-check-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const design = `microcosm: 1
name: Shop
components:
  users: { kind: traffic, rate: 20 }
  shop: { kind: service, image: acme/shop:1.0, port: 8080 }
  db: { kind: postgres }
connections:
  - { from: users, to: shop, protocol: http }
  - { from: shop, to: db, protocol: postgres }
`

async function exported(to: string) {
  const folder = mkdtempSync(join(root, 'case-'))
  const write = (text: string) => writeFileSync(join(folder, 'shop.yaml'), text)
  write(design)
  const place = exporters.find(({ id }) => id === to)?.output === 'folder' ? 'out' : 'out.file'
  const check = (...more: string[]) => tryCli(['export', 'shop.yaml', '--to', to, '--out', place, '--check', ...more], folder)
  const run = () => tryCli(['export', 'shop.yaml', '--to', to, '--out', place], folder)
  return { folder, place, write, check, run }
}

const changed = design.replace('acme/shop:1.0', 'acme/shop:2.0').replace('kind: service,', 'kind: service, name: Store,')

describe('export --check', () => {
  test.each(exporters.map(({ id }) => id))('to %s matches what was just exported, and fails when the design has changed', async (to) => {
    const { check, run, write, folder } = await exported(to)
    expect((await check()).code).toBe(1)
    expect((await run()).code).toBe(0)
    const before = listing(folder)
    expect(await check()).toMatchObject({ code: 0, out: [] })
    write(changed)
    const { code, out, err } = await check()
    expect(code).toBe(1)
    expect(out.join('\n')).toContain('no longer matches the design')
    expect(err.join('\n')).toMatch(/\d+ of \d+ files differ from shop\.yaml: export it again\./)
    write(design)
    expect(listing(folder)).toEqual(before)
  })

  test('says what a person edited, what is missing, and what is left of an earlier export', async () => {
    const { check, run, write, folder, place } = await exported('kubernetes')
    await run()
    const files = readdirSync(join(folder, place, 'base'))
    const [first, second] = files.filter((name) => name.endsWith('.yaml')) as [string, string]
    appendFileSync(join(folder, place, 'base', first), '# mine\n')
    rmSync(join(folder, place, 'base', second))
    const { out } = await check()
    expect(out).toContain(`out/base/${first} was edited by hand and does not match the design`)
    expect(out).toContain(`out/base/${second} is missing`)
    write(design.replace(/ {2}db: .*\n/, '').replace(/ {2}- \{ from: shop, to: db.*\n/, ''))
    expect((await check()).out.join('\n')).toContain('is of an earlier export and no longer in the design')
  })

  test('asks nobody for the secrets of another machine', async () => {
    const { check, run, folder, place } = await exported('compose')
    await run()
    rmSync(join(folder, place, '.env'))
    expect(await check()).toMatchObject({ code: 0, out: [] })
  })

  test('as JSON names every file with its state', async () => {
    const { check, run } = await exported('compose')
    await run()
    const { out } = await check('--json')
    const { matches, files } = JSON.parse(out.join('\n')) as { matches: boolean; files: { path: string; state: string }[] }
    expect(matches).toBe(true)
    expect(files.length).toBeGreaterThan(1)
    expect(new Set(files.map(({ state }) => state))).toEqual(new Set(['same']))
  })
})

/** Every file below a folder with its text and its time. */
function listing(folder: string): [string, string, number][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'shop.yaml')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path, readFileSync(path, 'latin1'), statSync(path).mtimeMs])
}
