import type { Statistics } from '../../run/result.ts'
import type { Counted, Section, Tally, TallySubject } from '../../run/tally.ts'
import { controlledInterval } from './control-variates.ts'
import { controlsFor, type KnownMeans } from './controls.ts'
import { countOf, type Interval, mostAlike, pool, quantileIntervals } from './intervals.ts'
import { longestOf, type Memory } from './relaxation.ts'

/**
 * A run knows a mean when it has forgotten so often what waited, and a quantile only later: what exceeds it comes in clusters, and
 * the share of the time that they take is known within a sixth when there were so many divided by that share. Held by the coverage
 * of the intervals (`simulator/conformance/trusted.ts`): what decides must not be what chance made of the run.
 */
const forgettingsForMean = 150
const forgettingsForExceeding = 20
/** What controls explain is told from chance only later than the mean itself. */
const forgettingsForControls = 400
/** What else has a state forgets in other ways; of that less is known. */
const restForgettingsForMean = 40
const restForgettingsForQuantile = 120
/** So often it forgets before the figures begin, or so much longer they go on, that an empty start does not show in them. */
const forgettingsBefore = 3
const forgettingsThatHide = 300
/** So many times as long as what was saved up lasts is known how much is turned away. */
const creditsForErrors = 4
/** Fewer requests beyond a quantile tell nothing of it, fewer in all nothing of a mean. */
const fewestBeyond = 30
const fewestForMean = 100
const fewestSections = 8
/** Sections are put together until each is so many times as long as what was is remembered, and fewer than so many are left. */
const forgettingsEach = 6
const fewestOfOneRun = 10
/** An interval of the exceeding share that reaches so far into it is one of chance. */
const widestExceedance = 0.7

const shares = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 }

export interface Measured {
  /** Of one run, or of several that differ in nothing but chance. */
  tallies: Tally[]
  steady: boolean
  /** Seconds of each run that the figures leave out, and over which they are counted. */
  from: number
  counted: number
  /** For how long each component remembers what it was. */
  relaxation: Record<string, Memory>
  /** The components that a journey's requests pass through. */
  passes: (journey: string) => Iterable<string>
  /** Where a connection leads. */
  leadsTo: (connection: string) => string
  /** What is known beforehand of what was counted; absent: nothing. */
  means?: KnownMeans | undefined
}

/** Statistics, and the means that are better known than by counting: what is known beforehand is taken into account. */
export interface Estimated {
  statistics: Statistics
  means: (TallySubject & { value: number })[]
}

type Group = TallySubject['group']

/** Sections that count as one. */
export interface Part {
  sections: Section[]
  sums: Float64Array
}

/**
 * The intervals of a result's figures, and which of them the run was too short to know. Of a steady state the sections of the run
 * (or runs) tell how far its figures may be off; of a scenario in which something happens only several runs do.
 */
export function toStatistics(measured: Measured): Estimated {
  const { tallies, steady } = measured
  const [first] = tallies
  const { from, counted: perRun } = measured
  const statistics: Statistics = {
    confidence: 0.95,
    intervals: { components: {}, connections: {}, journeys: {} },
    unknown: { components: {}, connections: {}, journeys: {} },
    steady,
    from,
    counted: perRun * tallies.length,
  }
  const means: Estimated['means'] = []
  if (!first) return { statistics, means }
  const sections = steady ? tallies.flatMap((tally) => tally.sections) : tallies.map(wholeOf)
  const put = (subject: TallySubject, name: string, interval: Interval | null, needed: number | null | undefined) => {
    const { group, id } = subject
    statistics.intervals[group][id] ??= {}
    ;(statistics.intervals[group][id] as Record<string, Interval | null>)[name] = needed === null ? null : interval
    if (needed === undefined) return
    statistics.unknown[group][id] ??= {}
    ;(statistics.unknown[group][id] as Record<string, number | null>)[name] = needed
  }
  const forgets = memo((group: Group, id: string) => forgettingOf(measured, group, id))
  const slow = (subject: TallySubject, times: Omit<Memory, 'credit'>): number | null | undefined => {
    if (!steady) return undefined
    const { queue, rest } = forgets(subject.group, subject.id)
    const longest = Math.max(queue, rest)
    if (!Number.isFinite(longest)) return null
    const needed = Math.max(times.queue * queue, times.rest * rest)
    const began = from >= forgettingsBefore * longest || perRun >= forgettingsThatHide * longest
    if (began && statistics.counted >= needed && sections.length >= fewestSections) return undefined
    return Math.max(needed + forgettingsBefore * longest, began ? 0 : forgettingsThatHide * longest)
  }
  // While what a limit has saved up is spent, nothing is turned away that will be later.
  const spending = (group: Group, id: string): number | undefined => {
    const { credit } = forgets(group, id)
    return !steady || from >= credit || perRun >= forgettingsThatHide * credit ? undefined : creditsForErrors * credit
  }
  const partsOf = inGroups(sections)
  const inParts = memo((group: Group, id: string) => {
    const each = (forgettingsEach * forgets(group, id).queue) / (statistics.counted / sections.length)
    const most = Math.floor(sections.length / fewestOfOneRun)
    return partsOf(steady ? Math.max(1, Math.min(most, Math.ceil(each))) : 1)
  })
  const enough = (seen: number, wanted: number): number | undefined =>
    seen >= wanted ? undefined : (Math.max(1, wanted) / Math.max(1, seen)) * statistics.counted * 1.2

  const alike = (group: Group, id: string) => {
    const { queue, rest } = forgets(group, id)
    return steady ? mostAlike(statistics.counted / inParts(group, id).length / Math.max(queue, rest)) : 0
  }
  const controls = controlsOf(measured, first.figures, inParts)
  const isLong = (group: Group, id: string) => statistics.counted >= forgettingsForControls * forgets(group, id).queue
  first.figures.forEach((subject, f) => {
    const parts = inParts(subject.group, subject.id)
    const above = parts.map(({ sums }) => sums[2 * f] as number)
    const below = parts.map(({ sums }) => sums[2 * f + 1] as number)
    const ofLatency = subject.name === 'latency.mean' || subject.name === 'waiting.mean'
    const { group, id } = subject
    const ratio = controlledInterval(above, below, ofLatency && isLong(group, id) ? controls(group, id) : [], alike(group, id))
    const count = below.reduce((total, each) => total + each, 0)
    if (ofLatency && count === 0) return
    const isShare = subject.name === 'errorRate'
    const none = isShare && ratio?.value === 0 && count > 0
    const half = none ? 3 / count : (ratio?.half ?? null)
    const interval: Interval | null = ratio && half !== null ? [none ? 0 : ratio.value - half, none ? half : ratio.value + half] : null
    const gated = ofLatency || subject.name === 'queue.mean' || subject.name === 'inSystem.mean'
    const needed = gated
      ? orLater(
          slow(subject, { queue: forgettingsForMean, rest: restForgettingsForMean }),
          ofLatency ? enough(count, fewestForMean) : undefined,
        )
      : isShare || subject.name === 'throughput'
        ? spending(group, id)
        : undefined
    put(subject, subject.name, interval, needed)
    if (ratio?.controlled) means.push({ ...subject, value: ratio.value })
  })
  first.histograms.forEach((subject, h) => {
    const total = pool(tallies.map((tally) => tally.totals[h] as Counted))
    const counted = countOf(total)
    if (counted === 0) return
    const parts = inParts(subject.group, subject.id).map((part) => pool(part.sections.map((section) => section.counted[h] as Counted)))
    const found = quantileIntervals(total, parts, Object.values(shares), alike(subject.group, subject.id))
    for (const [i, [name, share]] of Object.entries(shares).entries()) {
      const beyond = enough(counted * (1 - share), fewestBeyond)
      const interval = found[i] ?? null
      const wide = interval !== null && (interval.high === null || interval.half > widestExceedance * (1 - share))
      const late = orLater(slow(subject, { queue: forgettingsForExceeding / (1 - share), rest: restForgettingsForQuantile }), beyond)
      const needed =
        late === undefined && wide && interval ? statistics.counted * Math.max(2, (interval.half / (1 - share)) ** 2 * 4) : late
      put(subject, `${subject.name}.${name}`, interval && interval.high !== null ? [interval.low, interval.high] : null, needed)
    }
  })
  return { statistics, means }
}

