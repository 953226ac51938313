import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeTogether } from './write-together.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-together-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

test('writes, replaces and removes, and leaves nothing else', async () => {
  await writeFile(at('old.txt'), 'old')
  await writeFile(at('gone.txt'), 'gone')
  await writeTogether([
    { path: at('deep/er/new.txt'), content: 'new', mode: 0o600 },
    { path: at('old.txt'), content: 'fresh' },
    { path: at('gone.txt'), content: null },
  ])
  expect((await readdir(folder, { recursive: true })).sort()).toEqual(['deep', 'deep/er', 'deep/er/new.txt', 'old.txt'])
  expect(await readFile(at('old.txt'), 'utf8')).toBe('fresh')
  expect((await stat(at('deep/er/new.txt'))).mode & 0o777).toBe(0o600)
})

// A folder stands where the last file is to go: nothing can be staged for it, or put in its place.
test.each(['blocked', 'blocked/sub/file.txt'])('when %s cannot be written, everything is as it was', async (last) => {
  await writeFile(at('old.txt'), 'old')
  await writeFile(at('gone.txt'), 'gone')
  last === 'blocked' ? await mkdir(at('blocked')) : await writeFile(at('blocked'), 'a file')
  const before = (await readdir(folder, { recursive: true })).sort()
  const changes = [
    { path: at('old.txt'), content: 'fresh' },
    { path: at('gone.txt'), content: null },
    { path: at('made/new.txt'), content: 'new' },
    { path: at(last), content: 'x' },
  ]
  await expect(writeTogether(changes)).rejects.toThrow()
  expect((await readdir(folder, { recursive: true })).sort()).toEqual(before)
  expect(await readFile(at('old.txt'), 'utf8')).toBe('old')
  expect(await readFile(at('gone.txt'), 'utf8')).toBe('gone')
})
