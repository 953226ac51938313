import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLogFile } from './log-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'microcosm-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a log keeps what was written, in order, for its owner alone', () => {
  const log = createLogFile(join(folder, 'log', 'a.log'))
  expect(log.tail(100)).toBe('')
  log.append('one\n')
  log.append('two\n')
  expect(log.tail(100)).toBe('one\ntwo\n')
  expect(log.tail(6)).toBe('two\n')
  if (process.platform !== 'win32') expect(statSync(log.path).mode & 0o777).toBe(0o600)
})

test('a log never grows beyond three files of a megabyte, and the last lines are there', () => {
  const log = createLogFile(join(folder, 'a.log'))
  const line = (index: number) => `${String(index).padStart(6, '0')} ${'x'.repeat(10_000)}\n`
  for (let index = 0; index < 1000; index += 1) log.append(line(index))
  expect(readdirSync(folder).sort()).toEqual(['a.log', 'a.log.1', 'a.log.2'])
  const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size)
  for (const size of sizes) expect(size).toBeLessThan(1_000_000 + 20_000)
  expect(readFileSync(log.path, 'utf8').endsWith(line(999))).toBe(true)
  expect(log.tail(1_500_000).startsWith('000')).toBe(true)
  expect(log.tail(1_500_000).endsWith(line(999))).toBe(true)
})

test('a log that cannot be written is no failure', () => {
  writeFileSync(join(folder, 'file'), '')
  createLogFile(join(folder, 'file', 'a.log')).append('one\n')
})
