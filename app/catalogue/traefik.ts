import type { Work } from '../design/fields.ts'
import { numberOf } from './capacity-fields.ts'
import type { ContainerContext, Kind } from './component.ts'
import { gatewayCaveats, proxyParts } from './proxy-parts.ts'
import { toServerPlan } from './server-parts.ts'
import { leavesRest, toTraefikGatewayConfig, toTraefikRunConfig } from './traefik-config.ts'

// Assumed: it does per request what nginx does, in Go, with a goroutine and its garbage for each.
const work: Work = { time: '0.3ms', distribution: 'exponential' }
// Assumed, as nginx is published with: it has no limit of its own but that of open files.
const concurrency = 1024
const image = 'traefik:v3.6'

/** Traefik as a reverse proxy: forwards each request to one of its targets, chosen by journey and weight. */
export const traefik: Kind = {
  kind: 'traefik',
  label: 'Traefik',
  icon: 'route',
  summary: 'Reverse proxy and API gateway; forwards each request to one of its targets, chosen by journey.',
  keywords: ['gateway', 'reverse proxy', 'ingress', 'api gateway', 'edge', 'load balancer', 'router'],
  ...proxyParts({ name: 'Traefik', work, concurrency, image, caches: false }),
  images: ['traefik'],
  cdk: { construct: 'Microservice' },
  container: (component, context) =>
    toServerPlan(
      component,
      { image, licence: 'MIT' },
      {
        ports: { http: 80 },
        command: [
          'traefik',
          '--entryPoints.web.address=:80',
          ...trusting(context),
          ...(context.callers === 'simulation' ? [] : accessLog),
          '--providers.file.filename=/etc/traefik/routes.yml',
          '--ping=true',
          '--log.level=WARN',
        ],
        files: { '/etc/traefik/routes.yml': (context.callers === 'simulation' ? toTraefikRunConfig : toTraefikGatewayConfig)(context) },
        // Asks the ping of its second entry point, as the options above say.
        ready: { probe: 'exec', command: ['traefik', 'healthcheck', '--ping'] },
        replicas: numberOf(component, 'replicas', 1),
        hardening: { user: 65_532, writes: ['/tmp'] },
        caveats: [
          ...gatewayCaveats(context, {
            name: 'Traefik',
            unable: ['retries', 'breaker'],
            countedOver: 'until the answer begins',
            balancersIn: 'its command (trustedIPs)',
          }),
          ...(context.callers === 'simulation' && leavesRest(context)
            ? ['Traefik forwards every request: the share that the gateway is to answer itself is predicted only.']
            : []),
        ],
      },
    ),
}

/** A line for each request. Its path is left out, for Traefik writes the query with it, and secrets may stand there; its router says which way it went. */
const accessLog = ['--accesslog=true', '--accesslog.fields.names.RequestPath=drop']

/** Of others, Traefik writes the headers that say who called anew. */
function trusting({ callers }: ContainerContext): string[] {
  return callers === 'simulation' || callers.balancers.length === 0
    ? []
    : [`--entryPoints.web.forwardedHeaders.trustedIPs=${callers.balancers.join(',')}`]
}
