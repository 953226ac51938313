/**
 * What a prediction counted, beside the figures of its result: from this the statistics of one run, or of several together, are
 * worked out. It stays inside the program.
 */
export interface Tally {
  /** Whose figures they are, and their names in the result: `throughput`, `latency.mean`. Figure i is sums[2 i] / sums[2 i + 1]. */
  figures: TallySubject[]
  /** Whose latencies are counted: `latency`, `waiting`. */
  histograms: TallySubject[]
  /** The measured window in pieces, one after another; of a run that is one of many, one. */
  sections: Section[]
  /** Of the whole window, in single buckets. */
  totals: Counted[]
}

export interface TallySubject {
  group: 'components' | 'connections' | 'journeys'
  id: string
  name: string
}

export interface Section {
  sums: Float64Array
  /** In buckets of `sectionWidth`. */
  counted: Counted[]
}

/** Counts of consecutive latency buckets, from the bucket `from` on. */
export interface Counted {
  from: number
  counts: Int32Array
}

/** So many latency buckets are one in a section: a sixteenth of an octave. */
export const sectionWidth = 16
