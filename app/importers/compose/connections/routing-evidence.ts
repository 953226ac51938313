import type { Service } from '../services.ts'
import { canReach } from './address-book.ts'
import type { Evidence } from './evidence.ts'

// traefik.http.routers.shop.rule, traefik.frontend.rule, traefik.enable
const traefikLabel = /^traefik\.(?:http|tcp|udp|frontend|backend|port)\b/i

/** Links say who is called; labels say to a proxy that reads them whom it may call. */
export function linkEvidence(from: Service, services: Service[]): Evidence[] {
  return from.links.flatMap(({ to: name, at }): Evidence[] => {
    const to = services.find((service) => service.name === name)
    return to ? [{ from, to, sort: 'named', confidence: 0.85, reason: `${from.name} has a link to ${to.name}.`, at }] : []
  })
}

/** Gateways that ask Docker whom to forward to, and what of a service is for them. */
const askers: readonly { image: RegExp; sign: (service: Service) => string | undefined }[] = [
  { image: /(?:^|\/)traefik(?:[:@]|$)/, sign: ({ labels }) => labelLike(labels, traefikLabel) },
  // caddy, caddy_0.reverse_proxy
  { image: /(?:^|\/)caddy-docker-proxy(?:[:@]|$)/, sign: ({ labels }) => labelLike(labels, /^caddy(?:_\d+)?(?:\.|$)/) },
  {
    image: /(?:^|\/)nginx-proxy(?:[:@]|$)/,
    sign: ({ environment }) => (environment.has('VIRTUAL_HOST') ? 'The variable VIRTUAL_HOST' : undefined),
  },
]

export function labelEvidence(services: Service[]): Evidence[] {
  return askers.flatMap(({ image: asked, sign }) =>
    services
      .filter(({ image }) => asked.test(image ?? ''))
      .flatMap((from) =>
        services.flatMap((to): Evidence[] => {
          const said = sign(to)
          if (to === from || said === undefined || !canReach(from, to)) return []
          return [{ from, to, sort: 'named', confidence: 0.85, reason: `${said} of ${to.name} is for ${from.name}.`, at: to.node }]
        }),
      ),
  )
}

function labelLike(labels: Service['labels'], pattern: RegExp): string | undefined {
  const label = [...labels.keys()].find((key) => pattern.test(key))
  return label === undefined ? undefined : `The label ${label}`
}
