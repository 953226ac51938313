import type { Objective } from '../../app/design/design.ts'
import { limit } from '../run/trouble.ts'

/** Latency figures that every frame of a run carries. */
const inFrames = ['mean', 'p50', 'p95', 'p99'] as const
export type FrameMetric = (typeof inFrames)[number]

export interface Judged {
  metric: FrameMetric
  /** The bound in milliseconds; null: no objective speaks of this journey's latency. */
  below: number | null
}

/** The latency by which a journey is judged: that of its first objective which frames can show, otherwise the p99. */
export function judgedMetric(objectives: Objective[] | undefined, journey: string): Judged {
  for (const objective of objectives ?? []) {
    const metric = inFrames.find((each) => each === objective.metric)
    if (metric && objective.journey === journey) return { metric, below: limit(objective.below) }
  }
  return { metric: 'p99', below: null }
}

/** The bound on one figure of the journey's latency, ms. */
export function boundOn(objectives: Objective[] | undefined, journey: string, metric: FrameMetric): number | null {
  return limit(objectives?.find((objective) => objective.journey === journey && objective.metric === metric)?.below)
}
