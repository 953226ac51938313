import { isDuration, toMilliseconds } from '../design/quantities.ts'
import { RunFailure } from './engine.ts'

/** When requests were recorded to come, and of which journey; null: the recording does not say. */
export interface RecordedArrivals {
  timesMs: number[]
  journeys: (string | null)[]
}

/** A recording is of one system's life, not longer. */
const latestMs = 366 * 86_400_000

/**
 * Reads a file of arrivals: a line for each request with its time (`12ms`, or seconds as a plain number) and, if wanted, its
 * journey after a comma. A first line of column names, empty lines and lines that begin with # are passed over. Throws a
 * RunFailure that names file and line.
 */
export function readArrivals(text: string | Uint8Array, file: string, journeys: readonly string[]): RecordedArrivals {
  const steps = readArrivalsInSteps(text, file, journeys)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** So many lines are read in a few milliseconds. */
const linesPerStep = 5000
/** In UTF-16 units, or bytes: more than any time and any journey's name; what a line has beyond says nothing. */
const longestLine = 4096

/** The same in short steps, between which whoever must not be kept waiting can do something else. */
export function* readArrivalsInSteps(
  text: string | Uint8Array,
  file: string,
  journeys: readonly string[],
): Generator<void, RecordedArrivals> {
  const found: RecordedArrivals = { timesMs: [], journeys: [] }
  const refuse = (line: number, what: string, remedy: string): never => {
    throw new RunFailure(`${file}:${line} ${what}: ${remedy}.`)
  }
  for (let at = 0, index = 0; at <= text.length; index += 1) {
    if (index % linesPerStep === linesPerStep - 1) yield
    const end = typeof text === 'string' ? text.indexOf('\n', at) : text.indexOf(10, at)
    const written = lineOf(text, at, Math.min(end < 0 ? text.length : end, at + longestLine))
    at = end < 0 ? text.length + 1 : end + 1
    if (written === '' || written.startsWith('#')) continue
    const [time = '', journey = '', ...more] = written.split(',').map((part) => part.trim().replace(/^"(.*)"$/, '$1'))
    const ms = toMs(time)
    if (ms === undefined && found.timesMs.length === 0 && /^[A-Za-z_]+$/.test(time)) continue
    if (ms === undefined)
      return refuse(index + 1, `has "${time.slice(0, 40)}" for a time`, 'write a duration such as 12ms, or seconds such as 0.012')
    if (!Number.isFinite(ms) || ms > latestMs)
      return refuse(index + 1, `has the time ${time.slice(0, 40)}, which is too late`, 'a recording ends within a year')
    if (more.length > 0) return refuse(index + 1, `has ${more.length + 2} columns`, 'write a time and, if wanted, a journey')
    if (journey !== '' && !journeys.includes(journey))
      return refuse(
        index + 1,
        `names the journey "${journey.slice(0, 40)}", which this traffic does not have`,
        `it has ${journeys.join(', ')}`,
      )
    if (ms < (found.timesMs.at(-1) ?? 0))
      return refuse(index + 1, `goes back in time to ${time}`, 'write the lines in the order in which requests came')
    found.timesMs.push(ms)
    found.journeys.push(journey === '' ? null : journey)
  }
  if (found.timesMs.length === 0) throw new RunFailure(`${file} holds no arrivals: write a line with a time such as 12ms for each request.`)
  return found
}

function lineOf(text: string | Uint8Array, start: number, end: number): string {
  return typeof text === 'string' ? text.slice(start, end).trim() : toText(text.subarray(start, end)).trim()
}

/** From UTF-8. What is none, as half a character where a line is cut, stands as a mark. */
function toText(bytes: Uint8Array): string {
  if (bytes.every((byte) => byte < 128)) return String.fromCharCode(...bytes)
  const coded = (byte: number) => `%${byte.toString(16).padStart(2, '0')}`
  try {
    return decodeURIComponent(Array.from(bytes, coded).join(''))
  } catch {
    return String.fromCharCode(...bytes.map((byte) => (byte < 128 ? byte : 0x3f)))
  }
}

/** 1e308 seconds are no number in milliseconds, and later than any recording: Infinity. */
function toMs(text: string): number | undefined {
  if (isDuration(text)) return toMilliseconds(text)
  return /^\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) * 1000 : undefined
}
