import { withParameter } from '../../app/analysis/parameters.ts'
import type { Design } from '../../app/design/design.ts'
import { intervalOf, neededFor } from '../../app/run/known.ts'
import { usualPrecision } from '../../app/run/precision.ts'
import type { Result } from '../../app/run/result.ts'
import type { PredictPool, PredictRequest } from '../predict/predict-pool.ts'
import { gammaResponseQuantile } from './formulas/general-work.ts'
import { tandemQuantile, tandemResponse } from './formulas/networks.ts'
import { generalWait, meanResponse, responseQuantile } from './formulas/queues.ts'
import { loadDesign } from './load-design.ts'

/**
 * Whether a prediction knows what it says it knows: wherever a figure is shown as known, its 95 % interval contains the truth in 90 to
 * 98 of 100 runs; where the run is too short, it says so in at least 95 of 100.
 */
export interface TrustSubject {
  name: string
  design: Design
  /** Milliseconds, by the figure's name in the result. */
  truth: Record<(typeof figures)[number], number>
  /** As predictions go on where nobody says otherwise; absent: the half minute of the steady scenario, however little that is. */
  precision?: number
  /** Where a hundred runs do not tell chance from an interval of the wrong width: so many times as many. */
  times?: number
}

export interface Trust {
  design: string
  figure: string
  truth: number
  /** Runs that showed the figure as known, and those of them of which the interval contains the truth. */
  known: number
  covered: number
  runs: number
  verdict: string
  ok: boolean
}

const figures = ['latency.mean', 'latency.p99'] as const
/** The share of the intervals that has to contain the truth: 95 %, and what chance adds over a hundred runs. */
const [fewest, most] = [0.9, 0.98]
/** So often may be shown what the run cannot know. */
const mostByMistake = 0.05

/** Runs a subject with the seeds from 1 on. */
export async function trustOf(subject: TrustSubject, runs: number, pool: PredictPool): Promise<Trust[]> {
  const { design, precision } = subject
  const requests = Array.from(
    { length: runs * (subject.times ?? 1) },
    (_, i): PredictRequest => ({ design, seed: i + 1, ...(precision === undefined ? {} : { precision }) }),
  )
  const results = await pool.predictAll(requests, new AbortController().signal)
  return figures.map((figure) => toTrust(subject, figure, results))
}

function toTrust(subject: TrustSubject, figure: (typeof figures)[number], results: Result[]): Trust {
  const truth = subject.truth[figure]
  const runs = results.length
  const known = results.filter((result) => neededFor(result, 'journeys', 'default', figure) === undefined)
  const covered = known.filter((result) => {
    const interval = intervalOf(result, 'journeys', 'default', figure)
    return interval && interval[0] <= truth && truth <= interval[1]
  }).length
  const unknown = known.length <= mostByMistake * runs
  const right = covered >= fewest * known.length && covered <= most * known.length
  const verdict = unknown ? 'not known, as it says' : right ? 'holds' : covered < fewest * known.length ? 'too narrow' : 'too wide'
  return { design: subject.name, figure, truth, known: known.length, covered, runs, verdict, ok: unknown || right }
}

const loads = [0.5, 0.9, 0.95]
const rates = [20, 100, 1000]

/** An M/M/1 at this share of what its worker can do. */
export function single(load: number, rate: number): TrustSubject {
  const work = (1000 * load) / rate
  const at = withParameter(loadDesign('mm1'), 'components.clients.rate', rate, undefined)
  return {
    name: `M/M/1 at ${100 * load} %, ${rate}/s`,
    design: withParameter(at, 'components.server.work.time', work, undefined),
    truth: {
      'latency.mean': meanResponse({ rate, work, servers: 1 }),
      'latency.p99': responseQuantile(0.99, { rate, work, servers: 1 }),
    },
  }
}

const four = { rate: 3200, work: 1, servers: 4 }
const general = { rate: 800, work: 1, cv: 2 }
const chain = { rate: 700, works: [1, 1.1111111111111112, 0.8333333333333334] }

const subjects: TrustSubject[] = [
  ...loads.flatMap((load) => rates.map((rate) => single(load, rate))),
  {
    name: 'M/M/4 at 80 %, 3200/s',
    design: loadDesign('mm4'),
    truth: { 'latency.mean': meanResponse(four), 'latency.p99': responseQuantile(0.99, four) },
  },
  {
    name: 'M/G/1 (cv 2) at 80 %, 800/s',
    design: loadDesign('mg1-gamma'),
    // The first hundred happen to contain the mean 99 times, of two hundred 189 do.
    times: 2,
    truth: { 'latency.mean': generalWait(general) + general.work, 'latency.p99': gammaResponseQuantile(0.99, general) },
  },
  {
    name: 'chain of three, 700/s',
    design: loadDesign('tandem'),
    truth: {
      'latency.mean': tandemResponse(chain.rate, chain.works),
      'latency.p99': tandemQuantile(0.99, chain.rate, chain.works),
    },
  },
]

/** Half a minute each: most can be known of little of it. */
export const shortTrust: TrustSubject[] = subjects.map((subject) => ({ ...subject, name: `${subject.name}, half a minute` }))

/** With the effort that a prediction takes where nobody says otherwise. */
export const usualTrust: TrustSubject[] = subjects.map((subject) => ({
  ...subject,
  name: `${subject.name}, until known`,
  precision: usualPrecision,
}))

/** Those that take few requests. */
export const quickTrust: TrustSubject[] = [
  ...shortTrust.filter(({ name }) => name.startsWith('M/M/1 at 50 %') || name.startsWith('M/M/1 at 90 %')),
  ...usualTrust.filter(({ name }) => name.startsWith('M/M/1 at 50 %, 1000/s')),
]
