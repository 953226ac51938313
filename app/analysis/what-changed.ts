import type { Design } from '../design/design.ts'
import { toLatencyText, toShareText } from '../run/figures.ts'
import type { JourneyResult, Result } from '../run/result.ts'
import { type Bottleneck, findBottleneck } from './bottleneck.ts'
import { designChanges } from './design-changes.ts'

export interface Seen {
  design: Design
  result: Result
}

/** Smaller changes than these are no finding: of errors in all requests, of p99 as a share. */
const leastErrors = 0.01
const leastLatency = 0.1
const mostNamed = 2

/**
 * What came of a change of the design, and why, in a few sentences: what was changed, the journey that it moved most, and what
 * limited before and limits now. An answer that is fast because it is refused is said to be that. null: nothing was changed, or
 * the two results are of different scenarios.
 */
export function whatChanged(before: Seen, after: Seen): string | null {
  const changes = designChanges(before.design, after.design)
  if (changes.length === 0 || before.result.scenario !== after.result.scenario) return null
  const moved = mostMoved(before.result, after.result)
  if (moved === undefined) return null
  const { name, was, is } = moved
  const errors = is.errorRate - was.errorRate
  const [limit, limits] = [findBottleneck(before.design, before.result), findBottleneck(after.design, after.result)]
  const figures = [errorWords(was, is), latencyWords(was, is)].filter((words) => words !== undefined)
  const of = name === 'default' ? '' : ` of ${name}`
  const what = `${listed(changes)}: `
  if (figures.length === 0) return `${what}nothing${of} moves. ${limits ? `Still, ${lower(limits.sentence)}` : ''}`.trim()
  const faster = is.latency.p99 !== null && was.latency.p99 !== null && is.latency.p99 < was.latency.p99
  if (errors > leastErrors && faster) {
    return `${what}p99${of} falls from ${toLatencyText(was.latency.p99 as number)} to ${toLatencyText(is.latency.p99 as number)} and means nothing, since it is of the ${toShareText(1 - is.errorRate)} that are still answered (${toShareText(1 - was.errorRate)} before). ${limits?.sentence ?? ''}`.trim()
  }
  return `${what}${figures.join(' and ')}${of ? ` (${name})` : ''}. ${whyWords(limit, limits)}`.trim()
}

/** The journey whose errors, or else p99, changed most. */
function mostMoved(before: Result, after: Result): { name: string; was: JourneyResult; is: JourneyResult } | undefined {
  return Object.entries(after.journeys)
    .flatMap(([name, is]) => {
      const was = before.journeys[name]
      return was ? [{ name, was, is, by: 10 * Math.abs(is.errorRate - was.errorRate) + latencyChange(was, is) }] : []
    })
    .sort((a, b) => b.by - a.by)[0]
}

function latencyChange(was: JourneyResult, is: JourneyResult): number {
  const [one, other] = [was.latency.p99, is.latency.p99]
  if (one === null || other === null) return one === other ? 0 : 5
  return one > 0 ? Math.min(5, Math.abs(other - one) / one) : 0
}

function errorWords(was: JourneyResult, is: JourneyResult): string | undefined {
  const by = is.errorRate - was.errorRate
  if (Math.abs(by) < leastErrors) return undefined
  return `errors ${by > 0 ? 'rise' : 'fall'} from ${toShareText(was.errorRate)} to ${toShareText(is.errorRate)}`
}

function latencyWords(was: JourneyResult, is: JourneyResult): string | undefined {
  const [one, other] = [was.latency.p99, is.latency.p99]
  if (latencyChange(was, is) < leastLatency) return undefined
  if (one === null) return is.errorRate < 1 ? `p99 is ${toLatencyText(other as number)}, where it had none` : undefined
  if (other === null) return is.errorRate < 1 ? 'p99 has no end any more' : 'nothing is answered any more'
  return `p99 ${other > one ? 'rises' : 'falls'} from ${toLatencyText(one)} to ${toLatencyText(other)}`
}

function whyWords(limit: Bottleneck | null, limits: Bottleneck | null): string {
  if (limits === null) return limit === null ? '' : 'Nothing is near a limit any more.'
  const same =
    limit !== null && limit.limit === limits.limit && limit.component === limits.component && limit.connection === limits.connection
  return `${same ? 'Still' : 'Now'}, ${lower(limits.sentence)}`
}

/** `pool.size of a → b 5 → 9, bulkhead of a → b taken out and 3 more changes`. */
function listed(changes: string[]): string {
  const rest = changes.length - mostNamed
  const named = changes.slice(0, mostNamed).join(', ')
  return rest > 0 ? `${named} and ${rest} more ${rest === 1 ? 'change' : 'changes'}` : named
}

/** Sentences that begin with a name keep it as it is. */
function lower(sentence: string): string {
  return /^(The|Nothing) /.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence
}
