import type { Component } from '../design/design.ts'
import { limitsOf, numberOf, textOf } from './capacity-fields.ts'
import type { ContainerContext, ContainerPlan } from './component.ts'
import { toNginxRunConfig } from './nginx-config.ts'
import { isLookedUpAgain, toNginxGatewayConfig } from './nginx-gateway-config.ts'
import { coresOf, gatewayCaveats } from './proxy-parts.ts'

/** The container of nginx as a reverse proxy, for every kind that it plays. */

export const nginxImage = 'nginx:1.28'

export function toNginxPlan(component: Component, context: ContainerContext, concurrency: number): ContainerPlan {
  const reference = textOf(component, 'image') ?? nginxImage
  const once = context.outgoing.filter((connection) => connection.protocol === 'http' && !isLookedUpAgain(connection, context))
  const [cores, ofPeople] = [coresOf(component), context.callers !== 'simulation']
  return {
    image: { from: 'registry', reference, licence: 'BSD-2-Clause' },
    fidelity: 'real engine',
    ports: { http: 80 },
    env: {},
    files: {
      '/etc/nginx/nginx.conf': ofPeople ? toNginxGatewayConfig(context, concurrency, cores) : toNginxRunConfig(context, concurrency, cores),
    },
    ...(once.length > 0 ? { looksUpOnce: true as const } : {}),
    ready: { probe: 'http', port: 80, path: '/healthz' },
    volumes: [],
    replicas: numberOf(component, 'replicas', 1),
    ...limitsOf(component),
    // The published image's user nginx; its own start-up files are left alone, since the whole configuration is ours.
    hardening: { user: 101, writes: ['/var/cache/nginx', '/run', '/tmp'] },
    caveats: [
      ...gatewayCaveats(context, {
        name: 'nginx',
        unable: ['retries', 'breaker'],
        countedOver: 'between two parts of the answer, and between two messages of a WebSocket',
        balancersIn: 'nginx.conf (geo $is_balancer)',
      }),
      ...(context.names === 'docker' && once.length > 0
        ? [
            `Of ${once.map(({ to }) => to).join(', ')} nginx counts the calls in hand, so it looks up their addresses once: start it again after one of them was started again by itself, or replicas were added or taken away.`,
          ]
        : []),
    ],
  }
}
