import type { Work } from '../design/fields.ts'
import { numberOf } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { nginxImage, toNginxPlan } from './nginx-server.ts'
import { proxyParts } from './proxy-parts.ts'

// Reading, matching and passing on a small request takes nginx tens of microseconds of a core; with its system calls on both
// sides about a fifth of a millisecond.
const defaultWork: Work = { time: '0.2ms', distribution: 'exponential' }
// worker_connections in the configuration that nginx is published with.
const defaultConcurrency = 1024

/** nginx as a reverse proxy: forwards each request to one of its targets, chosen by journey and weight. */
export const nginx: Kind = {
  kind: 'nginx',
  label: 'nginx gateway',
  icon: 'waypoints',
  summary: 'Reverse proxy and API gateway; forwards each request to one of its targets, chosen by journey.',
  keywords: ['gateway', 'reverse proxy', 'ingress', 'api gateway', 'edge', 'load balancer', 'router'],
  ...proxyParts({ name: 'nginx', work: defaultWork, concurrency: defaultConcurrency, image: nginxImage, caches: true }),
  images: ['nginx', 'nginxinc/nginx-unprivileged', 'openresty/openresty'],
  cdk: { construct: 'Microservice' },
  container: (component, context) => toNginxPlan(component, context, numberOf(component, 'concurrency', defaultConcurrency)),
}
