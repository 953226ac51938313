import { pathParts } from '../../app/analysis/path-parts.ts'
import type { Objective } from '../../app/design/design.ts'
import { costSentence } from '../../app/report/cost-words.ts'
import { toAvailability, toCountText, toLatencyText, toMoney, toRateText, toShareText, toSpan, toText } from '../../app/run/figures.ts'
import { intervalOf, neededFor } from '../../app/run/known.ts'
import type { ComponentResult, ConnectionResult, Latency, Result } from '../../app/run/result.ts'
import { toTable } from './table.ts'

/** A result as a person reads it on a terminal: what was asked for first, then where it comes from. */
export function toResultText(result: Result, bottleneck: string | undefined): string {
  const engine = result.engine === 'predict' ? 'Predicted' : 'Measured on Docker'
  const measured = `${toCountText(result.duration)} s${result.warmup > 0 ? ` (the first ${toCountText(result.warmup)} s left out)` : ''}`
  const times = result.replications ? `, ${result.replications.count} times` : ''
  const { statistics } = result
  const longer = statistics?.target !== undefined && statistics.from >= result.duration && statistics.counted > 0
  const counted = longer ? `, its figures over ${toSpan(statistics.counted)} more` : ''
  const parts = [
    `${engine}: ${result.design}, scenario ${result.scenario}, ${measured}${times}${counted}, in ${toCountText(result.wallSeconds)} s`,
    journeys(result),
    confidence(result),
    unknown(result),
    components(result),
    peculiar(result),
    connections(result),
    paths(result),
    cost(result),
    objectives(result),
    bottleneck ?? '',
    result.notes.map((note) => `Note: ${note}`).join('\n'),
  ]
  return parts.filter(Boolean).join('\n\n')
}

const latencyHeads = ['mean', 'p50', 'p95', 'p99'] as const
const latencyCells = (latency: Latency, unknown: Record<string, number | null> = {}) =>
  latencyHeads.map(
    (head) => `${toLatencyText(latency[head])}${latency[head] !== null && unknown[`latency.${head}`] !== undefined ? '?' : ''}`,
  )

function journeys(result: Result): string {
  // Where nothing can be answered degraded there is nothing to say of it.
  const mayDegrade = Object.values(result.journeys).some(({ degraded }) => degraded !== undefined)
  const rows = Object.entries(result.journeys).map(([name, { throughput, offered, errorRate, degraded = 0, latency }]) => [
    name,
    toRateText(offered),
    toRateText(throughput),
    toShareText(errorRate),
    ...(mayDegrade ? [toShareText(degraded)] : []),
    ...latencyCells(latency, result.statistics?.unknown.journeys[name]),
  ])
  return toTable(['JOURNEY', 'offered', 'rate', 'errors', ...(mayDegrade ? ['degraded'] : []), ...latencyHeads], rows)
}

/** How far each journey's figures may be off. */
function confidence(result: Result): string {
  const { journeys, statistics, replications } = result
  if (!statistics && !replications) return ''
  const half = (name: string, figure: string) => {
    const interval = intervalOf(result, 'journeys', name, figure)
    return interval && neededFor(result, 'journeys', name, figure) === undefined
      ? `±${toLatencyText((interval[1] - interval[0]) / 2)}`
      : '–'
  }
  const rows = Object.keys(journeys).map((name) => [name, ...latencyHeads.map((head) => half(name, `latency.${head}`))])
  return rows.some((row) => row.slice(1).some((cell) => cell !== '–')) ? toTable(['95 % CONFIDENCE', ...latencyHeads], rows) : ''
}

/** What the run was too short to know, by journey: `checkout: p99 takes 40 min of the scenario`. */
function unknown({ journeys, statistics }: Result): string {
  const lines = Object.keys(journeys).flatMap((name) => {
    const found = latencyHeads.flatMap((head): [string, number][] => {
      const needed = statistics?.unknown.journeys[name]?.[`latency.${head}`]
      return typeof needed === 'number' ? [[head, needed]] : []
    })
    if (found.length === 0) return []
    const longest = Math.max(...found.map(([, needed]) => needed))
    return [
      `${name}: ${found.map(([head]) => head).join(', ')} not known yet, marked ?; that takes about ${toSpan(longest)} (--duration, or leave it out)`,
    ]
  })
  return lines.join('\n')
}

function components(result: Result): string {
  const rows = Object.entries(result.components).map(([id, { throughput, errorRate, utilisation, queue, replicas, latency }]) => [
    id,
    toCountText(replicas.mean),
    toRateText(throughput),
    toShareText(errorRate),
    toShareText(utilisation),
    toCountText(queue.mean),
    ...latencyCells(latency, result.statistics?.unknown.components[id]),
  ])
  return toTable(['COMPONENT', 'replicas', 'rate', 'errors', 'busy', 'queue', ...latencyHeads], rows)
}

/** What only some components and connections have, where it came about: `cache: 72 % of lookups hit`. */
function peculiar(result: Result): string {
  const components = Object.entries(result.components).map(([id, figures]) => [id, peculiarities(figures)] as const)
  const connections = Object.entries(result.connections).map(([id, figures]) => [id, peculiaritiesOfCalls(figures)] as const)
  return [...components, ...connections]
    .filter(([, found]) => found.length > 0)
    .map(([id, found]) => `${id}: ${found.join(', ')}`)
    .join('\n')
}

