import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSharedFile } from './read-shared-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'microcosm-shared-'))
const file = join(folder, 'notes.txt')
const text = 'Ünïcode and more\n'.repeat(1_500_000)
writeFileSync(file, text)

test('a file of several pieces is whole, in memory that threads share', async () => {
  const bytes = await readSharedFile(file, 1e8)
  expect(bytes.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(Buffer.from(bytes).equals(Buffer.from(text))).toBe(true)
})

test('what is larger, a folder, a device, and what is not there are refused', async () => {
  await expect(readSharedFile(file, 1e6)).rejects.toThrow('it has more than 1 MB, and no more are read')
  await expect(readSharedFile(folder, 1e6)).rejects.toThrow('it is a folder')
  await expect(readSharedFile(join(folder, 'absent'), 1e6)).rejects.toMatchObject({ code: 'ENOENT' })
  if (process.platform !== 'win32') await expect(readSharedFile('/dev/zero', 1e6)).rejects.toThrow('it is not a regular file')
})
