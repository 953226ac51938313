import { count, share, type Work } from '../design/fields.ts'
import { numberOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { endpointFields, endpointsOf } from './endpoint-fields.ts'
import { toProgramPlan } from './program-plan.ts'
import { limitFields, limitsOfServing } from './serving-fields.ts'

// Assumed: an answer over the internet, such as a payment authorised, with a long tail.
const defaultWork: Work = { time: '120ms', distribution: 'lognormal', cv: 1 }
// Assumed: whoever offers it to the world has more workers than one customer fills.
const defaultConcurrency = 1000

/** Somebody else's service. It is not ours to run, so a stub plays it wherever the design runs. */
export const external: Kind = {
  kind: 'external',
  label: 'External service',
  family: 'external',
  icon: 'globe',
  summary: 'A third party that is called over HTTP, such as a payment provider; a stub plays it.',
  keywords: ['third party', 'saas', 'partner', 'api', 'payment', 'stripe', 'email', 'internet'],
  parameters: {
    work: workField(defaultWork, 'Time it takes to answer, without the network in between.'),
    concurrency: count(1, 100_000).optional().meta({
      title: 'Concurrency',
      absent: defaultConcurrency,
      unit: 'requests',
      section: 'Capacity',
      description: 'Requests it serves at once.',
    }),
    failureRate: share().optional().meta({
      title: 'Failure rate',
      absent: 0,
      control: 'share',
      section: 'Resilience',
      description: 'Share of requests that it fails.',
    }),
    ...endpointFields(),
    ...limitFields(),
  },
  initial: { work: defaultWork },
  accepts: ['http', 'grpc'],
  offers: [],
  describe: (component) => workTimeText(component, defaultWork),
  behaviour: (component) => ({
    model: 'station',
    replicas: 1,
    concurrency: numberOf(component, 'concurrency', defaultConcurrency),
    queueLimit: Number.POSITIVE_INFINITY,
    holdsWorker: true,
    work: workOf(component, defaultWork),
    failureRate: numberOf(component, 'failureRate', 0),
    routing: 'each',
    ...endpointsOf(component),
    ...limitsOfServing(component),
  }),
  images: [],
  cdk: { construct: 'none', because: "It is somebody else's: its callers reach it over the internet, through the NAT gateway." },
  container: (component, context) => ({
    ...toProgramPlan(component, context, ['http', 'grpc']),
    caveats: ['A stub plays this third party: give its callers the real address where they are to reach it.'],
  }),
}
