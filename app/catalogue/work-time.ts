import type { Work } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import type { WorkTime } from './component.ts'

/** A design's `work` in numbers. Absent distribution: exponential; absent cv: 1. */
export function toWorkTime(work: Work): WorkTime {
  return {
    meanMs: toMilliseconds(work.time),
    distribution: work.distribution ?? 'exponential',
    cv: work.cv ?? 1,
    samplesMs: (work.samples ?? []).map(toMilliseconds),
  }
}
