import { isDuration, toMilliseconds } from '../design/quantities.ts'
import { RunFailure } from './engine.ts'

/** When requests were recorded to come, and of which journey; null: the recording does not say. */
export interface RecordedArrivals {
  timesMs: number[]
  journeys: (string | null)[]
}

/**
 * Reads a file of arrivals: a line for each request with its time (`12ms`, or seconds as a plain number) and, if wanted, its
 * journey after a comma. A first line of column names, empty lines and lines that begin with # are passed over. Throws a
 * RunFailure that names file and line.
 */
export function readArrivals(text: string, file: string, journeys: readonly string[]): RecordedArrivals {
  const found: RecordedArrivals = { timesMs: [], journeys: [] }
  const refuse = (line: number, what: string, remedy: string): never => {
    throw new RunFailure(`${file}:${line} ${what}: ${remedy}.`)
  }
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const written = line.trim()
    if (written === '' || written.startsWith('#')) continue
    const [time = '', journey = '', ...more] = written.split(',').map((part) => part.trim().replace(/^"(.*)"$/, '$1'))
    const ms = toMs(time)
    if (ms === undefined && found.timesMs.length === 0 && /^[A-Za-z_]+$/.test(time)) continue
    if (ms === undefined) return refuse(index + 1, `has "${time}" for a time`, 'write a duration such as 12ms, or seconds such as 0.012')
    if (more.length > 0) return refuse(index + 1, `has ${more.length + 2} columns`, 'write a time and, if wanted, a journey')
    if (journey !== '' && !journeys.includes(journey))
      return refuse(index + 1, `names the journey "${journey}", which this traffic does not have`, `it has ${journeys.join(', ')}`)
    if (ms < (found.timesMs.at(-1) ?? 0))
      return refuse(index + 1, `goes back in time to ${time}`, 'write the lines in the order in which requests came')
    found.timesMs.push(ms)
    found.journeys.push(journey === '' ? null : journey)
  }
  if (found.timesMs.length === 0) throw new RunFailure(`${file} holds no arrivals: write a line with a time such as 12ms for each request.`)
  return found
}

function toMs(text: string): number | undefined {
  if (isDuration(text)) return toMilliseconds(text)
  return /^\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) * 1000 : undefined
}
