import type { Result } from '../../app/run/result.ts'
import type { PredictPool } from '../predict/predict-pool.ts'
import { predictReplications } from '../predict/predict-replications.ts'
import { cases } from './cases/cases.ts'
import { loadDesign } from './load-design.ts'

/**
 * How often the 95 % confidence intervals of replicated predictions contain the truth that theory knows. They may miss it in
 * one of twenty runs, and if they never did they would be too wide.
 */
export interface CoverageSubject {
  design: string
  /** Of each replication. */
  seconds: number
  /** The interval that is looked at (`components.server` and `latency.mean`), and the metric of the table that it is of. */
  figures: [subject: string, figure: string, metric: string][]
}

export interface Coverage {
  design: string
  figure: string
  truth: number
  covered: number
  runs: number
  ok: boolean
}

/** The share of intervals that has to contain the truth: 95 %, and what chance adds to it over 200 runs. */
const [fewest, most] = [0.9, 0.98]

/** Runs a design so many times, with seeds from 1 on, each time with so many replications. */
export async function coverageOf(subject: CoverageSubject, runs: number, replications: number, pool: PredictPool): Promise<Coverage[]> {
  const never = new AbortController().signal
  const design = loadDesign(subject.design)
  const results: Result[] = []
  for (let seed = 1; seed <= runs; seed++) {
    const request = { design, scenario: 'full', durationSeconds: subject.seconds, seed }
    results.push(await predictReplications(pool, request, replications, never))
  }
  return subject.figures.map(([id, figure, metric]) => {
    const truth = truthOf(subject.design, metric)
    const covered = results.filter((result) => {
      const [low, high] = intervalOf(result, id, figure)
      return low <= truth && truth <= high
    }).length
    return {
      design: subject.design,
      figure: `${id} ${figure}`,
      truth,
      covered,
      runs,
      ok: covered >= fewest * runs && covered <= most * runs,
    }
  })
}

function truthOf(design: string, metric: string): number {
  const row = cases.filter((subject) => subject.design === design).flatMap(({ rows }) => rows)
  const found = row.find(([{ name }]) => name === metric)
  if (!found) throw new Error(`The table has no ${metric} of ${design}`)
  return found[2]
}

// components.server | journeys.default
function intervalOf({ replications }: Result, id: string, figure: string): [number, number] {
  const [section, name] = id.split('.') as ['components' | 'journeys', string]
  const interval = replications?.intervals[section][name]?.[figure]
  if (!interval) throw new Error(`The replications give no interval of ${id} ${figure}`)
  return interval
}

/** A few designs that need few requests for each replication. */
export const quickCoverage: CoverageSubject[] = [
  {
    design: 'mm1-half',
    seconds: 10,
    figures: [
      ['components.server', 'latency.mean', 'mean_response_ms'],
      ['components.server', 'waiting.mean', 'mean_wait_ms'],
      ['components.server', 'inSystem.mean', 'mean_in_system_L'],
      ['components.server', 'latency.p99', 'p99_response_ms'],
    ],
  },
  {
    design: 'mm1k-busy',
    seconds: 5,
    figures: [
      ['components.server', 'errorRate', 'rejection_ratio'],
      ['components.server', 'latency.mean', 'mean_response_ms'],
    ],
  },
]

export const fullCoverage: CoverageSubject[] = [
  ...quickCoverage,
  { design: 'erlang-b', seconds: 500, figures: [['components.server', 'errorRate', 'rejection_ratio']] },
  {
    design: 'mm1',
    seconds: 40,
    figures: [
      ['components.server', 'latency.mean', 'mean_response_ms'],
      ['components.server', 'waiting.share', 'prob_wait_gt_0'],
      ['components.server', 'utilisation', 'utilisation'],
      ['components.server', 'latency.p95', 'p95_response_ms'],
    ],
  },
  {
    design: 'mm4',
    seconds: 10,
    figures: [
      ['components.server', 'waiting.mean', 'mean_wait_ms'],
      ['components.server', 'waiting.share', 'prob_wait_gt_0'],
    ],
  },
  { design: 'md1', seconds: 20, figures: [['components.server', 'waiting.mean', 'mean_wait_ms']] },
  { design: 'fork-join-2', seconds: 30, figures: [['journeys.default', 'latency.mean', 'mean_response_ms']] },
  { design: 'in-flight', seconds: 10, figures: [['components.server', 'inSystem.mean', 'mean_in_flight']] },
  { design: 'closed-loop', seconds: 60, figures: [['journeys.default', 'throughput', 'throughput_per_s']] },
  { design: 'batch-arrivals', seconds: 20, figures: [['components.server', 'latency.mean', 'mean_response_ms']] },
  { design: 'queue-timeout', seconds: 20, figures: [['components.server', 'errorRate', 'abandon_ratio']] },
]
