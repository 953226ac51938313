import type { Remedy } from '../../app/analysis/answers.ts'
import { type Bottleneck, findBottleneck } from '../../app/analysis/bottleneck.ts'
import type { Help } from '../../app/analysis/limits/limit.ts'
import { isBetter, isSettled, type Judged, judge, remedySentence, toFix, valuesToTry } from '../../app/analysis/remedy.ts'
import { applyFix } from '../../app/design/apply-fix.ts'
import { designSchema, withoutExtensions } from '../../app/design/schema.ts'
import type { StopSignal } from '../../app/run/engine.ts'
import type { Result } from '../../app/run/result.ts'
import type { OnProgress, PredictPool, PredictRequest } from './predict-pool.ts'

/** So many numbers are changed together at most: widening one place often shows the next that is as narrow. */
const mostChanges = 3
const predictionsEach = 4

interface Change {
  help: Help
  value: number
}

interface Tried {
  change: Change
  result: Result
  judged: Judged
  next: Bottleneck | null
  settled: boolean
}

/**
 * The number that helps against what limits, found by predicting the design with it, all under one seed: about as much as theory
 * says, then less and more. The least that settles the matter is taken, or else what helps most. Where widening one place only
 * shows the next, that is widened as well. null: nothing limits.
 */
export async function findRemedy(
  pool: Pick<PredictPool, 'predictAll'>,
  request: PredictRequest,
  signal: StopSignal,
  onProgress: OnProgress = () => {},
): Promise<Remedy | null> {
  const total = 1 + predictionsEach * mostChanges
  const [base] = (await pool.predictAll([request], signal)) as [Result]
  onProgress(1, total)
  const limit = findBottleneck(request.design, base)
  if (limit === null) return null
  const before = judge(limit, base)
  const made: Change[] = []
  let found: { changes: Change[]; tried: Tried } | undefined
  let next: Bottleneck | null = limit
  while (next?.help && made.length < mostChanges && !made.some(({ help }) => samePath(help, next?.help))) {
    const done = (part: number) => onProgress(Math.min(total, 1 + predictionsEach * made.length + part), total)
    const all = await tryValues(pool, request, made, next.help, limit, before, signal, done)
    const tried = choose(all, before)
    if (tried === undefined) break
    made.push(tried.change)
    if (isBetter(found ? found.tried.judged.value : before.value, tried.judged.value)) found = { changes: [...made], tried }
    if (tried.settled) break
    next = tried.next
  }
  onProgress(total, total)
  return toRemedy(request, limit, before, found, made, next)
}

/** Predicts the design with each value of one number, on top of what was changed already. */
async function tryValues(
  pool: Pick<PredictPool, 'predictAll'>,
  request: PredictRequest,
  made: Change[],
  help: Help,
  limit: Bottleneck,
  before: Judged,
  signal: StopSignal,
  onProgress: OnProgress,
): Promise<Tried[]> {
  const changes = valuesToTry(help).map((value) => ({ help, value }))
  const designs = changes.map((change) => applyFix(request.design, toFix([...made, change])))
  // A number may have a bound of its own, such as the most replicas there may be.
  const possible = designs.map((design) => designSchema.safeParse(withoutExtensions(design)).success)
  const requests = designs.map((design) => ({ ...request, design })).filter((_, i) => possible[i])
  const results = await pool.predictAll(requests, signal, onProgress)
  return changes
    .filter((_, i) => possible[i])
    .map((change, i): Tried => {
      const result = results[i] as Result
      const next = findBottleneck((requests[i] as PredictRequest).design, result)
      const judged = judge(limit, result, before.subject)
      const binds = next !== null && isSamePlace(next, limit)
      return { change, result, judged, next, settled: isSettled(judged, binds) && isBetter(before.value, judged.value) }
    })
}

/** The least value that settles the matter; else the one that helps most; else the greatest, to see what limits then. */
function choose(all: Tried[], before: Judged): Tried | undefined {
  const settled = all.find((tried) => tried.settled)
  if (settled) return settled
  const better = all.filter(({ judged }) => isBetter(before.value, judged.value))
  const [best] = better.sort((a, b) => (a.judged.value ?? 0) - (b.judged.value ?? 0))
  return best ?? all.find(({ change }) => change.value === change.help.to) ?? all[all.length - 1]
}

function toRemedy(
  { design }: PredictRequest,
  limit: Bottleneck,
  before: Judged,
  found: { changes: Change[]; tried: Tried } | undefined,
  made: Change[],
  last: Bottleneck | null,
): Remedy {
  const place = { component: limit.component, ...(limit.connection === undefined ? {} : { connection: limit.connection }) }
  const about = { ...place, limit: limit.limit, limits: limit.sentence }
  if (found) {
    const { changes, tried } = found
    const after = tried.judged
    return {
      ...about,
      sentence: remedySentence(design, changes, before, after),
      fix: toFix(changes),
      figure: before.figure,
      subject: before.subject,
      before: before.value,
      after: after.value,
      ...(tried.next && !isSamePlace(tried.next, limit) ? { next: tried.next.sentence } : {}),
    }
  }
  const [first] = made
  const sentence = first
    ? `${capital(first.help.words(first.value))} instead of ${String(first.help.write(first.help.from))} would not help${last && last !== limit ? `: then ${last.sentence}` : '.'}`
    : limit.remedy
  return { ...about, sentence, fix: null, figure: null, subject: null, before: before.value, after: null }
}

const isSamePlace = (a: Bottleneck, b: Bottleneck) => a.limit === b.limit && a.component === b.component && a.connection === b.connection
const samePath = (a: Help, b: Help | undefined) => b !== undefined && a.path.join('.') === b.path.join('.')
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
