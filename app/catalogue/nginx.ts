import type { Component } from '../design/design.ts'
import { count, type Work } from '../design/fields.ts'
import { cacheField, cacheOf } from './cache-fields.ts'
import {
  counted,
  cpuField,
  given,
  limitsOf,
  memoryField,
  numberOf,
  replicasField,
  workField,
  workOf,
  workTimeText,
} from './capacity-fields.ts'
import type { ContainerContext, Kind } from './component.ts'
import { toNginxConfig } from './nginx-config.ts'
import { servingFields, servingOf } from './serving-fields.ts'

// Reading, matching and passing on a small request takes nginx tens of microseconds of a core; with its system calls on both
// sides about a fifth of a millisecond.
const defaultWork: Work = { time: '0.2ms', distribution: 'exponential' }
// worker_connections in the configuration that nginx is published with.
const defaultConcurrency = 1024
const image = 'nginx:1.28'

/** nginx as a reverse proxy: forwards each request to one of its targets, chosen by journey and weight. */
export const nginx: Kind = {
  kind: 'nginx',
  label: 'nginx gateway',
  family: 'gateway',
  icon: 'waypoints',
  summary: 'Reverse proxy and API gateway; forwards each request to one of its targets, chosen by journey.',
  keywords: ['gateway', 'reverse proxy', 'ingress', 'api gateway', 'edge', 'load balancer', 'router'],
  parameters: {
    replicas: replicasField(),
    concurrency: count(1, 100_000).optional().meta({
      title: 'Concurrency',
      absent: defaultConcurrency,
      unit: 'requests',
      section: 'Capacity',
      description: 'Requests one replica has in hand at once.',
    }),
    work: workField(defaultWork, 'Time nginx itself takes for one request.'),
    cache: cacheField(),
    ...servingFields(),
    cpu: cpuField(),
    memory: memoryField(),
  },
  initial: { replicas: 1 },
  accepts: ['http'],
  offers: ['http'],
  describe: (component) => `${counted(numberOf(component, 'replicas', 1), 'replica')} · ${workTimeText(component, defaultWork)}`,
  behaviour: (component) => ({
    model: 'station',
    replicas: numberOf(component, 'replicas', 1),
    concurrency: numberOf(component, 'concurrency', defaultConcurrency),
    queueLimit: Number.POSITIVE_INFINITY,
    // A request occupies its connection until the answer has passed.
    holdsWorker: true,
    work: workOf(component, defaultWork),
    failureRate: 0,
    routing: 'one',
    ...given('cache', cacheOf(component)),
    ...servingOf(component),
  }),
  images: ['nginx', 'nginxinc/nginx-unprivileged', 'openresty/openresty'],
  container: (component, context) => ({
    image: { from: 'registry', reference: image, licence: 'BSD-2-Clause' },
    fidelity: 'real engine',
    ports: { http: 80 },
    env: {},
    files: { '/etc/nginx/nginx.conf': toNginxConfig(context, numberOf(component, 'concurrency', defaultConcurrency), workers(component)) },
    ready: { probe: 'http', port: 80, path: '/healthz' },
    volumes: [],
    replicas: numberOf(component, 'replicas', 1),
    ...limitsOf(component),
    caveats: caveats(context),
  }),
}

/** As many worker processes as it may use cores; undefined: as many as the machine has. */
function workers(component: Component): number | undefined {
  return typeof component.cpu === 'number' ? Math.max(1, Math.ceil(component.cpu)) : undefined
}

function caveats({ outgoing }: ContainerContext): string[] {
  const unable = outgoing.filter((connection) => connection.retries || connection.breaker).map((connection) => connection.to)
  return unable.length === 0
    ? []
    : [`nginx makes no retries and has no circuit breaker towards ${unable.join(', ')}; both are predicted only.`]
}
