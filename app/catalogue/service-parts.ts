import * as z from 'zod'
import { messageProtocols, type Protocol, protocols } from '../design/design.ts'
import { count, share, type Work } from '../design/fields.ts'
import { counted } from '../run/figures.ts'
import { autoscaleField, autoscaleOf, type ScalingDefaults } from './autoscale-fields.ts'
import { cpuField, given, imageField, memoryField, numberOf, replicasField, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { programFields, toProgramPlan } from './program-plan.ts'
import { servingFields, servingOf } from './serving-fields.ts'

// A request that reads a little, computes a little and answers in JSON; the design says better where it matters.
const defaultWork: Work = { time: '5ms', distribution: 'exponential' }
// Between Gunicorn's advice of 2 workers per core plus one and Tomcat's 200 threads; queueing shows early enough to be seen.
const defaultConcurrency = 16

// Programs answer in any protocol; `tcp` stands for those that have no name here.
const answered: Protocol[] = ['http', 'grpc', 'tcp']

export interface ServiceDefaults {
  /** One of its copies, as in `2 replicas`. */
  copy: string
  replicas?: z.ZodType
  cpu?: z.ZodType
  memory?: z.ZodType
  scaling?: ScalingDefaults
}

type ServiceParts = Pick<Kind, 'parameters' | 'initial' | 'accepts' | 'offers' | 'describe' | 'behaviour' | 'images'> & {
  container: Extract<Kind['container'], (...given: never[]) => unknown>
}

/** What kinds that stand for a program that answers requests have in common: its copies, its workers and its container. */
export function serviceParts(defaults: ServiceDefaults): ServiceParts {
  const { copy, scaling, replicas = replicasField(), cpu = cpuField(), memory = memoryField() } = defaults
  return {
    parameters: {
      replicas,
      concurrency: count(1, 100_000).optional().meta({
        title: 'Concurrency',
        absent: defaultConcurrency,
        unit: 'requests',
        section: 'Capacity',
        description: 'Requests one replica serves at once.',
      }),
      queueLimit: count(0, 10_000_000).optional().meta({
        title: 'Queue limit',
        unit: 'requests',
        section: 'Capacity',
        description: 'Requests that may wait per replica, beyond it they are rejected; absent: unbounded.',
      }),
      whenFull: z.enum(['reject', 'block']).optional().meta({
        title: 'When full',
        absent: 'reject',
        section: 'Capacity',
        description: 'block: who finds the queue full waits until there is room, and so does its caller (backpressure).',
      }),
      holdsWorker: z.boolean().optional().meta({
        title: 'Holds its worker',
        // Thread per request is still how most frameworks work; event loops say false.
        absent: true,
        section: 'Capacity',
        description: 'On: a worker is held while calls are awaited (thread per request). Off: an event loop.',
      }),
      work: workField(defaultWork, 'Time one request is worked on, without waiting and without the calls it makes.'),
      failureRate: share().optional().meta({
        title: 'Failure rate',
        absent: 0,
        control: 'share',
        section: 'Resilience',
        description: 'Share of requests that fail after being worked on.',
      }),
      forwards: z.boolean().optional().meta({
        title: 'Forwards',
        absent: false,
        section: 'Capacity',
        description: 'On: it passes each request on to one of those it calls, as a gateway does. Off: it calls all of them.',
      }),
      ...servingFields(),
      autoscale: autoscaleField(scaling),
      image: imageField(),
      ...programFields(),
      cpu,
      memory,
    },
    initial: { replicas: 1, concurrency: defaultConcurrency, work: defaultWork },
    accepts: [...answered, ...messageProtocols],
    offers: [...protocols],
    describe: (component) => `${counted(numberOf(component, 'replicas', 1), copy)} · ${workTimeText(component, defaultWork)}`,
    behaviour: (component) => ({
      model: 'station',
      replicas: numberOf(component, 'replicas', 1),
      concurrency: numberOf(component, 'concurrency', defaultConcurrency),
      queueLimit: numberOf(component, 'queueLimit', Number.POSITIVE_INFINITY),
      ...given('blocks', component.whenFull === 'block' ? (true as const) : undefined),
      holdsWorker: component.holdsWorker !== false,
      work: workOf(component, defaultWork),
      failureRate: numberOf(component, 'failureRate', 0),
      routing: component.forwards === true ? 'one' : 'each',
      ...given('autoscale', autoscaleOf(component, scaling)),
      ...servingOf(component),
    }),
    images: [],
    container: (component, context) => {
      const plan = toProgramPlan(component, context, answered)
      if (component.forwards !== true || plan.fidelity !== 'stub') return plan
      const caveat = 'Its stub calls each target by a chance of its own, so that some requests reach two of them and some none.'
      return { ...plan, caveats: [...plan.caveats, caveat] }
    },
  }
}
