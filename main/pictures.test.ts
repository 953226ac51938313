import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exporters } from './exporters.ts'
import type { OnEdited } from './files/export-folder.ts'
import { exportInto } from './handlers/exports.ts'

const text = `microcosm: 1
name: Käse & Co
components:
  users: { kind: traffic, rate: 20 }
  shop: { kind: service, name: 漢字 }
connections:
  - { from: users, to: shop, protocol: http }
`

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'microcosm-pictures-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const means = { exporters, runtimeBundle: '', predictWorker: '', version: '0.0.0', newSecret: () => '' }
const write = (to: string, place: string, edited: OnEdited = 'refuse') => exportInto({ folder: join(root, place), text, to, edited }, means)

test('a PNG is twice the size of the SVG, the same each time, and says which letters it lacks', async () => {
  const { losses } = await write('png', 'a.png')
  await write('png', 'b.png')
  await write('svg', 'a.svg')
  const [png, again] = [await readFile(join(root, 'a.png')), await readFile(join(root, 'b.png'))]
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(await readFile(join(root, 'a.svg'), 'utf8')) ?? []
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)])
  expect(png.equals(again)).toBe(true)
  expect(losses).toEqual([{ where: 'shop', what: expect.stringContaining('letters that a PNG cannot show') }])
})

test('an export of one file is named by its place, or by the design within a folder', async () => {
  expect(await write('mermaid', 'drawn.mmd')).toMatchObject({ folder: root, written: ['drawn.mmd'] })
  expect(await exportInto({ folder: root, text, to: 'structurizr' }, means)).toMatchObject({ folder: root, written: ['ka-se-co.dsl'] })
  expect(await exportInto({ folder: `${join(root, 'new')}/`, text, to: 'svg' }, means)).toMatchObject({ written: ['ka-se-co.svg'] })
})

test('a file that says something else is replaced only when told to', async () => {
  await write('mermaid', 'drawn.mmd')
  await write('mermaid', 'drawn.mmd')
  await writeFile(join(root, 'drawn.mmd'), 'mine')
  await expect(write('mermaid', 'drawn.mmd')).rejects.toMatchObject({ code: 'exists', details: { files: [join(root, 'drawn.mmd')] } })
  expect(await readFile(join(root, 'drawn.mmd'), 'utf8')).toBe('mine')
  await write('mermaid', 'drawn.mmd', 'replace')
  expect(await readFile(join(root, 'drawn.mmd'), 'utf8')).toContain('flowchart LR')
})
