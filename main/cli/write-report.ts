import { resolve } from 'node:path'
import { toSvg } from '../../app/exporters/diagram/svg.ts'
import { type ReportParts, toReport } from '../../app/report/report.ts'
import type { RunRequest } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { arrange } from '../arrange.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { toFileRefusal } from '../files/file-failure.ts'
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
  const scenario = scenarioOf(design, request.scenario, request.durationSeconds)
  const options = ['scenario', 'duration', 'seed', 'replications'].flatMap((name) => {
    const value = given.text(name)
    return value === undefined ? [] : [`--${name} ${quoted(value)}`]
  })
  const flags = ['capacity', 'sensitivity'].filter((name) => given.has(name)).map((name) => `--${name}`)
  const line = ['microcosm', command, quoted(file), ...options, ...flags].join(' ')
  const drawing = toSvg(design, await arrange(design))
  const page = toReport({ design, scenario, result, drawing, ...answers, command: line, version: io.places.version })
  await writeAtomically(resolve(io.cwd, target), page).catch((error: unknown) => {
    throw toFileRefusal(error, `write the report to ${target}`)
  })
  io.err(`Report written to ${target}`)
}

// A name with a space needs quotes to be one word.
function quoted(word: string): string {
  return /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
