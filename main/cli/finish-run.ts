import { findBottleneck } from '../../app/analysis/bottleneck.ts'
import { findBusiest } from '../../app/analysis/busiest.ts'
import type { Design } from '../../app/design/design.ts'
import type { Result } from '../../app/run/result.ts'
import { exitCodes, type Io } from './command.ts'
import { toResultText } from './result-text.ts'

/** Prints a result, and further answers below it, and returns the exit code that its objectives ask for. */
export function finishRun(result: Result, design: Design, json: boolean, io: Io, answers: string[] = []): number {
  if (json) io.out(JSON.stringify(result))
  else io.out([toResultText(result, toSentences(design, result)), ...answers].join('\n\n'))
  return toExitCode(result, io)
}

/** The exit code that a result's objectives ask for, which are told of where they are not met. */
export function toExitCode(result: Result, io: Io): number {
  const of = `of ${result.objectives.length} objectives`
  const unknown = result.objectives.filter(({ verdict }) => verdict === 'unknown').length
  const missed = result.objectives.filter(({ met }) => !met).length - unknown
  if (unknown > 0) io.err(`${unknown} ${of} not known yet.`)
  if (missed > 0) io.err(`${missed} ${of} missed.`)
  if (missed > 0) return exitCodes.objectiveMissed
  return unknown > 0 ? exitCodes.objectiveUnknown : exitCodes.good
}

function toSentences(design: Design, result: Result): string | undefined {
  const limit = findBottleneck(design, result)
  return limit ? `${limit.sentence} ${limit.remedy}` : findBusiest(design, result)?.sentence
}
