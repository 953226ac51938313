import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'microcosm-last-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

/** A process that catches mistakes, makes these, and then goes on to say that it lives. */
async function live(mistakes: string) {
  const at = (file: string) => JSON.stringify(join(import.meta.dirname, file))
  const script = `
    import { catchMistakes } from ${at('last-resort.ts')}
    import { openLog } from ${at('log/log.ts')}
    openLog(${JSON.stringify(home)})
    catchMistakes((sentence) => console.log('told:', sentence))
    ${mistakes}
    setTimeout(() => console.log('alive'), 50)`
  const child = await promisify(execFile)(process.execPath, ['--no-warnings', '--input-type=module', '-e', script])
  return { ...child, log: readFileSync(join(home, 'log', 'microcosm.log'), 'utf8') }
}

test.each([
  ['an exception', 'setTimeout(() => { throw new Error("the engine went to images") })', 'the engine went to images'],
  ['a rejection', 'void Promise.reject(new Error("nobody waits"))', 'nobody waits'],
  ['what is no error', 'void Promise.reject("a text")', 'a text'],
  ['an error of a socket', 'import("node:net").then(({ connect }) => connect(1, "127.0.0.1"))', 'connect ECONNREFUSED 127.0.0.1:1'],
])('after %s that nobody handled the program lives, tells one sentence and logs the rest', async (_, mistake, reason) => {
  const { stdout, stderr, log } = await live(mistake)
  expect(stdout).toContain(`told: Microcosm made a mistake: ${reason}.\n`)
  expect(stdout).toContain('alive')
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(stderr).not.toContain(' at ')
  expect(log).toContain(reason)
  expect(log).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z \d+ mistake Something/)
})

test('a mistake in telling ends nothing', async () => {
  const { stdout, log } = await live(`
    console.log = ((log) => (...words) => { if (words[0] === 'told:') throw new Error('no page'); log(...words) })(console.log)
    void Promise.reject(new Error('nobody waits'))`)
  expect(stdout).toContain('alive')
  expect(log).toContain('no page')
})

test('a secret in a mistake is not logged', async () => {
  const { log } = await live("void Promise.reject(new Error('cannot reach postgres://shop:hunter2@db/shop'))")
  expect(log).toContain('cannot reach postgres://')
  expect(log).not.toContain('hunter2')
})
