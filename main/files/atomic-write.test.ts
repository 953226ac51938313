import { chown, link, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeAtomically } from './atomic-write.ts'
import { sweepTemporaries } from './sweep-temporaries.ts'
import { temporaryBeside } from './temporary-name.ts'
import { writeTogether } from './write-together.ts'

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

/** Refuses what is neither the text that was read nor ours, and lets another program write right after each look. */
function lookAt(...edits: (() => Promise<void>)[]) {
  return async (standing: string) => {
    const found = await readFile(standing, 'utf8').catch(() => 'old')
    if (found !== 'old' && found !== 'ours') throw new Error(`it says ${found}`)
    await edits.shift()?.()
  }
}

test.each([
  ['written', (file: string) => writeFile(file, 'theirs')],
  [
    'replaced',
    async (file: string) => {
      await writeFile(`${file}.new`, 'theirs')
      await rename(`${file}.new`, file)
    },
  ],
])('an edit of another program between the last look and the replacing (%s) is put back', async (_how, edit) => {
  const file = join(folder, 'shop.yaml')
  await writeFile(file, 'old')
  await expect(
    writeAtomically(
      file,
      'ours',
      undefined,
      lookAt(() => edit(file)),
    ),
  ).rejects.toThrow('it says theirs')
  expect(await readFile(file, 'utf8')).toBe('theirs')
  expect(await readdir(folder)).toEqual(['shop.yaml'])
  await writeAtomically(file, 'old')
  await writeAtomically(file, 'ours', undefined, lookAt())
  expect(await readFile(file, 'utf8')).toBe('ours')
  expect(await readdir(folder)).toEqual(['shop.yaml'])
})

test('a file that another program makes where none was is not replaced', async () => {
  const file = join(folder, 'shop.yaml')
  await expect(
    writeAtomically(
      file,
      'ours',
      undefined,
      lookAt(() => writeFile(file, 'theirs')),
    ),
  ).rejects.toThrow('it says theirs')
  expect(await readFile(file, 'utf8')).toBe('theirs')
  expect(await readdir(folder)).toEqual(['shop.yaml'])
})

test('a file with several names keeps them all, alone and together with others', async () => {
  const [file, other] = [join(folder, 'a.yaml'), join(folder, 'b.yaml')]
  await writeFile(file, 'a much longer text than before', { mode: 0o640 })
  await link(file, other)
  await writeAtomically(file, 'ours', undefined, async () => {})
  expect(await readFile(other, 'utf8')).toBe('ours')
  await writeTogether([
    { path: other, content: 'both' },
    { path: join(folder, 'c.yaml'), content: 'c' },
  ])
  expect(await readFile(file, 'utf8')).toBe('both')
  // A folder stands where the last one is to go: the first is as it was.
  await mkdir(join(folder, 'd.yaml'))
  const failing = [
    { path: other, content: 'lost' },
    { path: join(folder, 'd.yaml'), content: 'd' },
  ]
  await expect(writeTogether(failing)).rejects.toThrow('it is a folder')
  expect(await readFile(file, 'utf8')).toBe('both')
  expect([(await stat(file)).ino, (await stat(file)).mode & 0o777]).toEqual([(await stat(other)).ino, 0o640])
  expect((await readdir(folder)).sort()).toEqual(['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml'])
})

test.skipIf(process.getuid?.() !== 0)('a file of somebody else keeps its owner', async () => {
  const file = join(folder, 'shop.yaml')
  await writeFile(file, 'old')
  await chown(file, 1234, 2345)
  await writeAtomically(file, 'ours')
  const { uid, gid } = await stat(file)
  expect([uid, gid, await readFile(file, 'utf8')]).toEqual([1234, 2345, 'ours'])
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
