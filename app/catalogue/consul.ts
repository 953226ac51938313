import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { serverParts, toServerPlan } from './server-parts.ts'

// Assumed: catalogue and keys are answered from memory in about a millisecond.
const work: Work = { time: '1ms', distribution: 'exponential' }
// Assumed: it serves each request in a goroutine of its own; sixteen at once are a small server.
const atOnce = 16
const image = 'hashicorp/consul:1.21'

/** A single Consul server. */
export const consul: Kind = {
  kind: 'consul',
  label: 'Consul',
  family: 'discovery',
  icon: 'radar',
  summary: 'Service discovery and configuration: services register, callers ask where they are.',
  keywords: ['discovery', 'registry', 'configuration', 'key-value', 'hashicorp', 'eureka'],
  ...serverParts({
    work,
    working: 'Time one request takes.',
    atOnce: {
      parameter: 'concurrency',
      title: 'Concurrency',
      absent: atOnce,
      unit: 'requests',
      description: 'Requests handled at once.',
    },
    image,
  }),
  accepts: ['http'],
  offers: [],
  images: ['hashicorp/consul', 'consul', 'bitnami/consul'],
  servers: ['agent', 'consul'],
  cdk: { construct: 'Microservice' },
  container: (component) =>
    toServerPlan(
      component,
      { image, licence: 'BUSL-1.1' },
      {
        ports: { http: 8500 },
        command: ['agent', '-server', '-bootstrap-expect=1', '-ui', '-client=0.0.0.0', '-data-dir=/consul/data'],
        ready: { probe: 'http', port: 8500, path: '/v1/status/leader' },
        volumes: ['/consul/data'],
        hardening: { user: 100 },
        caveats: ['It answers without a password: let nothing but its callers reach it.'],
      },
    ),
}
