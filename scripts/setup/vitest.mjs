// One vitest project run to its end, and what came out of it, counted.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { cachePath, run, toolEnvironment } from './shell.mjs'

// { passed, failed, skipped: [names], broken: ['test: first line of what it said'], reason }. A runner that crashed, or found nothing to run, is one failure.
export async function runProject(project, env) {
  const report = cachePath('test', `${project}.json`)
  mkdirSync(cachePath('test'), { recursive: true })
  rmSync(report, { force: true })
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const result = await run('vitest', args, { env: toolEnvironment(env), show: true })
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: [], broken: [], reason: 'the test runner ended without a report' }
  return count(JSON.parse(readFileSync(report, 'utf8')), result.ok)
}

export function count(report, endedWell) {
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const passed = tests.filter((test) => test.status === 'passed').length
  const skipped = tests.filter((test) => ['skipped', 'pending', 'todo', 'disabled'].includes(test.status)).map((test) => test.fullName)
  const failedTests = tests.filter((test) => test.status === 'failed').length
  // A file that could not even be loaded has no tests in the report, only a message.
  const failedFiles = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some(isFailed)).length
  const failed = failedTests + failedFiles
  const broken = report.testResults.flatMap(brokenIn)
  if (tests.length === 0 && failed === 0) return { passed, failed: 1, skipped, broken, reason: 'no tests were found' }
  if (failed === 0 && !endedWell)
    return { passed, failed: 1, skipped, broken, reason: 'the test runner reported an error outside the tests' }
  return { passed, failed, skipped, broken }
}

// The end of a long log is often all that is kept of it: each failure is named there once more.
function brokenIn(file) {
  const failed = file.assertionResults.filter(isFailed)
  if (failed.length > 0) return failed.map((test) => `${test.fullName}: ${beginning(test.failureMessages?.[0])}`)
  return file.status === 'failed' ? [`${file.name}: ${beginning(file.message)}`] : []
}

function beginning(message = '') {
  return message.split('\n').slice(0, 4).join(' | ').slice(0, 400)
}

function isFailed(test) {
  return test.status === 'failed'
}
