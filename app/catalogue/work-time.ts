import type { Timing } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import type { WorkTime } from './component.ts'

/** A design's `work` in numbers. Absent distribution: exponential; absent cv: 1. A plain duration is always the same. */
export function toWorkTime(work: Timing): WorkTime {
  if (typeof work === 'string') return { meanMs: toMilliseconds(work), distribution: 'constant', cv: 0, samplesMs: [] }
  return {
    meanMs: toMilliseconds(work.time),
    distribution: work.distribution ?? 'exponential',
    cv: work.cv ?? 1,
    samplesMs: (work.samples ?? []).map(toMilliseconds),
  }
}
