import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { serverParts, toServerPlan } from './server-parts.ts'

// Assumed: a batch of spans is put into the queue of the collector.
const work: Work = { time: '0.5ms', distribution: 'exponential' }
// Assumed: it serves each request in a goroutine of its own; fifty were the workers of its collector before version 2.
const atOnce = 50
const image = 'jaegertracing/jaeger:2.17.0'

/** Jaeger as one process that collects, keeps and shows traces. */
export const jaeger: Kind = {
  kind: 'jaeger',
  label: 'Jaeger',
  family: 'observability',
  icon: 'chart-gantt',
  summary: 'Keeps distributed traces and shows them.',
  keywords: ['tracing', 'traces', 'otlp', 'opentelemetry', 'observability', 'zipkin'],
  ...serverParts({
    work,
    working: 'Time one batch of spans takes.',
    atOnce: {
      parameter: 'concurrency',
      title: 'Concurrency',
      absent: atOnce,
      unit: 'requests',
      description: 'Batches handled at once.',
    },
    image,
  }),
  accepts: ['grpc', 'http'],
  offers: [],
  images: ['jaegertracing/jaeger', 'jaegertracing/all-in-one', 'jaegertracing/opentelemetry-all-in-one'],
  cdk: { construct: 'Microservice' },
  leastMemoryBytes: 256 * 2 ** 20,
  container: (component) =>
    toServerPlan(
      component,
      { image, licence: 'Apache-2.0' },
      {
        // OTLP, the protocol of OpenTelemetry, over both; the page is on port 16686.
        ports: { grpc: 4317, http: 4318 },
        ready: { probe: 'tcp', port: 4317 },
        hardening: { user: 10_001, writes: ['/tmp'] },
        caveats: ['Traces are kept in memory and are gone when it stops.'],
      },
    ),
}
