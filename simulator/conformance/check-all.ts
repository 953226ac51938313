import { resolve } from 'node:path'
import { PredictPool } from '../predict/predict-pool.ts'
import { cases } from './cases/cases.ts'
import { type Outcome, runCase, runOther } from './run-case.ts'

/** One thing to run: a case as it stands in its file, or at other values of its parameters. */
interface Job {
  name: string
  isOther: boolean
  run: (pool: PredictPool) => Promise<Outcome[]>
}

/**
 * The whole table and every family at other parameters, on so many threads; where names are given, only the cases that have one
 * of them in theirs. Outcomes come in the order of the table.
 */
export async function checkAll(names: string[], threads: number, onDone: (outcomes: Outcome[]) => void) {
  const jobs = toJobs().filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)))
  const outcomes: Outcome[][] = jobs.map(() => [])
  const left = [...jobs.keys()]
  const work = async () => {
    const pool = new PredictPool(resolve(import.meta.dirname, '../predict/worker.ts'), 1)
    for (let index = left.shift(); index !== undefined; index = left.shift()) {
      const job = jobs[index] as Job
      const found = await job.run(pool).catch((error: Error) => [toFailure(job.name, error)])
      outcomes[index] = found
      onDone(found)
    }
    await pool.close()
  }
  await Promise.all(Array.from({ length: threads }, work))
  const pick = (others: boolean) => outcomes.filter((_, i) => jobs[i]?.isOther === others).flat()
  return { table: pick(false), others: pick(true) }
}

function toJobs(): Job[] {
  const never = new AbortController().signal
  const predictOn = (pool: PredictPool) => (requests: Parameters<PredictPool['predictAll']>[0]) => pool.predictAll(requests, never)
  return cases.flatMap((subject) => [
    { name: subject.name, isOther: false, run: (pool: PredictPool) => runCase(subject, 'full', predictOn(pool)) },
    ...(subject.others ?? []).map((other) => ({
      name: subject.name,
      isOther: true,
      run: (pool: PredictPool) => runOther(subject, other, predictOn(pool)),
    })),
  ])
}

/** A case that cannot be run fails, and the others go on. */
function toFailure(name: string, { message }: Error): Outcome {
  return { case: name, metric: message, expected: Number.NaN, got: Number.NaN, error: Number.NaN, allowed: '', ok: false, source: '' }
}
