import type { Work } from '../design/fields.ts'
import { limitsOf, numberOf, textOf } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { toNginxRunConfig } from './nginx-config.ts'
import { toNginxGatewayConfig } from './nginx-gateway-config.ts'
import { coresOf, gatewayCaveats, proxyParts } from './proxy-parts.ts'

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
  icon: 'waypoints',
  summary: 'Reverse proxy and API gateway; forwards each request to one of its targets, chosen by journey.',
  keywords: ['gateway', 'reverse proxy', 'ingress', 'api gateway', 'edge', 'load balancer', 'router'],
  ...proxyParts({ name: 'nginx', work: defaultWork, concurrency: defaultConcurrency, image, caches: true }),
  images: ['nginx', 'nginxinc/nginx-unprivileged', 'openresty/openresty'],
  cdk: { construct: 'Microservice' },
  container: (component, context) => ({
    image: { from: 'registry', reference: textOf(component, 'image') ?? image, licence: 'BSD-2-Clause' },
    fidelity: 'real engine',
    ports: { http: 80 },
    env: {},
    files: {
      '/etc/nginx/nginx.conf': (context.callers === 'simulation' ? toNginxRunConfig : toNginxGatewayConfig)(
        context,
        numberOf(component, 'concurrency', defaultConcurrency),
        coresOf(component),
      ),
    },
    ready: { probe: 'http', port: 80, path: '/healthz' },
    volumes: [],
    replicas: numberOf(component, 'replicas', 1),
    ...limitsOf(component),
    // The published image's user nginx; its own start-up files are left alone, since the whole configuration is ours.
    hardening: { user: 101, writes: ['/var/cache/nginx', '/run', '/tmp'] },
    caveats: gatewayCaveats(
      'nginx',
      context,
      ['retries', 'breaker'],
      'between two parts of the answer, and between two messages of a WebSocket',
    ),
  }),
}
