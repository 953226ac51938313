import { lstat, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeAtomically } from './atomic-write.ts'
import { sweepTemporaries } from './sweep-temporaries.ts'
import { temporaryBeside } from './temporary-name.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-write-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('an edit of another program while the new text is written is kept, and nothing is left beside it', async () => {
  const file = join(folder, 'shop.yaml')
  await writeFile(file, 'old')
  const save = writeAtomically(file, 'ours', undefined, async () => {
    expect(await readdir(folder)).toHaveLength(2)
    await writeFile(file, 'theirs')
    throw new Error('it was changed')
  })
  await expect(save).rejects.toThrow('it was changed')
  expect(await readFile(file, 'utf8')).toBe('theirs')
  expect(await readdir(folder)).toEqual(['shop.yaml'])
})

test('a link to a file that is not there yet stays a link, and the file is made where it points', async () => {
  await symlink('second', join(folder, 'first'))
  await symlink('file', join(folder, 'second'))
  await writeAtomically(join(folder, 'first'), 'text')
  expect((await lstat(join(folder, 'first'))).isSymbolicLink()).toBe(true)
  expect((await lstat(join(folder, 'second'))).isSymbolicLink()).toBe(true)
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('text')
})

test('what a killed write left is swept, but neither what is being written nor what is of others', async () => {
  const now = new Date('2026-01-02T03:04:05Z')
  const [left, fresh, others] = ['a.yaml', 'a.yaml', 'b.yaml'].map((name) => temporaryBeside(join(folder, name))) as [
    string,
    string,
    string,
  ]
  const alike = join(folder, '.a.yaml.swp.tmp')
  for (const path of [left, fresh, others, alike]) await writeFile(path, 'part')
  for (const path of [left, others, alike]) await utimes(path, now, new Date(now.getTime() - 61_000))
  await utimes(fresh, now, new Date(now.getTime() - 59_000))
  await sweepTemporaries(folder, (name) => name === 'a.yaml', now)
  expect((await readdir(folder)).map((name) => join(folder, name)).sort()).toEqual([fresh, others, alike].sort())
})
