import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Input, requests } from '../../app/bridge/requests.ts'
import { dialogsThatChoose } from '../files/try-dialogs.ts'
import { workHere } from '../work/work.ts'
import { ask } from './answers.ts'
import { saveReport } from './reports.ts'

const text = `microcosm: 1
name: <b>Shop</b>
components:
  people: { kind: traffic, rate: 50 }
  shop: { kind: service, concurrency: 1, work: { time: 5ms } }
connections:
  - { from: people, to: shop, protocol: http }
scenarios:
  day: { duration: 30s, objectives: [{ metric: p99, below: 100ms }] }
`
let folder = ''
let input: Input<'reports.save'>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-report-'))
  const played = { text, path: null, scenario: 'day', durationSeconds: 10, seed: 7 }
  const access = {
    workerPath: resolve(import.meta.dirname, '../../simulator/predict/worker.ts'),
    send: () => {},
    newSeed: () => 1,
    asked: new Map(),
    work: workHere,
  }
  const answer = await ask({ askId: 'a', ...played, question: { kind: 'replications', count: 2 } }, access)
  if (answer.kind !== 'replications') throw new Error(answer.kind)
  input = { text, path: '/home/ada/the shop.yaml', designName: 'shop', scenario: 'day', result: answer.result, suggestedName: 'shop' }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const save = (change: Partial<Input<'reports.save'>>, dialogs: ReturnType<typeof dialogsThatChoose> | null = null) =>
  saveReport({ ...input, ...change }, { dialogs, version: '1.2.3', work: workHere })

test('a report is written where the person chose, with the drawing and what repeats it', async () => {
  const path = join(folder, 'chosen')
  expect(await save({}, dialogsThatChoose(path))).toEqual({ path: `${path}.html`, name: 'chosen.html' })
  const page = await readFile(`${path}.html`, 'utf8')
  expect(page).toContain('<svg')
  expect(page).toContain('&lt;b&gt;Shop&lt;/b&gt;')
  expect(page).toContain('microcosm simulate &#39;the shop.yaml&#39; --scenario day --duration 10s --seed 7 --replications 2')
  expect(page).toContain('1.2.3')
})

test('what was cancelled, is there already or is no place writes nothing', async () => {
  const there = join(folder, 'there.html')
  await writeFile(there, 'mine')
  const before = await readdir(folder)
  expect(await save({}, dialogsThatChoose(null))).toBeNull()
  await expect(save({ file: there })).rejects.toThrow('is there already')
  await expect(save({ file: 'report.html' })).rejects.toThrow('is not a whole path')
  await expect(save({})).rejects.toThrow('No file was named')
  await expect(save({ file: join(folder, 'no', 'such.html') })).rejects.toThrow('there is no such file or folder')
  expect(await readdir(folder)).toEqual(before)
  expect(await readFile(there, 'utf8')).toBe('mine')
})

test('a result that is none is refused on arrival', () => {
  const parse = (value: unknown) => requests['reports.save'].input.safeParse(value).success
  expect(parse(input)).toBe(true)
  expect(parse({ ...input, result: { ...input.result, journeys: { buy: { throughput: '<script>' } } } })).toBe(false)
})
