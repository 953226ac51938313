import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { count, share, type Work } from '../design/fields.ts'
import { toServiceProgram } from '../run/to-program.ts'
import { autoscaleField, autoscaleOf } from './autoscale-fields.ts'
import {
  counted,
  cpuField,
  given,
  imageField,
  limitsOf,
  memoryField,
  numberOf,
  replicasField,
  textOf,
  workField,
  workOf,
  workTimeText,
} from './capacity-fields.ts'
import type { ContainerContext, ContainerPlan, Kind } from './component.ts'
import { servingFields, servingOf } from './serving-fields.ts'

// A request that reads a little, computes a little and answers in JSON; the design says better where it matters.
const defaultWork: Work = { time: '5ms', distribution: 'exponential' }
// Between Gunicorn's advice of 2 workers per core plus one and Tomcat's 200 threads; queueing shows early enough to be seen.
const defaultConcurrency = 16
// The unprivileged port most frameworks and the stub runtime use.
const defaultPort = 8080

// LOG_LEVEL
const envName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'is not a variable: use letters, digits and underscores')
const envValue = z.union([z.string(), z.number(), z.boolean(), z.strictObject({ secret: z.string().regex(/^[a-z][a-z0-9-]*$/) })])

/** A program that answers requests: the person's own image or folder, or the stub runtime that plays it. */
export const service: Kind = {
  kind: 'service',
  label: 'Service',
  family: 'service',
  icon: 'box',
  summary: 'Answers requests, calls others, consumes messages. Without an image or a folder to build, a stub plays it.',
  keywords: ['microservice', 'api', 'backend', 'worker', 'application', 'rest', 'consumer'],
  parameters: {
    replicas: replicasField(),
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
    ...servingFields(),
    autoscale: autoscaleField(),
    image: imageField(),
    build: z.string().min(1).max(1000).optional().meta({
      title: 'Build from',
      section: 'Container',
      description: 'Folder with a Dockerfile, from the design file.',
    }),
    port: count(1, 65_535).optional().meta({
      title: 'Port',
      absent: defaultPort,
      section: 'Container',
      description: 'Port on which it answers HTTP.',
    }),
    env: z.record(envName, envValue).optional().meta({
      title: 'Environment',
      control: 'map',
      section: 'Container',
      description: 'Variables of the container; { secret: name } is kept out of files.',
    }),
    cpu: cpuField(),
    memory: memoryField(),
  },
  initial: { replicas: 1, concurrency: defaultConcurrency, work: defaultWork },
  accepts: ['http', 'amqp'],
  offers: ['http', 'postgres', 'redis', 'amqp'],
  describe: (component) => `${counted(numberOf(component, 'replicas', 1), 'replica')} · ${workTimeText(component, defaultWork)}`,
  behaviour: (component) => ({
    model: 'station',
    replicas: numberOf(component, 'replicas', 1),
    concurrency: numberOf(component, 'concurrency', defaultConcurrency),
    queueLimit: numberOf(component, 'queueLimit', Number.POSITIVE_INFINITY),
    holdsWorker: component.holdsWorker !== false,
    work: workOf(component, defaultWork),
    failureRate: numberOf(component, 'failureRate', 0),
    routing: 'each',
    ...given('autoscale', autoscaleOf(component)),
    ...servingOf(component),
  }),
  container: toPlan,
}

function toPlan(component: Component, context: ContainerContext): ContainerPlan {
  const port = numberOf(component, 'port', defaultPort)
  const build = textOf(component, 'build')
  const reference = textOf(component, 'image')
  const common = { files: {}, volumes: [], ports: { http: port }, replicas: numberOf(component, 'replicas', 1), ...limitsOf(component) }
  const env = toEnv(component, context)
  if (build === undefined && reference === undefined) {
    const program = toServiceProgram(context.design, context.id, context)
    return {
      ...common,
      image: { from: 'runtime' },
      fidelity: 'stub',
      env: { ...env, MICROCOSM_PROGRAM: JSON.stringify(program) },
      ready: { probe: 'http', port, path: '/healthz' },
      caveats: [],
    }
  }
  return {
    ...common,
    image:
      build === undefined
        ? { from: 'registry', reference: reference ?? '', licence: 'as its publisher states' }
        : { from: 'build', path: build },
    fidelity: "person's image",
    env,
    // Nothing is known about what the image holds, so the only sign of readiness that all have in common is an open port.
    ready: { probe: 'tcp', port },
    caveats: ['It runs its own program: work, failureRate, concurrency, calls, timeouts, retries and breakers are what that program does.'],
  }
}

function toEnv(component: Component, context: ContainerContext): Record<string, string> {
  const written = (component.env ?? {}) as Record<string, z.infer<typeof envValue>>
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [name, typeof value === 'object' ? context.secret(value.secret) : String(value)]),
  )
}
