import * as z from 'zod'
import { type Component, defaultJourney, messageProtocols } from '../design/design.ts'
import { count, duration, rate, span, type Timing, timing } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { counted } from '../run/figures.ts'
import { scenarioOf } from '../run/scenario.ts'
import { toLoadProgram } from '../run/to-program.ts'
import { numberOf } from './capacity-fields.ts'
import type { Kind, Source } from './component.ts'
import { toWorkTime } from './work-time.ts'

// browse | place-order
const journeyName = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'is not a journey: use letters, digits, hyphens and underscores')

const burst = z.strictObject({
  on: span().meta({ title: 'On', description: 'Mean length of a busy phase.' }),
  off: span().meta({ title: 'Off', examples: ['4s'], description: 'Mean length of a quiet phase.' }),
  quiet: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta({ title: 'Quiet', absent: 0, control: 'share', description: 'The rate in quiet phases as a share of the rate in busy ones.' }),
})

const trace = z.strictObject({
  file: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .meta({
      title: 'File',
      examples: ['arrivals.csv'],
      description: 'Lines of a time and, if wanted, a journey; it lies beside the design.',
    }),
  times: z
    .array(duration())
    .min(1)
    .max(100_000)
    .optional()
    .meta({ title: 'Times', description: 'Written here instead: one for each request, ascending.' }),
  loop: z.boolean().optional().meta({ title: 'Loop', absent: false, description: 'Begins again when it is over.' }),
})

/** People, devices or jobs that send requests: at a rate, whether or not the answers keep up (an open loop), or as users who wait for theirs (a closed one). */
export const traffic: Kind = {
  kind: 'traffic',
  label: 'Traffic',
  family: 'traffic',
  icon: 'users',
  summary: 'Sends requests: at a given rate, as users who wait for their answers, or as recorded.',
  keywords: ['users', 'clients', 'load', 'requests', 'source', 'browser', 'mobile', 'cron'],
  parameters: {
    rate: rate().optional().meta({
      title: 'Rate',
      unit: 'requests/s',
      section: 'Traffic',
      description: 'Mean requests per second, whether or not they are answered; the scenario scales it over time.',
    }),
    users: count(1, 1_000_000).optional().meta({
      title: 'Users',
      unit: 'users',
      section: 'Traffic',
      description:
        'Instead of a rate: each thinks, sends a request, waits for its answer, and thinks again. The scenario scales their number.',
    }),
    think: timing().optional().meta({
      title: 'Think time',
      absent: '1s exponential',
      section: 'Traffic',
      description: 'Of each user, between an answer and the next request.',
    }),
    arrivals: z.enum(['poisson', 'constant', 'bursty', 'trace']).optional().meta({
      title: 'Arrivals',
      // Requests of many independent people form a Poisson process (Palm-Khintchine theorem).
      absent: 'poisson',
      section: 'Traffic',
      description:
        'poisson: at random, as many independent people do. constant: evenly, as a timer does. bursty: busy and quiet phases. trace: as recorded.',
    }),
    batch: count(1, 100_000).optional().meta({
      title: 'Batch',
      absent: 1,
      unit: 'requests',
      section: 'Traffic',
      description: 'Requests that come at the same moment; the rate counts requests.',
    }),
    burst: burst
      .optional()
      .meta({ title: 'Bursts', section: 'Traffic', description: 'Phases of bursty arrivals; the rate stays the mean of both.' }),
    trace: trace.optional().meta({
      title: 'Trace',
      section: 'Traffic',
      description: 'When requests were recorded to come, from the beginning of the scenario.',
    }),
    journeys: z
      .record(journeyName, z.number().min(0).max(1_000_000))
      .refine((journeys) => Object.values(journeys).some((value) => value > 0), 'needs at least one journey with a share above 0')
      .optional()
      .meta({
        title: 'Journeys',
        control: 'shares',
        absent: defaultJourney,
        section: 'Traffic',
        description: 'What people come for, and the share of requests each has.',
      }),
  },
  initial: { rate: 20 },
  accepts: [],
  offers: ['http', 'grpc', 'tcp', ...messageProtocols],
  describe: (component) => describe(toSource(component)),
  behaviour: toSource,
  images: [],
  // The steady scenario stands in the file; a run hands over its own scenario and seed instead (`toLoadProgram`).
  cdk: {
    construct: 'none',
    because: 'It stands for people and devices on the internet: what it calls is reached through the load balancer.',
  },
  container: (component, context) => ({
    image: { from: 'runtime' },
    fidelity: 'stub',
    ports: {},
    env: { MICROCOSM_PROGRAM: JSON.stringify(toLoadProgram(context.design, context.id, scenarioOf(context.design), 1, context)) },
    files: {},
    ready: { probe: 'none' },
    volumes: [],
    replicas: 1,
    caveats: component.trace === undefined ? [] : ['Its recorded arrivals are predicted only: give it a rate to send requests.'],
  }),
}

function toSource(component: Component): Source {
  const users = component.users as number | undefined
  const written = component.trace as z.infer<typeof trace> | undefined
  const arrivals = (component.arrivals as Source['arrivals'] | undefined) ?? (written ? 'trace' : 'poisson')
  const phases = component.burst as z.infer<typeof burst> | undefined
  const batch = numberOf(component, 'batch', 1)
  const source: Source = {
    model: 'source',
    ratePerSecond: numberOf(component, 'rate', 0),
    arrivals,
    journeys: (component.journeys as Record<string, number> | undefined) ?? { [defaultJourney]: 1 },
    ...(batch > 1 ? { batch } : {}),
    ...(arrivals === 'bursty' && phases ? { burst: toPhases(phases) } : {}),
  }
  if (users !== undefined) {
    const think = toWorkTime((component.think as Timing | undefined) ?? { time: '1s' })
    return { ...source, ratePerSecond: (users * 1000) / Math.max(think.meanMs, shortestCycleMs), closed: { users, think } }
  }
  if (written) {
    const { file, times, loop = false } = written
    const timesMs = times?.map(toMilliseconds)
    const rate = timesMs ? meanRate(timesMs) : source.ratePerSecond
    return { ...source, ratePerSecond: rate, trace: { loop, ...(file === undefined ? {} : { file }), ...(timesMs ? { timesMs } : {}) } }
  }
  return source
}

/** Users who do not think at all are taken to need so long for a request, where a rate has to be named beforehand. */
const shortestCycleMs = 10

function meanRate(timesMs: number[]): number {
  const last = timesMs.at(-1) ?? 0
  return last > 0 ? (timesMs.length * 1000) / last : 0
}

function toPhases({ on, off, quiet = 0 }: z.infer<typeof burst>): NonNullable<Source['burst']> {
  return { onMs: toMilliseconds(on), offMs: toMilliseconds(off), quiet }
}

function describe({ closed, trace: recorded, ratePerSecond }: Source): string {
  if (closed) return counted(closed.users, 'user')
  if (recorded) return recorded.file ?? `${counted(recorded.timesMs?.length ?? 0, 'request')}`
  return `${counted(ratePerSecond, 'request')}/s`
}
