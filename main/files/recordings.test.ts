import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { createPredict } from '../../simulator/engine/predict.ts'
import { PredictThread } from '../../simulator/predict/predict-thread.ts'
import { readRecordings } from './recordings.ts'

const design = (file: string): Design => ({
  microcosm: 1,
  components: { users: { kind: 'traffic', trace: { file } }, shop: { kind: 'service' } },
  connections: [{ from: 'users', to: 'shop', protocol: 'http' }],
})
const text = Array.from({ length: 20_000 }, (_, index) => `${index}ms\n`).join('')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-recordings-'))
  await writeFile(join(folder, 'day.csv'), text)
  await writeFile(join(folder, 'bad.csv'), '1ms\nsoon\n')
  await symlink('/dev/zero', join(folder, 'endless.csv'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a recording goes to a thread as bytes that both share, and means there what its text means', async () => {
  const files = await readRecordings(design('day.csv'), folder)
  expect(files['day.csv']?.buffer).toBeInstanceOf(SharedArrayBuffer)
  const signal = new AbortController().signal
  const request = { design: design('day.csv'), seed: 1, durationSeconds: 15 }
  const thread = new PredictThread(resolve(import.meta.dirname, '../../simulator/predict/worker.ts'))
  const ends = []
  const here = createPredict(() => new Promise((next) => setImmediate(next)))
  for (const run of [thread.predict({ ...request, files, signal }), here({ ...request, files: { 'day.csv': text }, signal })])
    for await (const event of run.events) if (event.type === 'result' || event.type === 'failed') ends.push(event)
  await thread.close()
  expect(ends).toMatchObject([{ type: 'result' }, { type: 'result' }])
  const figures = ends.map((end) => end.type === 'result' && end.result.components)
  expect(figures[0]).toEqual(figures[1])
})

test.each([
  ['bad.csv', 'bad.csv:2 has "soon" for a time'],
  ['endless.csv', 'it is not a regular file'],
  ['none.csv', 'which could not be read'],
  ['../day.csv', 'put the file beside the design'],
  ['/etc/passwd', 'put the file beside the design'],
])('%s is refused in a sentence', async (file, sentence) => {
  await expect(readRecordings(design(file), folder)).rejects.toThrow(sentence)
})

test('a design that was never saved has no recordings beside it', async () => {
  await expect(readRecordings(design('day.csv'), null)).rejects.toThrow('save the design first')
  expect(await readRecordings({ microcosm: 1, components: {} }, null)).toEqual({})
})
