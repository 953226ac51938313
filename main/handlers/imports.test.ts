import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readDocument } from '../../app/design/document.ts'
import { dialogsThatChoose } from '../files/try-dialogs.ts'
import { workHere } from '../work/work.ts'
import { chooseComposeFiles, readImport } from './imports.ts'

const compose = `name: shop
services:
  web: { image: "acme/web:1.0", environment: { API_URL: "http://api:8080" } }
  api: { image: "acme/api:\${TAG}" }
`

let folder = ''
const access = { dialogs: null, environment: { TAG: '2.0' }, work: workHere }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-imports-'))
  await writeFile(join(folder, 'compose.yaml'), compose)
  await writeFile(join(folder, 'over.yaml'), 'services:\n  api: { image: "acme/api:3.0" }\n')
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

describe('imports.read', () => {
  test('gives the design, what it was made from, and where its paths count from; it writes nothing', async () => {
    const made = await readImport({ files: [at('compose.yaml')] }, access)
    expect(made).toMatchObject({ folder, name: 'shop.microcosm.yaml', problems: [] })
    expect(made.inferred.map(({ connection }) => `${connection.from}->${connection.to}`)).toEqual(['web->api'])
    const { design, problems } = readDocument(made.text ?? '')
    expect(problems).toEqual([])
    expect(design?.components.api).toMatchObject({ image: 'acme/api:2.0' })
    expect((await readdir(folder)).sort()).toEqual(['compose.yaml', 'over.yaml'])
  })

  test.each([
    [['compose.yaml', 'over.yaml'], '3.0'],
    [['over.yaml', 'compose.yaml'], '2.0'],
  ])('merges %j in their order', async (files, tag) => {
    const { text = '' } = await readImport({ files: files.map(at) }, access)
    expect(readDocument(text).design?.components.api).toMatchObject({ image: `acme/api:${tag}` })
  })

  test('takes the override along that lies beside a lone compose.yaml, and the variables of .env, and says so', async () => {
    await writeFile(at('compose.override.yaml'), `services:\n  api: { image: "acme/api:4.\${MINOR}" }\n`)
    await writeFile(at('.env'), 'MINOR=2\n')
    const made = await readImport({ files: [at('compose.yaml')], override: true }, access)
    expect(readDocument(made.text ?? '').design?.components.api).toMatchObject({ image: 'acme/api:4.2' })
    expect(made).toMatchObject({ files: [at('compose.yaml'), at('compose.override.yaml')], variableFiles: [at('.env')] })
    // Taken out of the list by the person, or one of several files, it stays out.
    const alone = await readImport({ files: [at('compose.yaml')] }, access)
    const several = await readImport({ files: [at('compose.yaml'), at('over.yaml')], override: true }, access)
    expect([alone.files, several.files]).toEqual([[at('compose.yaml')], [at('compose.yaml'), at('over.yaml')]])
  })

  test('says in a problem what is wrong with the files', async () => {
    await writeFile(at('bad.yaml'), 'services:\n  web: [\n')
    const { text, problems } = await readImport({ files: [at('bad.yaml')] }, access)
    expect(text).toBeUndefined()
    expect(problems).toEqual([expect.objectContaining({ severity: 'error', file: at('bad.yaml'), line: expect.any(Number) })])
  })

  test.each(['compose.yaml', '/etc/passwd', '/etc/compose.yaml\0'])('refuses %j', async (file) => {
    await expect(readImport({ files: [file] }, access)).rejects.toMatchObject({ code: 'bad-input' })
  })
})

test.each([null, '/project/compose.yaml'])('imports.choose gives what is chosen in the dialog: %j', async (path) => {
  expect(await chooseComposeFiles({ ...access, dialogs: dialogsThatChoose(path) })).toEqual(path === null ? null : [path])
  await expect(chooseComposeFiles(access)).rejects.toMatchObject({ code: 'bad-input' })
})
