import * as z from 'zod'
import { defaultJourney } from '../design/design.ts'
import { rate } from '../design/fields.ts'
import { scenarioOf } from '../run/scenario.ts'
import { toLoadProgram } from '../run/to-program.ts'
import { counted, numberOf } from './capacity-fields.ts'
import type { Kind } from './component.ts'

// browse | place-order
const journeyName = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'is not a journey: use letters, digits, hyphens and underscores')

/** People, devices or jobs that send requests whether or not the answers keep up (an open loop). */
export const traffic: Kind = {
  kind: 'traffic',
  label: 'Traffic',
  family: 'traffic',
  icon: 'users',
  summary: 'Sends requests at a given rate, whether or not the answers keep up.',
  keywords: ['users', 'clients', 'load', 'requests', 'source', 'browser', 'mobile', 'cron'],
  parameters: {
    rate: rate().meta({
      title: 'Rate',
      unit: 'requests/s',
      section: 'Traffic',
      description: 'Mean requests per second; the scenario scales it over time.',
    }),
    arrivals: z.enum(['poisson', 'constant']).optional().meta({
      title: 'Arrivals',
      // Requests of many independent people form a Poisson process (Palm-Khintchine theorem).
      absent: 'poisson',
      section: 'Traffic',
      description: 'poisson: at random, as many independent people do. constant: evenly, as a timer does.',
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
  offers: ['http', 'amqp'],
  describe: (component) => `${counted(numberOf(component, 'rate', 0), 'request')}/s`,
  behaviour: (component) => ({
    model: 'source',
    ratePerSecond: numberOf(component, 'rate', 0),
    arrivals: component.arrivals === 'constant' ? 'constant' : 'poisson',
    journeys: (component.journeys as Record<string, number> | undefined) ?? { [defaultJourney]: 1 },
  }),
  // The steady scenario stands in the file; a run hands over its own scenario and seed instead (`toLoadProgram`).
  container: (_component, context) => ({
    image: { from: 'runtime' },
    fidelity: 'stub',
    ports: {},
    env: { MICROCOSM_PROGRAM: JSON.stringify(toLoadProgram(context.design, context.id, scenarioOf(context.design), 1, context)) },
    files: {},
    ready: { probe: 'none' },
    volumes: [],
    replicas: 1,
    caveats: [],
  }),
}