function peculiarities({
  degraded,
  goodput,
  hitRatio,
  coldStarts,
  redelivered,
  deadLettered,
  dropped,
  rejected,
  abandoned,
  cancelled,
  conflicts,
  staleReads,
}: ComponentResult): string[] {
  const rates: [number | undefined, string][] = [
    [coldStarts, 'started from cold'],
    [redelivered, 'delivered again'],
    [deadLettered, 'dead-lettered'],
    [dropped, 'dropped'],
    [rejected, 'turned away'],
    [abandoned, 'gave up waiting'],
    [cancelled, 'stopped, as nobody waited any more'],
    [conflicts, 'failed, as another had changed the same row'],
  ]
  return [
    ...inFull({ degraded, goodput }),
    ...(typeof hitRatio === 'number' ? [`${toShareText(hitRatio)} of lookups hit`] : []),
    ...(typeof staleReads === 'number' && staleReads > 0 ? [`${toShareText(staleReads)} of the reads at replicas were stale`] : []),
    ...withRates(rates),
  ]
}

function peculiaritiesOfCalls({ degraded, goodput, wentOn, undone, setUp, hedged, refused }: ConnectionResult): string[] {
  return [
    ...inFull({ degraded, goodput }),
    ...withRates([
      [wentOn, 'failed and did not fail the request'],
      [undone, 'made to undo others'],
      [setUp, 'with a connection set up for them'],
      [hedged, 'hedged'],
      [refused, 'refused by the caller'],
    ]),
  ]
}

// 12 % answered degraded, 88/s in full
function inFull({ degraded, goodput }: Pick<ComponentResult, 'degraded' | 'goodput'>): string[] {
  if (degraded === undefined || degraded === 0) return []
  return [`${toShareText(degraded)} answered degraded, ${toRateText(goodput ?? 0)} in full`]
}

function withRates(rates: [rate: number | undefined, words: string][]): string[] {
  return rates.flatMap(([rate, words]) => (rate !== undefined && rate > 0 ? [`${toRateText(rate)} ${words}`] : []))
}

function connections(result: Result): string {
  const rows = Object.entries(result.connections).map(([id, { throughput, errorRate, retryRate, latency }]) => [
    id,
    toRateText(throughput),
    toShareText(errorRate),
    toShareText(retryRate),
    ...latencyCells(latency, result.statistics?.unknown.connections[id]),
  ])
  return rows.length === 0 ? '' : toTable(['CONNECTION', 'rate', 'errors', 'retries', ...latencyHeads], rows)
}

const mostOnPath = 6

/** browse: catalogue 61 %, catalogue-db 25 %, gateway 14 % */
function paths({ criticalPaths }: Result): string {
  const lines = Object.entries(criticalPaths ?? {}).map(([journey, path]) => {
    const shares = Object.entries(pathParts(path)).slice(0, mostOnPath)
    return `${journey}: ${shares.map(([id, share]) => `${id} ${toShareText(share)}`).join(', ')}`
  })
  return lines.length === 0 ? '' : ['WHERE THE TIME GOES', ...lines].join('\n')
}

/** What a month costs; `?` where a price is not known. */
function cost({ cost, components }: Result): string {
  if (!cost) return ''
  const ids = Object.keys(components).filter((id) => Object.hasOwn(cost.components, id))
  const rows = ids.map((id) => {
    const { perMonth, besides } = cost.components[id] as (typeof cost.components)[string]
    return [id, perMonth === null ? 'unknown' : toText(toMoney(perMonth)), besides.join(', ')]
  })
  return `${toTable(['COST', 'a month', 'not counted'], rows)}\n${costSentence(cost)}`
}

function objectives({ objectives }: Result): string {
  return objectives.map((objective) => toObjectiveText(objective)).join('\n')
}

// met      checkout p99 below 400ms: 312 ms ±9 ms
function toObjectiveText(objective: Result['objectives'][number]): string {
  const { actual, interval, metric, verdict } = objective
  const word = verdict === 'unknown' ? 'UNKNOWN' : objective.met ? 'met   ' : 'MISSED'
  const span = interval && actual !== null ? ` (95 %: ${toActualText(metric, interval[0])} to ${toActualText(metric, interval[1])})` : ''
  return `${word}  ${toObjectiveName(objective)}: ${toActualText(metric, actual)}${span}${toWhy(objective)}`
}

function toWhy({ verdict, needed, answered, metric, actual }: Result['objectives'][number]): string {
  const share = answered !== undefined && answered < 0.9995 ? `, of the ${toShareText(answered)} that were answered` : ''
  if (metric === 'cost') return verdict === 'unknown' && actual !== null ? ', of what is known' : ''
  if (verdict !== 'unknown') return actual === null && metric !== 'throughput' ? '' : share
  const takes = typeof needed === 'number' ? `, which takes about ${toSpan(needed)} of the scenario or more repetitions` : ''
  return `${share}; not known yet${takes}`
}

// checkout p99 below 400ms
export function toObjectiveName({ journey, component, metric, below, above }: Objective): string {
  const bounds = [below === undefined ? '' : ` below ${below}`, above === undefined ? '' : ` above ${above}`].join('')
  return `${journey ?? component ?? (metric === 'cost' ? 'total' : 'every journey')} ${metric}${bounds}`
}

function toActualText(metric: string, actual: number | null): string {
  if (actual === null) return metric === 'cost' ? 'not known' : 'nothing was counted'
  if (metric === 'throughput') return toRateText(actual)
  if (metric === 'availability') return toText(toAvailability(actual))
  if (metric === 'cost') return `${toText(toMoney(actual))} a month`
  return metric === 'errorRate' || metric === 'utilisation' ? toShareText(actual) : toLatencyText(actual)
}
