import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readRegularFile, readRegularFileSync } from './read-regular-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'microcosm-regular-'))
const file = join(folder, 'notes.txt')
const pipe = join(folder, 'pipe')
const link = join(folder, 'link-to-pipe')
writeFileSync(file, 'Ünïcode and more\n'.repeat(10_000))
if (process.platform !== 'win32') {
  execFileSync('mkfifo', [pipe])
  symlinkSync(pipe, link)
}

const ways = [
  ['as a promise', readRegularFile],
  ['at once', async (path: string, most: number) => readRegularFileSync(path, most)],
] as const

describe.each(ways)('reading %s', (_, read) => {
  test('gives the bytes of the file', async () => {
    expect((await read(file, 1e6)).equals(readFileSync(file))).toBe(true)
  })

  test('refuses what is larger', async () => {
    await expect(read(file, 100_000)).rejects.toThrow('it has more than 0.1 MB, and no more are read')
  })

  test('refuses a folder, and tells what is not there by its code', async () => {
    await expect(read(folder, 1e6)).rejects.toThrow('it is a folder')
    await expect(read(join(folder, 'absent'), 1e6)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test.skipIf(process.platform === 'win32')('waits for no pipe and no device, and not behind a link either', async () => {
    for (const path of [pipe, link, '/dev/zero']) await expect(read(path, 1e6)).rejects.toThrow('it is not a regular file')
  })

  test.skipIf(process.platform !== 'linux')('reads a file that the kernel writes as it is read, up to the limit', async () => {
    expect((await read('/proc/self/status', 1e6)).toString()).toContain('Pid:')
    await expect(read('/proc/self/status', 10)).rejects.toThrow('it has more than')
  })
})
