import type { Work } from '../design/fields.ts'
import { numberOf } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { toHaproxyConfig } from './haproxy-config.ts'
import { coresOf, gatewayCaveats, proxyParts } from './proxy-parts.ts'
import { toServerPlan } from './server-parts.ts'

// Two million requests per second were measured on 64 cores, some 30 us of a core each; with the system calls of small machines
// on both sides a tenth of a millisecond: https://www.haproxy.com/blog/haproxy-forwards-over-2-million-http-requests-per-second-on-a-single-aws-arm-instance
const work: Work = { time: '0.1ms', distribution: 'exponential' }
// Assumed, as nginx is published with: it has no limit of its own but that of open files.
const concurrency = 1024
// The variant with a shell and wget, by which its readiness is asked.
const image = 'haproxy:3.2-alpine'

/** HAProxy as a reverse proxy: forwards each request to one of its targets, chosen by journey and weight. */
export const haproxy: Kind = {
  kind: 'haproxy',
  label: 'HAProxy',
  icon: 'split',
  summary: 'Load balancer and reverse proxy; forwards each request to one of its targets, chosen by journey.',
  keywords: ['load balancer', 'reverse proxy', 'gateway', 'ingress', 'edge', 'elb', 'alb'],
  ...proxyParts({ name: 'HAProxy', work, concurrency, image, caches: false }),
  images: ['haproxy', 'haproxytech/haproxy-alpine', 'haproxytech/haproxy-debian', 'haproxytech/haproxy-ubuntu', 'bitnami/haproxy'],
  cdk: { construct: 'Microservice' },
  container: (component, context) =>
    toServerPlan(
      component,
      { image, licence: 'GPL-2.0' },
      {
        // Above 1024, since it does not run as root.
        ports: { http: 8080 },
        files: {
          '/usr/local/etc/haproxy/haproxy.cfg': toHaproxyConfig(
            context,
            numberOf(component, 'concurrency', concurrency),
            coresOf(component),
          ),
        },
        ready: { probe: 'http', port: 8080, path: '/healthz' },
        replicas: numberOf(component, 'replicas', 1),
        hardening: { user: 99, writes: ['/tmp'] },
        caveats: gatewayCaveats(context, {
          name: 'HAProxy',
          unable: ['breaker'],
          countedOver: 'between two parts of the answer',
          balancersIn: 'haproxy.cfg (src)',
        }),
      },
    ),
}
