import type { Design } from '../design/design.ts'
import type { ComponentResult, Result } from '../run/result.ts'
import { counted, percent, perSecond } from './figures.ts'
import { fullQueue } from './full-queue.ts'
import { type WorkerHolding, workerHolding } from './worker-holding.ts'

export interface Bottleneck {
  component: string
  /** What limits the system and why, with its number. */
  sentence: string
  /** What to do about it. */
  remedy: string
}

/** Busier than this, waiting grows fast (at one worker it is as long as 2.3 services; Kingman's formula). */
const busy = 0.7
/** More errors than this at one component are a finding of their own. */
const manyErrors = 0.01

/**
 * The component that limits the system most, in the order in which a person would care: one whose queue grows, one whose
 * workers are all but used up, one from which errors come. null: nothing is near a limit.
 */
export function findBottleneck(design: Design, result: Result): Bottleneck | null {
  const stations = Object.entries(result.components).filter(([id]) => workerHolding(design, result, id) !== null)
  const growing = stations.filter(([, figures]) => isGrowing(figures)).map(([id]) => id)
  const saturated = deepest(design, result, growing) ?? busiest(stations)
  if (saturated !== undefined) return saturation(design, result, saturated)
  return (
    atItsPeak(
      design,
      result,
      stations.map(([id]) => id),
    ) ?? errorSource(design, result)
  )
}

/** An overloaded component has finished requests and yet no steady latency. */
function isGrowing(figures: ComponentResult): boolean {
  return figures.throughput > 0 && figures.waiting.mean === null && figures.queue.mean > 1
}

/** Of several, the one that calls none of the others: the others wait for it. */
function deepest(design: Design, result: Result, ids: string[]): string | undefined {
  const calls = (from: string) => (design.connections ?? []).some((c) => c.from === from && c.mode !== 'async' && ids.includes(c.to))
  const roots = ids.filter((id) => !calls(id))
  return roots.sort((a, b) => (result.components[b]?.utilisation ?? 0) - (result.components[a]?.utilisation ?? 0))[0]
}

function busiest(stations: [string, ComponentResult][]): string | undefined {
  const [first] = [...stations].sort(([, a], [, b]) => b.utilisation - a.utilisation)
  return first && first[1].utilisation > busy ? first[0] : undefined
}

/** Busier than this in its worst tenth of the time, a component is at its limit then, whatever the mean says. */
const full = 0.95

/** A component that is at its limit for a while, as when traffic rises for a minute. */
function atItsPeak(design: Design, result: Result, ids: string[]): Bottleneck | null {
  const peaks = ids.map((id) => ({ id, peak: worstTenth(result, id) })).filter(({ peak }) => peak > full)
  const id = deepest(
    design,
    result,
    peaks.map((each) => each.id),
  )
  if (id === undefined) return null
  const name = nameOf(design, id)
  const figures = result.components[id] as ComponentResult
  const holding = workerHolding(design, result, id) as WorkerHolding
  const errors = figures.errorRate >= manyErrors ? `, and ${percent(figures.errorRate)} of its requests fail` : ''
  const workers = holding.workers === 1 ? 'its worker is' : `its ${holding.workers} workers are`
  return {
    component: id,
    sentence: `${name} is the bottleneck at the peak: ${workers} all busy then, with up to ${Math.round(figures.queue.max)} requests waiting${errors}.`,
    remedy: `Add replicas or workers to ${name} before the peak, or shorten its work.`,
  }
}

/** The utilisation that a component exceeds in a tenth of the measured time. */
function worstTenth({ series, warmup }: Result, id: string): number {
  const column = series.components[id]?.utilisation ?? []
  const measured = column.filter((value, i) => value !== null && (series.time[i] as number) > warmup).sort((a, b) => (b ?? 0) - (a ?? 0))
  return measured[Math.floor(measured.length / 10)] ?? 0
}

function saturation(design: Design, result: Result, id: string): Bottleneck {
  const figures = result.components[id] as ComponentResult
  const holding = workerHolding(design, result, id) as WorkerHolding
  const name = nameOf(design, id)
  const full = fullQueue(design, id, figures, holding)
  if (full) return { component: id, sentence: full.sentence, remedy: full.remedy }
  const growing = isGrowing(figures)
  if (growing && figures.utilisation < busy) {
    return {
      component: id,
      sentence: `${name} is the bottleneck: messages come in faster than its consumers take them, and ${Math.round(figures.queue.max)} are waiting.`,
      remedy: `Give its consumers more replicas or more concurrency, or publish less.`,
    }
  }
  const workers = `${percent(figures.utilisation)} of its ${counted(holding.workers, 'worker')} ${holding.workers === 1 ? 'is' : 'are'} busy`
  const queue = growing ? `, and its queue grows without end (up to ${Math.round(figures.queue.max)} waiting)` : ''
  if (holding.longest && holding.waitingForCalls > 0.5) {
    const callee = nameOf(design, holding.longest.component)
    return {
      component: id,
      sentence: `${name} is the bottleneck: ${workers}, ${percent(holding.longest.share)} of that held waiting for ${callee}${queue}.`,
      remedy: `Make ${callee} answer sooner, raise the concurrency of ${name}, or release its workers while calls are awaited.`,
    }
  }
  const each = `${workers} at ${perSecond(figures.throughput)}`
  return {
    component: id,
    sentence: `${name} is the bottleneck: ${each}${queue || waitingPart(figures)}.`,
    remedy: `Add replicas or workers to ${name}, or shorten its work.`,
  }
}

function waitingPart(figures: ComponentResult): string {
  return figures.waiting.share >= 0.005 ? `, and ${percent(figures.waiting.share)} of its requests wait for one` : ''
}

/** Where errors begin: a component that fails more than the calls it makes do. */
function errorSource(design: Design, result: Result): Bottleneck | null {
  const own = Object.entries(result.components).map(([id, figures]) => {
    const failedCalls = (design.connections ?? [])
      .filter((c) => c.from === id)
      .reduce((sum, c) => {
        const flow = result.connections[`${c.from}->${c.to}`]
        return sum + (flow ? flow.throughput * flow.errorRate : 0)
      }, 0)
    return { id, failures: figures.throughput * figures.errorRate - failedCalls, figures }
  })
  const [worst] = own.sort((a, b) => b.failures - a.failures)
  if (!worst || worst.figures.throughput === 0 || worst.failures / worst.figures.throughput < manyErrors) return null
  const name = nameOf(design, worst.id)
  return {
    component: worst.id,
    sentence: `Nothing is short of workers, but ${name} answers ${percent(worst.figures.errorRate)} of its ${perSecond(worst.figures.throughput)} requests with errors.`,
    remedy: `Look at what fails in ${name}; callers could retry, with a budget, while it is so.`,
  }
}

function nameOf(design: Design, id: string): string {
  return design.components[id]?.name ?? id
}
