import { type Connection, connectionId, type Design } from '../design/design.ts'
import { counted, toLatencyText, toRateText, toShareText } from '../run/figures.ts'
import type { ComponentFrame, ConnectionFrame, Frame } from '../run/frame.ts'
import type { ComponentResult, ConnectionResult, Result } from '../run/result.ts'
import { binds, findingsOf } from './bottleneck.ts'
import { fullQueue } from './full-queue.ts'
import { type Finding, toSeen, workerWord } from './limits/limit.ts'
import { workerHolding } from './worker-holding.ts'

/** Busier than this, any burst makes requests wait for long. */
const allButFull = 0.9

/**
 * One sentence on what is true of a component and why, from a result or from one frame of a run. undefined where the result or
 * frame knows nothing of it.
 */
export function explain(design: Design, seen: Result | Frame, id: string): string | undefined {
  const figures = seen.components[id]
  if (!figures) return undefined
  const name = design.components[id]?.name ?? id
  if ('state' in figures) return stateSentence(name, figures) ?? loadSentence(design, seen, id, name)
  return loadSentence(design, seen, id, name)
}

/** What the state alone explains. */
function stateSentence(name: string, { state, replicas, replicasReady, queue }: ComponentFrame): string | undefined {
  switch (state) {
    case 'waiting':
    case 'pulling':
    case 'starting':
      return `${name} is not ready yet: ${state === 'pulling' ? 'its image is being fetched' : `${replicasReady} of ${counted(replicas, 'replica')} answer`}.`
    case 'down':
      return `${name} is down: none of its ${counted(replicas, 'replica')} runs, and calls to it fail at once.`
    case 'paused':
      return `${name} is frozen: it accepts requests and answers none${queue > 0 ? `, and ${Math.round(queue)} wait` : ''}.`
    case 'degraded':
      return `${name} runs on ${replicasReady} of ${counted(replicas, 'replica')}; the others are down, frozen or starting.`
    case 'stopped':
      return `${name} is stopped.`
    case 'ready':
      return undefined
  }
}

function loadSentence(design: Design, seen: Result | Frame, id: string, name: string): string {
  const figures = seen.components[id] as ComponentResult | ComponentFrame
  if (figures.throughput === 0) return `Nothing reaches ${name}.`
  const holding = workerHolding(design, asFigures(seen), id)
  const full = holding && fullQueue(design, id, figures, holding)
  if (full) return `${full.sentence} ${full.remedy}`
  const limit = 'engine' in seen ? ownLimit(design, seen, id) : undefined
  if (limit) return limit
  if (figures.errorRate >= 0.005) return failure(design, seen, id, name, figures.errorRate)
  const result = 'engine' in seen ? seen : undefined
  if (!holding) return `${name} sends ${toRateText(figures.throughput)}.`
  const workers = `${toShareText(figures.utilisation)} of its ${counted(holding.workers, workerWord(design, id))}`
  if (figures.utilisation > 0.7 && holding.longest && holding.waitingForCalls > 0.5) {
    const callee = design.components[holding.longest.component]?.name ?? holding.longest.component
    return `${name} has ${workers} busy, mostly waiting for ${callee}.`
  }
  const waited = result?.components[id]?.waiting
  if (waited && waited.mean === null && result.components[id] && figures.utilisation > 0.7) {
    return `${name} cannot keep up: ${workers} are busy at ${toRateText(figures.throughput)} and its queue grows.`
  }
  const wait =
    waited?.mean && waited.share >= 0.01
      ? `; ${toShareText(waited.share)} of requests wait, ${toLatencyText(waited.mean / waited.share)} each`
      : ''
  const state = figures.utilisation >= allButFull ? 'is near its limit' : 'keeps up'
  return `${name} ${state}: ${toRateText(figures.throughput)} with ${workers} busy${wait}.`
}

/** Every component of a result is explained, and the limits are the same for all of them. */
const found = new WeakMap<Result, { design: Design; apart: Finding[] }>()

function limitsApart(design: Design, result: Result): Finding[] {
  const known = found.get(result)
  if (known?.design === design) return known.apart
  const seen = toSeen(design, result)
  const apart = findingsOf(seen).filter((finding) => finding.apart && binds(finding, seen))
  found.set(result, { design, apart })
  return apart
}

/** What limits it other than its workers: a rate limit, a pool or bulkhead of the calls it makes, a breaker that it keeps open. */
function ownLimit(design: Design, result: Result, id: string): string | undefined {
  const [worst] = limitsApart(design, result)
    .filter(({ component, connection }) => component === id || connection?.startsWith(`${id}->`))
    .sort((a, b) => b.lost + b.waiting - (a.lost + a.waiting))
  return worst?.sentence
}

/** Whether the errors are its own or come from a call it makes. */
function failure(design: Design, seen: Result | Frame, id: string, name: string, errorRate: number): string {
  const flows = seen.connections as Record<string, ConnectionResult | ConnectionFrame | undefined>
  const calls = (design.connections ?? [])
    .filter((connection: Connection) => connection.from === id)
    .map((connection) => ({ connection, flow: flows[connectionId(connection)] }))
    .filter(({ flow }) => flow !== undefined && flow.errorRate >= 0.005)
    .sort((a, b) => (b.flow?.errorRate ?? 0) - (a.flow?.errorRate ?? 0))
  const [worst] = calls
  if (!worst) return `${name} fails ${toShareText(errorRate)} of its requests.`
  const callee = design.components[worst.connection.to]?.name ?? worst.connection.to
  return `${name} fails ${toShareText(errorRate)} of its requests because ${toShareText(worst.flow?.errorRate ?? 0)} of its calls to ${callee} fail.`
}

/** A frame's figures as the parts of a result that dividing held time needs. */
function asFigures(seen: Result | Frame): Pick<Result, 'components' | 'connections'> {
  if ('engine' in seen) return seen
  const latency = (mean: number | null) => ({ mean, p50: null, p90: null, p95: null, p99: null, p999: null, max: null })
  const level = (mean: number) => ({ mean, max: mean })
  return {
    components: Object.fromEntries(
      Object.entries(seen.components).map(([id, f]) => [
        id,
        {
          ...f,
          queue: level(f.queue),
          inSystem: level(f.inSystem),
          replicas: level(f.replicas),
          waiting: { ...latency(null), share: 0 },
          latency: latency(f.mean),
        },
      ]),
    ),
    connections: Object.fromEntries(
      Object.entries(seen.connections).map(([id, f]) => [id, { ...f, retryRate: 0, latency: latency(f.mean) }]),
    ),
  }
}
