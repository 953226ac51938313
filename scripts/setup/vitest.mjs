// One vitest project run to its end, and what came out of it, counted.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { cachePath, run, toolEnvironment } from './shell.mjs'

// { passed, failed, skipped: [names], reason }. A runner that crashed, or found nothing to run, is one failure.
export async function runProject(project, env) {
  const report = cachePath('test', `${project}.json`)
  mkdirSync(cachePath('test'), { recursive: true })
  rmSync(report, { force: true })
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const result = await run('vitest', args, { env: toolEnvironment(env), show: true })
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: [], reason: 'the test runner ended without a report' }
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
  if (tests.length === 0 && failed === 0) return { passed, failed: 1, skipped, reason: 'no tests were found' }
  if (failed === 0 && !endedWell) return { passed, failed: 1, skipped, reason: 'the test runner reported an error outside the tests' }
  return { passed, failed, skipped }
}

function isFailed(test) {
  return test.status === 'failed'
}
