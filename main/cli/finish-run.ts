import { findBottleneck } from '../../app/analysis/bottleneck.ts'
import type { Design } from '../../app/design/design.ts'
import type { Result } from '../../app/run/result.ts'
import { exitCodes, type Io } from './command.ts'
import { toResultText } from './result-text.ts'

/** Prints a result and returns the exit code that its objectives ask for. */
export function finishRun(result: Result, design: Design, json: boolean, io: Io): number {
  if (json) io.out(JSON.stringify(result))
  else io.out(toResultText(result, toSentences(findBottleneck(design, result))))
  const missed = result.objectives.filter(({ met }) => !met).length
  if (missed === 0) return exitCodes.good
  io.err(`${missed} of ${result.objectives.length} objectives missed.`)
  return exitCodes.objectiveMissed
}

function toSentences(found: ReturnType<typeof findBottleneck>): string | undefined {
  return found ? [found.sentence, found.remedy].filter(Boolean).join(' ') : undefined
}
