import { type Component, messageProtocols, protocols } from '../design/design.ts'
import { share, type Work } from '../design/fields.ts'
import { cpuField, imageField, memoryField, numberOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { ContainerContext, ContainerPlan, Instances, Kind, Station } from './component.ts'
import { endpointFields, endpointsOf } from './endpoint-fields.ts'
import { programFields, toProgramPlan } from './program-plan.ts'
import { limitFields, limitsOfServing } from './serving-fields.ts'

// Assumed: reads or writes a little and answers; longer than a service, since nothing is kept warm between two requests.
const defaultWork: Work = { time: '25ms', distribution: 'lognormal', cv: 1 }

export interface FunctionDefaults {
  parameters: Kind['parameters']
  instancesOf(component: Component): Instances
}

type FunctionParts = Pick<Kind, 'family' | 'parameters' | 'initial' | 'accepts' | 'offers' | 'describe' | 'images'> & {
  behaviour(component: Component): Station
  container(component: Component, context: ContainerContext): ContainerPlan
}

/** What kinds of serverless functions have in common: work, failures, endpoints, limits and the program that plays them. */
export function functionParts({ parameters, instancesOf }: FunctionDefaults): FunctionParts {
  return {
    family: 'function',
    parameters: {
      work: workField(defaultWork, 'Time one request is worked on, without waiting and without the calls it makes.'),
      failureRate: share().optional().meta({
        title: 'Failure rate',
        absent: 0,
        control: 'share',
        section: 'Resilience',
        description: 'Share of requests that fail after being worked on.',
      }),
      ...parameters,
      ...endpointFields(),
      ...limitFields(),
      image: imageField(),
      ...programFields(),
      cpu: cpuField(),
      memory: memoryField(),
    },
    initial: { work: defaultWork },
    accepts: ['http', ...messageProtocols],
    offers: [...protocols],
    describe: (component) => `up to ${instancesOf(component).most} instances · ${workTimeText(component, defaultWork)}`,
    behaviour: (component) => {
      const instances = instancesOf(component)
      return {
        model: 'station',
        replicas: 1,
        concurrency: instances.most * instances.perInstance,
        queueLimit: numberOf(component, 'queueLimit', 0),
        holdsWorker: true,
        work: workOf(component, defaultWork),
        failureRate: numberOf(component, 'failureRate', 0),
        routing: 'each',
        instances,
        ...endpointsOf(component),
        ...limitsOfServing(component),
      }
    },
    images: [],
    container: (component, context) => {
      const plan = toProgramPlan(component, context, ['http'])
      return { ...plan, caveats: [...plan.caveats, 'One container stands for all executions; starts from cold are not measured.'] }
    },
  }
}
