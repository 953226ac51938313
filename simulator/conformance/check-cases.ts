import { resolve } from 'node:path'
import { PredictPool } from '../predict/predict-pool.ts'
import type { ConformanceCase } from './case.ts'
import { type Outcome, type PredictAll, runCase, runOther } from './run-case.ts'

/** One thing to check, on a thread of its own. */
export interface Check {
  name: string
  /** Tells it from the others of its part. */
  id: string
  run(predictAll: PredictAll): Promise<Outcome[]>
}

/** Node runs TypeScript itself, so the thread needs no bundle here. */
export const workerPath = resolve(import.meta.dirname, '../predict/worker.ts')

export function quickChecks(cases: ConformanceCase[]): Check[] {
  const quick = cases.filter((subject) => subject.quick !== 'none')
  return quick.map((subject) => ({ name: subject.name, id: subject.name, run: (predictAll) => runCase(subject, 'quick', predictAll) }))
}

export function fullChecks(cases: ConformanceCase[]): Check[] {
  return cases.map((subject) => ({ name: subject.name, id: subject.name, run: (predictAll) => runCase(subject, 'full', predictAll) }))
}

/** Every case at the other values of its parameters. */
export function otherChecks(cases: ConformanceCase[]): Check[] {
  return cases.flatMap((subject) =>
    (subject.others ?? []).map((other) => ({
      name: subject.name,
      id: `${subject.name} ${JSON.stringify(other)}`,
      run: (predictAll) => runOther(subject, other, predictAll),
    })),
  )
}

/** Runs checks on so many threads. Outcomes come in the order of the checks. */
export async function runChecks(checks: Check[], threads: number, onDone: (outcomes: Outcome[]) => void = () => {}): Promise<Outcome[][]> {
  const outcomes: Outcome[][] = checks.map(() => [])
  const left = [...checks.entries()]
  const work = async () => {
    const pool = new PredictPool(workerPath, 1)
    const never = new AbortController().signal
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, check] = next
      const found = await check.run((requests) => pool.predictAll(requests, never)).catch((error: Error) => [toFailure(check.name, error)])
      outcomes[index] = found
      onDone(found)
    }
    await pool.close()
  }
  await Promise.all(Array.from({ length: threads }, work))
  return outcomes
}

/** A check that cannot be run fails, and the others go on. */
function toFailure(name: string, { message }: Error): Outcome {
  return { case: name, metric: message, expected: Number.NaN, got: Number.NaN, error: Number.NaN, allowed: '', ok: false, source: '' }
}
