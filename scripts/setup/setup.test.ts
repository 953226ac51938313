import { expect, test } from 'vitest'
import { sourceIn } from './debian.mjs'
import { count } from './vitest.mjs'

test("the system's own package source is found in a stanza, with its key", () => {
  const text = `Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Signed-By: /keys/debian.gpg

Types: deb
# A comment of the administrator.
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Signed-By: /keys/debian.gpg
`
  expect(sourceIn(text, true, 'bookworm')).toEqual({ address: 'http://mirror.example/debian', key: '/keys/debian.gpg' })
  expect(sourceIn(text, true, 'trixie')).toBeUndefined()
})

test('the older one-line form is understood too', () => {
  const text =
    '# deb http://old.example/debian bookworm main\ndeb [arch=amd64 signed-by=/keys/d.gpg] http://mirror.example/debian bookworm main\n'
  expect(sourceIn(text, false, 'bookworm')).toEqual({ address: 'http://mirror.example/debian', key: '/keys/d.gpg' })
})

const file = (status: string, ...tests: string[]) => ({
  status,
  name: 'a.test.ts',
  message: tests.length === 0 ? 'SyntaxError: in line 3' : '',
  assertionResults: tests.map((state, at) => ({ status: state, fullName: `test ${at}`, failureMessages: ['2 is not 3\nat a.ts'] })),
})

test('passed, failed and skipped tests are counted one by one', () => {
  const report = { testResults: [file('passed', 'passed', 'skipped'), file('failed', 'failed', 'passed')] }
  expect(count(report, false)).toEqual({ passed: 2, failed: 1, skipped: ['test 1'], broken: ['test 0: 2 is not 3 | at a.ts'] })
})

test('a file that could not be loaded is a failure', () => {
  expect(count({ testResults: [file('failed'), file('passed', 'passed')] }, false)).toMatchObject({
    passed: 1,
    failed: 1,
    broken: ['a.test.ts: SyntaxError: in line 3'],
  })
})

test('a runner that found nothing, or stumbled outside the tests, has failed', () => {
  expect(count({ testResults: [] }, true).failed).toBe(1)
  expect(count({ testResults: [file('passed', 'passed')] }, false)).toMatchObject({ passed: 1, failed: 1 })
})
