import type { Work } from '../design/fields.ts'
import type { ContainerContext, Kind } from './component.ts'
import { serverParts, toServerPlan } from './server-parts.ts'

// Assumed: a query of a dashboard over some hours of data.
const work: Work = { time: '20ms', distribution: 'lognormal', cv: 1.5 }
// --query.max-concurrency: https://prometheus.io/docs/prometheus/latest/command-line/prometheus/
const atOnce = 20
const image = 'prom/prometheus:v3.5.0'

/** It asks everything it is connected to for /metrics. */
function toConfig(context: ContainerContext): string {
  const jobs = context.outgoing.flatMap((connection) => {
    const { host, port } = context.address(connection)
    return [`  - job_name: ${connection.to}`, `    static_configs: [{ targets: ['${host}:${port}'] }]`]
  })
  return ['global: { scrape_interval: 15s }', `scrape_configs:${jobs.length === 0 ? ' []' : ''}`, ...jobs, ''].join('\n')
}

/** A Prometheus server. It scrapes what it is connected to in its own time, which is no part of answering a query. */
export const prometheus: Kind = {
  kind: 'prometheus',
  label: 'Prometheus',
  family: 'observability',
  icon: 'flame',
  summary: 'Collects metrics from what it is connected to, and answers queries about them.',
  keywords: ['metrics', 'monitoring', 'scrape', 'time series', 'observability', 'alerts'],
  ...serverParts({
    work,
    working: 'Time one query takes.',
    atOnce: {
      parameter: 'concurrency',
      title: 'Concurrency',
      absent: atOnce,
      unit: 'requests',
      description: 'Queries that run at once.',
    },
    image,
    routing: 'none',
  }),
  accepts: ['http'],
  offers: ['http'],
  images: ['prom/prometheus', 'prometheus/prometheus', 'bitnami/prometheus', 'ubuntu/prometheus'],
  cdk: { construct: 'Microservice' },
  leastMemoryBytes: 512 * 2 ** 20,
  container: (component, context) =>
    toServerPlan(
      component,
      { image, licence: 'Apache-2.0' },
      {
        ports: { http: 9090 },
        files: { '/etc/prometheus/prometheus.yml': toConfig(context) },
        ready: { probe: 'http', port: 9090, path: '/-/ready' },
        volumes: ['/prometheus'],
        hardening: { user: 65_534, writes: [] },
      },
    ),
}
