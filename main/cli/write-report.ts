import { resolve } from 'node:path'
import type { ReportParts } from '../../app/report/report.ts'
import type { RunRequest } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { toCommandLine } from '../command-line.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { toFileRefusal } from '../files/file-failure.ts'
import { makeReport } from '../make-report.ts'
import type { Given, Io } from './command.ts'
import type { DesignArgument } from './read-design-argument.ts'

export const reportOption = { value: 'FILE.html', help: 'also write a page with charts, tables, the drawing and the assumptions' }

type Answers = Pick<ReportParts, 'capacity' | 'sensitivity'>

/** Writes the page that `--report` asks for, if it does. */
export async function writeReport(
  command: 'simulate' | 'run',
  given: Given,
  { design, file }: DesignArgument,
  request: RunRequest,
  result: Result,
  io: Io,
  answers: Answers = {},
): Promise<void> {
  const target = given.text('report')
  if (target === undefined) return
  const scenario = scenarioOf(request.design, request.scenario, request.durationSeconds)
  const options = ['scenario', 'duration', 'seed', 'replications'].flatMap((name) => {
    const value = given.text(name)
    return value === undefined ? [] : [`--${name}`, value]
  })
  options.push(...given.texts('fault').flatMap((text) => ['--fault', text]))
  const flags = ['capacity', 'sensitivity'].filter((name) => given.has(name)).map((name) => `--${name}`)
  const line = toCommandLine(['microcosm', command, file, ...options, ...flags])
  const page = await makeReport({ design, scenario, result, ...answers, command: line, version: io.places.version })
  await writeAtomically(resolve(io.cwd, target), page).catch((error: unknown) => {
    throw toFileRefusal(error, `write the report to ${target}`)
  })
  io.err(`Report written to ${target}`)
}
