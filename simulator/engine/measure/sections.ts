import { type Counted, sectionWidth, type Tally, type TallySubject } from '../../../app/run/tally.ts'
import type { World } from '../parts/world.ts'
import type { Histogram } from './histogram.ts'
import type { Levels } from './levels.ts'
import { usedLevel, workersOf } from './overload.ts'

/** Twice as many sections as there are at least, once there were so many; fewer where each holds very much. */
const mostSections = 64
const fewestSections = 16
const mostCounted = 60_000

interface Figure extends TallySubject {
  above(): number
  below(): number
}

/** What had been counted in the measured window at one moment. */
interface Snapshot {
  atMs: number
  sums: Float64Array
  /** Waiting requests x milliseconds, or requests in all where everybody is worked on at once; by component. */
  crowds: Float64Array
}

/**
 * The measured window in sections of equal length, for the intervals of its figures: kept as snapshots of what was counted until
 * the end of each. When there are too many, every second one is dropped, and sections are twice as long from then on.
 */
export class Sections {
  private readonly world: World
  private readonly figures: Figure[]
  private readonly histograms: (TallySubject & { histogram: Histogram })[]
  private readonly most: number
  private snapshots: Snapshot[] = []
  /** What had been counted at the last snapshot, and what was counted between each and the next. */
  private counted: Counted[] = []
  private between: Counted[][] = []
  private sectionMs = 0

  constructor(world: World) {
    this.world = world
    this.figures = figuresOf(world)
    this.histograms = histogramsOf(world)
    this.most = Math.max(fewestSections, Math.min(mostSections, 2 * Math.floor(mostCounted / this.histograms.length / 2)))
  }

  /** 0: none is over yet. */
  get lengthMs(): number {
    return this.sectionMs
  }

  /** The measured window begins now. */
  begin(): void {
    this.snapshots = [this.snapshot()]
    this.counted = this.countedNow()
    this.between = []
    this.sectionMs = 0
  }

  /** A frame of the measured window has ended. */
  note(): void {
    const passed = this.world.queue.clock[0] - (this.snapshots.at(-1)?.atMs ?? 0)
    if (passed < this.sectionMs * (1 - 1e-9)) return
    const counted = this.countedNow()
    this.between.push(counted.map((each, h) => less(each, this.counted[h])))
    this.counted = counted
    this.snapshots.push(this.snapshot())
    if (this.sectionMs === 0) this.sectionMs = passed
    if (this.snapshots.length <= this.most) return
    this.snapshots = this.snapshots.filter((_, i) => i % 2 === 0)
    this.joinPairs()
    this.sectionMs *= 2
  }

  /** The mean crowd at a component in each section. */
  meanCrowds(c: number): number[] {
    return this.snapshots.slice(1).map((end, i) => {
      const start = this.snapshots[i]
      return (end.crowds[c] - start.crowds[c]) / (end.atMs - start.atMs)
    })
  }

  tally(): Tally {
    const isEnd = this.snapshots.at(-1)?.atMs === this.world.queue.clock[0]
    const ends = isEnd ? this.snapshots : [...this.snapshots, this.snapshot()]
    const between = isEnd ? this.between : [...this.between, this.countedNow().map((each, h) => less(each, this.counted[h]))]
    return {
      figures: this.figures.map(({ group, id, name }) => ({ group, id, name })),
      histograms: this.histograms.map(({ group, id, name }) => ({ group, id, name })),
      sections: ends.slice(1).map((end, i) => ({ sums: end.sums.map((sum, f) => sum - ends[i].sums[f]), counted: between[i] })),
      totals: this.histograms.map(({ histogram }) => histogram.inBuckets(1)),
    }
  }

  private snapshot(): Snapshot {
    const sums = new Float64Array(2 * this.figures.length)
    this.figures.forEach((figure, i) => {
      sums[2 * i] = figure.above()
      sums[2 * i + 1] = figure.below()
    })
    const atMs = this.world.queue.clock[0]
    const crowds = new Float64Array(this.world.model.components.ids.length)
    for (let c = 0; c < crowds.length; c++) crowds[c] = crowdOf(this.world, c).area(c, atMs)
    return { atMs, sums, crowds }
  }

  private countedNow(): Counted[] {
    return this.histograms.map(({ histogram }) => histogram.inBuckets(sectionWidth))
  }

