import { pathParts } from '../../app/analysis/path-parts.ts'
import type { Objective } from '../../app/design/design.ts'
import type { ComponentResult, ConnectionResult, Latency, Result } from '../../app/run/result.ts'
import { toCountText, toLatencyText, toRateText, toShareText } from './figures.ts'
import { toTable } from './table.ts'

/** A result as a person reads it on a terminal: what was asked for first, then where it comes from. */
export function toResultText(result: Result, bottleneck: string | undefined): string {
  const engine = result.engine === 'predict' ? 'Predicted' : 'Measured on Docker'
  const measured = `${toCountText(result.duration)} s${result.warmup > 0 ? ` (the first ${toCountText(result.warmup)} s left out)` : ''}`
  const times = result.replications ? `, ${result.replications.count} times` : ''
  const parts = [
    `${engine}: ${result.design}, scenario ${result.scenario}, ${measured}${times}, in ${toCountText(result.wallSeconds)} s`,
    journeys(result),
    confidence(result),
    components(result),
    peculiar(result),
    connections(result),
    paths(result),
    objectives(result),
    bottleneck ?? '',
    result.notes.map((note) => `Note: ${note}`).join('\n'),
  ]
  return parts.filter(Boolean).join('\n\n')
}

const latencyHeads = ['mean', 'p50', 'p95', 'p99']
const latencyCells = ({ mean, p50, p95, p99 }: Latency) => [mean, p50, p95, p99].map(toLatencyText)

function journeys(result: Result): string {
  // Where nothing can be answered degraded there is nothing to say of it.
  const mayDegrade = Object.values(result.journeys).some(({ degraded }) => degraded !== undefined)
  const rows = Object.entries(result.journeys).map(([name, { throughput, offered, errorRate, degraded = 0, latency }]) => [
    name,
    toRateText(offered),
    toRateText(throughput),
    toShareText(errorRate),
    ...(mayDegrade ? [toShareText(degraded)] : []),
    ...latencyCells(latency),
  ])
  return toTable(['JOURNEY', 'offered', 'rate', 'errors', ...(mayDegrade ? ['degraded'] : []), ...latencyHeads], rows)
}

/** Where there are replications: how far each journey's figures may be off. */
function confidence({ journeys, replications }: Result): string {
  if (!replications) return ''
  const half = (name: string, figure: string) => {
    const interval = replications.intervals.journeys[name]?.[figure]
    return interval ? `±${toLatencyText((interval[1] - interval[0]) / 2)}` : toLatencyText(null)
  }
  const rows = Object.keys(journeys).map((name) => [name, ...latencyHeads.map((head) => half(name, `latency.${head}`))])
  return toTable(['95 % CONFIDENCE', ...latencyHeads], rows)
}

function components(result: Result): string {
  const rows = Object.entries(result.components).map(([id, { throughput, errorRate, utilisation, queue, replicas, latency }]) => [
    id,
    toCountText(replicas.mean),
    toRateText(throughput),
    toShareText(errorRate),
    toShareText(utilisation),
    toCountText(queue.mean),
    ...latencyCells(latency),
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
}: ComponentResult): string[] {
  const rates: [number | undefined, string][] = [
    [coldStarts, 'started from cold'],
    [redelivered, 'delivered again'],
    [deadLettered, 'dead-lettered'],
    [dropped, 'dropped'],
    [rejected, 'turned away'],
    [abandoned, 'gave up waiting'],
    [cancelled, 'stopped, as nobody waited any more'],
  ]
  return [
    ...inFull({ degraded, goodput }),
    ...(typeof hitRatio === 'number' ? [`${toShareText(hitRatio)} of lookups hit`] : []),
    ...withRates(rates),
  ]
}

function peculiaritiesOfCalls({ degraded, goodput, wentOn, hedged, refused }: ConnectionResult): string[] {
  return [
    ...inFull({ degraded, goodput }),
    ...withRates([
      [wentOn, 'failed and did not fail the request'],
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
    ...latencyCells(latency),
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

function objectives({ objectives }: Result): string {
  return objectives.map((objective) => toObjectiveText(objective)).join('\n')
}

// met     checkout p99 below 400ms: 312 ms
function toObjectiveText(objective: Result['objectives'][number]): string {
  return `${objective.met ? 'met   ' : 'MISSED'}  ${toObjectiveName(objective)}: ${toActualText(objective.metric, objective.actual)}`
}

// checkout p99 below 400ms
export function toObjectiveName({ journey, component, metric, below, above }: Objective): string {
  const bounds = [below === undefined ? '' : ` below ${below}`, above === undefined ? '' : ` above ${above}`].join('')
  return `${journey ?? component ?? 'every journey'} ${metric}${bounds}`
}

function toActualText(metric: string, actual: number | null): string {
  if (actual === null) return 'nothing was counted'
  if (metric === 'throughput') return toRateText(actual)
  if (metric === 'availability') return `${Number((actual * 100).toPrecision(6))} %`
  return metric === 'errorRate' || metric === 'utilisation' ? toShareText(actual) : toLatencyText(actual)
}
