import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFileWatches, type FileWatches } from '../files/watch-files.ts'
import { lookAtDesign, watchDesign } from './watch.ts'

let folder = ''
let file = ''
let told: string[] = []
let watches: FileWatches
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-watch-'))
  file = join(folder, 'shop.microcosm.yaml')
  await writeFile(file, 'one')
  told = []
  watches = createFileWatches((path) => told.push(path))
})
afterEach(async () => {
  watches.close()
  await rm(folder, { recursive: true, force: true })
})
const untilTold = (times: number) => vi.waitFor(() => expect(told.length).toBeGreaterThanOrEqual(times), 10_000)

test('a file that is written, replaced, removed or made anew is told of', async () => {
  await watchDesign({ page: 'a', path: file }, watches)
  await writeFile(file, 'two')
  await untilTold(1)
  expect(await lookAtDesign({ path: file })).toEqual({ text: 'two' })
  await writeFile(join(folder, 'other'), 'three')
  await rename(join(folder, 'other'), file)
  await untilTold(2)
  await rm(file)
  await untilTold(3)
  expect(await lookAtDesign({ path: file })).toEqual({ text: null })
  await writeFile(file, 'four')
  await untilTold(4)
  expect(new Set(told)).toEqual(new Set([file]))
})

test('a page is told of the file it holds now, and of no other', async () => {
  const second = join(folder, 'second.microcosm.yaml')
  await watchDesign({ page: 'a', path: second }, watches)
  await watchDesign({ page: 'a', path: file }, watches)
  await writeFile(second, 'x')
  await writeFile(file, 'x')
  await untilTold(1)
  expect(told).toEqual([file])
})

test('a folder that is not there is no failure, and only designs are looked at', async () => {
  await watchDesign({ page: 'a', path: join(folder, 'none', 'shop.microcosm.yaml') }, watches)
  await expect(watchDesign({ page: 'a', path: 'shop.microcosm.yaml' }, watches)).rejects.toMatchObject({ code: 'bad-input' })
  await expect(lookAtDesign({ path: join(folder, 'secret.json') })).rejects.toMatchObject({ code: 'bad-input' })
})
