import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Answer } from '../../app/bridge/answer.ts'
import type { Output } from '../../app/bridge/requests.ts'
import { connectDocker } from '../../simulator/live/docker.ts'
import { readRunSheet } from '../../simulator/live/read-run-sheet.ts'
import { createAcceptedSheets } from '../runs/accepted-sheets.ts'
import type { AnyRun } from '../runs/run-registry.ts'
import { createRunRegistry } from '../runs/run-registry.ts'
import { workHere } from '../work/work.ts'
import { type RunAccess, showRunSheet, startRun } from './runs.ts'

/** The images that the engine of these tests has; others would be pulled. */
const images = new Map<string, string>()
const engine = createServer(({ url = '' }, answer) => {
  const name = decodeURIComponent(/\/images\/(.+)\/json/.exec(url)?.[1] ?? '')
  const id = images.get(name)
  answer.statusCode = id || url.endsWith('/info') ? 200 : 404
  answer.end(JSON.stringify(name ? { Id: id } : { NCPU: 4, MemTotal: 8 * 2 ** 30 }))
})

let folder = ''
let path = ''
let started = 0
beforeAll(() => new Promise<void>((resolve) => void engine.listen(0, '127.0.0.1', resolve)))
afterAll(() => void engine.close())
beforeEach(() => {
  images.clear()
  images.set('node:24-slim', 'sha256:node')
  images.set('postgres:17', 'sha256:first')
  folder = mkdtempSync(join(tmpdir(), 'microcosm-runs-'))
  mkdirSync(join(folder, 'shop', 'web'), { recursive: true })
  mkdirSync(join(folder, 'other'))
  for (const place of ['shop/web', 'other']) writeFileSync(join(folder, place, 'Dockerfile'), 'FROM scratch\n')
  path = join(folder, 'shop', 'shop.microcosm.yaml')
  started = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The program anew, as after a restart. */
function access(): RunAccess {
  const docker = connectDocker({ protocol: 'http', host: '127.0.0.1', port: (engine.address() as AddressInfo).port })
  const run: AnyRun = { events: (async function* () {})(), inject: async () => '', heal: async () => {}, finish() {} }
  const start = () => {
    started += 1
    return run
  }
  return {
    engines: { predict: start, live: start, sheet: (design, base) => readRunSheet(docker, design, base) },
    registry: createRunRegistry(
      () => {},
      () => 'run',
      () => 0,
    ),
    accepted: createAcceptedSheets(join(folder, 'own')),
    newSeed: () => 1,
    work: workHere,
  }
}

const parts = ['users: { kind: traffic, rate: 5 }', 'api: { kind: service }']
const calls = 'connections: [{ from: users, to: api, protocol: http }]\n'
const shop = (...more: string[]) => `microcosm: 1\ncomponents:\n${[...parts, ...more].map((line) => `  ${line}\n`).join('')}${calls}`
const db = 'db: { kind: postgres, image: "postgres:17" }'
const show = (text: string) => showRunSheet({ text, path }, access())
const start = (text: string, accepted?: { hash: string; consents: string[] }) =>
  startRun({ engine: 'live', text, path, ...(accepted ? { accepted } : {}) }, access())
/** As a person does who ticks everything. */
async function accept(text: string): Promise<Output<'runs.sheet'>> {
  const shown = await show(text)
  await start(text, { hash: shown.hash, consents: shown.sheet.consents.map(({ id }) => id) })
  return shown
}
const notAccepted: Partial<Answer<never>> = { code: 'not-accepted' }

describe('a run on Docker', () => {
  test('does not start unless its sheet was accepted, however it is asked for', async () => {
    await expect(start(shop(db))).rejects.toMatchObject(notAccepted)
    await expect(start(shop(db), { hash: '', consents: [] })).rejects.toMatchObject(notAccepted)
    const { hash } = await show(shop())
    await expect(start(shop(db), { hash, consents: [] })).rejects.toMatchObject(notAccepted)
    expect(started).toBe(0)
    await accept(shop(db))
    expect(started).toBe(1)
  })

  test('is shown once: not for traffic, not after a restart, and again when it changes', async () => {
    expect((await accept(shop(db))).changed).toBeNull()
    expect(await show(shop(db))).toMatchObject({ accepted: true, changed: [] })
    expect(await show(shop(db).replace('rate: 5', 'rate: 9'))).toMatchObject({ accepted: true })
    expect(await show(shop(db.replace('}', ', memory: 1GiB }')))).toMatchObject({ accepted: false, changed: ['memory'] })
    const two = await show(shop(db, 'cache: { kind: redis }'))
    expect(two.changed?.toSorted()).toEqual(['capabilities cache', expect.stringMatching(/^image redis:/)])
    const { sheet, changed } = await show(shop(db).replace('kind: service', 'kind: service, replicas: 2'))
    expect([sheet.containers, changed]).toEqual([4, ['stand-ins node:24-slim']])
  })

  test('is shown again when the same name has become another image', async () => {
    await accept(shop(db))
    images.set('postgres:17', 'sha256:second')
    expect(await show(shop(db))).toMatchObject({ accepted: false, changed: [expect.stringMatching(/^image postgres:17/)] })
  })

  test('is not shown again for what it pulled itself, but for what comes after', async () => {
    images.clear()
    const { sheet } = await accept(shop(db))
    expect(sheet.images).toMatchObject([{ digest: null }])
    images.set('node:24-slim', 'sha256:node')
    images.set('postgres:17', 'sha256:first')
    expect((await accept(shop(db))).accepted).toBe(true)
    images.set('postgres:17', 'sha256:second')
    expect((await show(shop(db))).accepted).toBe(false)
  })

  test('is shown again when an image is gone, since another may come of the pull', async () => {
    await accept(shop(db))
    images.delete('postgres:17')
    expect((await show(shop(db))).accepted).toBe(false)
  })

  test('needs each licence accepted by itself, and remembers it', async () => {
    const text = shop('sales: { kind: mssql }')
    const { hash, sheet } = await show(text)
    expect(sheet.consents).toMatchObject([{ kind: 'licence', components: ['sales'] }])
    await expect(start(text, { hash, consents: [] })).rejects.toMatchObject({
      ...notAccepted,
      message: expect.stringMatching(/^Nobody has accepted Microsoft.* for sales\.$/),
    })
    expect(started).toBe(0)
    await accept(text)
    await start(text, { hash, consents: [] })
    expect(started).toBe(2)
  })

  test.each([
    ['in the folder of the design', './web', 0],
    ['beside it', '../other', 1],
    ['behind a link', './link', 1],
  ])('asks for a folder %s only where it is outside', async (_where, build, count) => {
    symlinkSync('../other', join(folder, 'shop', 'link'))
    const { sheet } = await show(shop(`web: { kind: service, build: ${build} }`))
    expect(sheet.builds).toMatchObject([{ component: 'web', folder: expect.stringMatching(/(?:shop\/web|other)$/) }])
    expect(sheet.consents.map(({ kind }) => kind)).toEqual(Array(count).fill('folder'))
  })

  test('names what the Compose files ask of the machine and no run gives; it is no part of what was accepted', async () => {
    await accept(shop(db))
    const privileged = db.replace('}', ", x-compose: { privileges: ['privileged: true', 'devices: /dev/kvm'] } }")
    const { sheet, accepted } = await show(shop(privileged))
    expect(accepted).toBe(true)
    expect(sheet.notGiven).toEqual([
      { component: 'db', grant: 'privileged: true', danger: 'it can do what root of the machine can' },
      { component: 'db', grant: 'devices: /dev/kvm', danger: 'it uses a device of the machine' },
    ])
  })

  test('that cannot be is refused before anybody is asked', async () => {
    await expect(show(shop('web: { kind: service, build: ./none }'))).rejects.toThrow(/there is no Dockerfile in it/)
    await expect(show('microcosm: 1\ncomponents: { a: { kind: service } }\n')).rejects.toThrow(/traffic/)
  })

  test('goes on where what was accepted cannot be written', async () => {
    writeFileSync(join(folder, 'own'), '')
    await accept(shop(db))
    expect(started).toBe(1)
    expect(readFileSync(join(folder, 'own'), 'utf8')).toBe('')
  })

  test('a prediction asks nobody', async () => {
    await startRun({ engine: 'predict', text: shop(db), path }, access())
    expect(started).toBe(1)
  })
})