  /** Every second snapshot has gone, of an odd number: what was counted before and after it is counted together. */
  private joinPairs(): void {
    const { between } = this
    const second = between.filter((_, i) => i % 2 === 1)
    this.between = second.map((counted, i) => counted.map((each, h) => more(each, between[2 * i][h])))
  }
}

/** What grows where a component cannot keep up: its queue, or all that it has where everybody is worked on at once. */
function crowdOf({ model, meter }: World, c: number): Levels {
  return model.components.concurrency[c] === Number.POSITIVE_INFINITY ? meter.inSystem : meter.queue
}

function less({ from, counts }: Counted, before: Counted): Counted {
  const left = counts.slice()
  const shift = before.from - from
  for (let i = 0; i < before.counts.length; i++) left[shift + i] -= before.counts[i]
  return { from, counts: left }
}

/** What was counted in two sections, of which the second has all the buckets of the first. */
function more({ from, counts }: Counted, before: Counted): Counted {
  const all = counts.slice()
  const shift = before.from - from
  for (let i = 0; i < before.counts.length; i++) all[shift + i] += before.counts[i]
  return { from, counts: all }
}

function histogramsOf({ model, meter }: World): (TallySubject & { histogram: Histogram })[] {
  const latency = (group: TallySubject['group'], ids: string[], first: number) =>
    ids.map((id, i) => ({ group, id, name: 'latency', histogram: meter.latency.total.of(first + i) }))
  return [
    ...latency('components', model.components.ids, 0),
    ...latency('connections', model.connections.ids, meter.firstConnection),
    ...latency('journeys', model.journeys, meter.firstJourney),
    ...model.components.ids.map((id, c) => ({ group: 'components' as const, id, name: 'waiting', histogram: meter.waiting.total.of(c) })),
  ]
}

/** The figures that are one sum over another, by their names in the result. */
function figuresOf(world: World): Figure[] {
  const { model, meter, queue } = world
  const seconds = () => queue.clock[0] / 1000
  const flow = (group: Figure['group'], id: string, subject: number): Figure[] => {
    const histogram = meter.latency.total.of(subject)
    const finished = () => meter.finished.total[subject]
    return [
      { group, id, name: 'throughput', above: finished, below: seconds },
      { group, id, name: 'errorRate', above: () => meter.failed.total[subject], below: finished },
      { group, id, name: 'latency.mean', above: () => histogram.sum, below: () => histogram.n },
    ]
  }
  const ofComponent = (id: string, c: number): Figure[] => {
    const group = 'components'
    const now = () => queue.clock[0]
    const waiting = meter.waiting.total.of(c)
    return [
      ...flow(group, id, c),
      {
        group,
        id,
        name: 'utilisation',
        above: () => usedLevel(world, c).area(c, now()),
        below: () => meter.ready.area(c, now()) * workersOf(world, c),
      },
      { group, id, name: 'queue.mean', above: () => meter.queue.area(c, now()), below: now },
      { group, id, name: 'inSystem.mean', above: () => meter.inSystem.area(c, now()), below: now },
      { group, id, name: 'replicas.mean', above: () => meter.ready.area(c, now()), below: now },
      { group, id, name: 'waiting.mean', above: () => waiting.sum, below: () => waiting.n },
      { group, id, name: 'waiting.share', above: () => meter.waited.total[c], below: () => waiting.n },
      ...(model.components.caches[c]
        ? [{ group, id, name: 'hitRatio', above: () => meter.hits.total[c], below: () => meter.lookups.total[c] } as const]
        : []),
    ]
  }
  return [
    ...model.components.ids.flatMap(ofComponent),
    ...model.connections.ids.flatMap((id, k) => [
      ...flow('connections', id, meter.firstConnection + k),
      {
        group: 'connections' as const,
        id,
        name: 'retryRate',
        above: () => meter.retried.total[k],
        below: () => meter.finished.total[meter.firstConnection + k],
      },
    ]),
    ...model.journeys.flatMap((id, j) => {
      const subject = meter.firstJourney + j
      return [
        ...flow('journeys', id, subject),
        { group: 'journeys' as const, id, name: 'offered', above: () => meter.offered.total[subject], below: seconds },
      ]
    }),
  ]
}