/** Controls of the mean latencies of a subject; none where nothing is known. */
function controlsOf(
  { means, steady, passes, leadsTo }: Measured,
  figures: TallySubject[],
  inParts: (group: Group, id: string) => Part[],
): (group: Group, id: string) => number[][] {
  if (!means || !steady) return () => []
  const keyOf = ({ group, id, name }: TallySubject) => `${group}/${id}/${name}`
  const index = new Map(figures.map((subject, f) => [keyOf(subject), f]))
  return memo((group, id) => {
    const first = group === 'journeys' ? passes(id) : [group === 'connections' ? leadsTo(id) : id]
    return controlsFor(
      means,
      (subject) => index.get(keyOf(subject)),
      first,
      inParts(group, id).map(({ sums }) => sums),
    )
  })
}

/** The longer of two lengths that it takes; undefined: it is known; null: never. */
function orLater(a: number | null | undefined, b: number | null | undefined): number | null | undefined {
  if (a === null || b === null) return null
  return a === undefined ? b : b === undefined ? a : Math.max(a, b)
}

function forgettingOf({ relaxation, passes, leadsTo }: Measured, group: Group, id: string): Memory {
  const ids = group === 'components' ? [id] : group === 'connections' ? [leadsTo(id)] : [...passes(id)]
  return longestOf(ids.flatMap((each) => relaxation[each] ?? []))
}

/** Sections that are put together so many at a time, each time the same ones. */
function inGroups(sections: Section[]): (size: number) => Part[] {
  const known = new Map<number, Part[]>()
  return (size) => {
    const before = known.get(size)
    if (before) return before
    const parts = Array.from({ length: Math.ceil(sections.length / size) }, (_, i) => toPart(sections.slice(i * size, (i + 1) * size)))
    known.set(size, parts)
    return parts
  }
}

function toPart(sections: Section[]): Part {
  const sums = new Float64Array(sections[0]?.sums.length ?? 0)
  for (const section of sections) for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (section.sums[i] as number)
  return { sections, sums }
}

function memo<Value>(of: (group: Group, id: string) => Value): (group: Group, id: string) => Value {
  const known = { components: new Map<string, Value>(), connections: new Map<string, Value>(), journeys: new Map<string, Value>() }
  return (group, id) => {
    const before = known[group].get(id)
    if (before !== undefined) return before
    const value = of(group, id)
    known[group].set(id, value)
    return value
  }
}

/** A run as one section. */
function wholeOf({ sections, histograms }: Tally): Section {
  const [first, ...others] = sections
  if (!first) return { sums: new Float64Array(0), counted: histograms.map(() => ({ from: 0, counts: new Int32Array(0) })) }
  return {
    sums: first.sums.map((sum, i) => others.reduce((total, each) => total + (each.sums[i] as number), sum)),
    counted: histograms.map((_, h) => pool(sections.map(({ counted }) => counted[h] as Counted))),
  }
}
