import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { serverParts, toServerPlan } from './server-parts.ts'

// Assumed: a panel is checked and passed on to its data source; what the data source takes comes on top.
const work: Work = { time: '5ms', distribution: 'exponential' }
// Assumed: it serves each request in a goroutine of its own; sixteen at once are a small server.
const atOnce = 16
const image = 'grafana/grafana:12.1.0'

/** A Grafana server. */
export const grafana: Kind = {
  kind: 'grafana',
  label: 'Grafana',
  family: 'observability',
  icon: 'chart-column',
  summary: 'Dashboards over metrics, logs and traces of the stores it is connected to.',
  keywords: ['dashboards', 'monitoring', 'metrics', 'observability', 'charts'],
  ...serverParts({
    work,
    working: 'Time one request takes, without its data source.',
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
  offers: ['http', 'grpc', 'postgres', 'mysql', 'mssql'],
  images: ['grafana/grafana', 'grafana/grafana-oss', 'grafana/grafana-enterprise', 'bitnami/grafana'],
  cdk: { construct: 'Microservice' },
  leastMemoryBytes: 256 * 2 ** 20,
  fetches: ['GF_INSTALL_PLUGINS', 'GF_PLUGINS_PREINSTALL', 'GF_PLUGINS_PREINSTALL_SYNC'],
  container: (component, context) =>
    toServerPlan(
      component,
      { image, licence: 'AGPL-3.0' },
      {
        ports: { http: 3000 },
        env: { GF_SECURITY_ADMIN_PASSWORD: context.secret(`${context.id}-password`) },
        ready: { probe: 'http', port: 3000, path: '/api/health' },
        volumes: ['/var/lib/grafana'],
        hardening: { user: 472, writes: ['/tmp', '/var/log/grafana'] },
        caveats: context.outgoing.length === 0 ? [] : ['Its data sources and dashboards are set up by hand, or by files of yours.'],
      },
    ),
}
