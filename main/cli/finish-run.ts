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
  const missed = result.objectives.filter(({ met }) => !met).length
  if (missed === 0) return exitCodes.good
  io.err(`${missed} of ${result.objectives.length} objectives missed.`)
  return exitCodes.objectiveMissed
}

function toSentences(design: Design, result: Result): string | undefined {
  const limit = findBottleneck(design, result)
  return limit ? `${limit.sentence} ${limit.remedy}` : findBusiest(design, result)?.sentence
}
