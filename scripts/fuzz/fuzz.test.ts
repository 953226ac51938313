import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

/** A few hundred of the inputs that `npm run fuzz` tries, and whether it would notice. */

function fuzz(...args: string[]) {
  const script = resolve(import.meta.dirname, '..', 'fuzz.mjs')
  const { status, stdout } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', timeout: 110_000 })
  return { status, out: stdout.split('\n').filter((line) => line !== '') }
}

test('whatever is read, exported and asked: no input brings anything down, takes long or reaches outside', () => {
  const { status, out } = fuzz('--inputs', '300', '--seed', '20261128')
  expect(out.filter((line) => line.includes('--at'))).toEqual([])
  expect(out.at(-1)).toMatch(/^\d+ inputs in \S+ minutes: 0 faults, 0 targets over 500 MB$/)
  expect(status).toBe(0)
})

test('a program that does what it must not is found out, each time', () => {
  const { status, out } = fuzz('--only', 'faulty', '--inputs', '7')
  const found = out.flatMap((line) => /^faulty, --seed 1 --at (\d+): (.*)$/.exec(line)?.slice(1, 3).join(' ') ?? [])
  expect(found).toEqual([
    expect.stringMatching(/^1 Error: a deed of its own/),
    expect.stringMatching(/^2 Error: Reached outside: writeFileSync .*outside\.txt/),
    expect.stringMatching(/^2 reaches outside: writeFileSync/),
    expect.stringMatching(/^3 took \d+ ms$/),
    expect.stringMatching(/^4 ended the process \(7\)/),
    expect.stringMatching(/^5 ended the process \(1\): .*nobody waits for it/),
  ])
  expect(status).toBe(1)
})
