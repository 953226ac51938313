import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dialogsThatChoose } from '../files/try-dialogs.ts'
import { saveVideo } from './videos.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-video-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const bytes = Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3])
const input = { data: bytes.toString('base64'), suggestedName: 'shop-day.webm' }

test('a video is written where the person chose, and a file that is there stays', async () => {
  const path = join(folder, 'chosen')
  expect(await saveVideo(input, dialogsThatChoose(path))).toEqual({ path: `${path}.webm`, name: 'chosen.webm' })
  expect(await readFile(`${path}.webm`)).toEqual(bytes)
  await expect(saveVideo({ ...input, file: `${path}.webm` }, null)).rejects.toMatchObject({ code: 'exists' })
  expect(await saveVideo(input, dialogsThatChoose(null))).toBeNull()
})

test('what is no video is not written, nor one that has no place', async () => {
  await expect(saveVideo({ ...input, data: 'bm8=' }, dialogsThatChoose(join(folder, 'no')))).rejects.toThrow('no WebM video')
  await expect(saveVideo(input, null)).rejects.toThrow('say where to save the video')
})
