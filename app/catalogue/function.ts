import { messageProtocols, protocols } from '../design/design.ts'
import { count, share, type Work } from '../design/fields.ts'
import { cpuField, imageField, memoryField, numberOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { programFields, toProgramPlan } from './program-plan.ts'
import { servingFields, servingOf } from './serving-fields.ts'

// Assumed: reads or writes a little and answers; longer than a service, since nothing is kept warm between two requests.
const defaultWork: Work = { time: '25ms', distribution: 'lognormal', cv: 1 }
// Concurrent executions of an account in a region, unless more are asked for:
// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const defaultConcurrency = 1000

/** A serverless function: each execution handles one request at a time, and there are as many executions as requests. */
export const serverlessFunction: Kind = {
  kind: 'function',
  label: 'Function',
  family: 'function',
  icon: 'square-function',
  summary: 'Serverless function such as AWS Lambda: one execution for each request, up to a limit.',
  keywords: ['lambda', 'serverless', 'faas', 'cloud function', 'azure function', 'handler', 'consumer'],
  parameters: {
    concurrency: count(1, 100_000).optional().meta({
      title: 'Concurrency',
      absent: defaultConcurrency,
      unit: 'executions',
      section: 'Capacity',
      description: 'Executions at once, each with one request.',
    }),
    work: workField(defaultWork, 'Time one request is worked on, without waiting and without the calls it makes.'),
    failureRate: share().optional().meta({
      title: 'Failure rate',
      absent: 0,
      control: 'share',
      section: 'Resilience',
      description: 'Share of requests that fail after being worked on.',
    }),
    ...servingFields(),
    image: imageField(),
    ...programFields(),
    cpu: cpuField(),
    memory: memoryField(),
  },
  initial: { work: defaultWork },
  accepts: ['http', ...messageProtocols],
  offers: [...protocols],
  describe: (component) =>
    `up to ${numberOf(component, 'concurrency', defaultConcurrency)} at once · ${workTimeText(component, defaultWork)}`,
  behaviour: (component) => ({
    model: 'station',
    replicas: 1,
    concurrency: numberOf(component, 'concurrency', defaultConcurrency),
    queueLimit: Number.POSITIVE_INFINITY,
    holdsWorker: true,
    work: workOf(component, defaultWork),
    failureRate: numberOf(component, 'failureRate', 0),
    routing: 'each',
    ...servingOf(component),
  }),
  images: [],
  container: (component, context) => {
    const plan = toProgramPlan(component, context, ['http'])
    return { ...plan, caveats: [...plan.caveats, 'One container stands for all executions; starts from cold are not measured.'] }
  },
}
