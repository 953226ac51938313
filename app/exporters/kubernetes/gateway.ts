import { toMilliseconds } from '../../design/quantities.ts'
import type { Cluster } from './cluster.ts'
import { entriesOf } from './links-between.ts'
import type { Manifest } from './manifest.ts'

type Entry = ReturnType<typeof entriesOf>[number]

/** Where requests over HTTP enter. Another protocol cannot be routed by its host name. */
export function httpEntries(cluster: Cluster): Entry[] {
  return entriesOf(cluster).filter(({ workload, port }) => workload.plan.ports.http === port)
}

/** A domain of the person's own takes the place of this one, which belongs to nobody (RFC 2606). */
const domain = 'example.com'

/** The host name of each entry; the only one has the application's own. */
export function hostOf(cluster: Cluster, { workload }: Entry): string {
  const own = `${cluster.application}.${domain}`
  return httpEntries(cluster).length === 1 ? own : `${workload.name}.${own}`
}

/** A gateway that ends TLS, a route for each entry, and one that sends plain HTTP to TLS. */
export function toGateway(cluster: Cluster): Manifest[] {
  const { application } = cluster
  const entries = httpEntries(cluster)
  if (entries.length === 0) return []
  return [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: application },
      spec: {
        gatewayClassName: 'example',
        listeners: [
          { name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { from: 'Same' } } },
          {
            name: 'https',
            protocol: 'HTTPS',
            port: 443,
            tls: { mode: 'Terminate', certificateRefs: [{ name: `${application}-tls` }] },
            allowedRoutes: { namespaces: { from: 'Same' } },
          },
        ],
      },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: `${application}-to-tls` },
      spec: {
        parentRefs: [{ name: application, sectionName: 'http' }],
        rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
      },
    },
    ...entries.map((entry) => toRoute(cluster, entry)),
  ]
}

function toRoute(cluster: Cluster, entry: Entry): Manifest {
  const timeout = timeoutOf(cluster, entry)
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: entry.workload.name },
    spec: {
      parentRefs: [{ name: cluster.application, sectionName: 'https' }],
      hostnames: [hostOf(cluster, entry)],
      rules: [
        {
          backendRefs: [{ name: entry.workload.name, port: entry.port }],
          ...(timeout === undefined ? {} : { timeouts: { request: timeout } }),
        },
      ],
    },
  }
}

/** The longest that anything outside waits for it, as Gateway API writes durations (GEP-2257: at most five digits of a unit). */
function timeoutOf({ links }: Cluster, { workload }: Entry): string | undefined {
  const waits = links.filter(({ dialled, connection }) => dialled === workload.id && connection.protocol === 'http')
  const timeouts = waits.map(({ connection }) => connection.timeout)
  if (timeouts.length === 0 || timeouts.some((timeout) => timeout === undefined)) return undefined
  const ms = Math.max(1, Math.round(Math.max(...timeouts.map((timeout) => toMilliseconds(timeout ?? '0ms')))))
  if (ms <= 99_999) return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`
  return `${Math.min(99_999, Math.ceil(ms / 1000))}s`
}
