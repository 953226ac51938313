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

export function labelEvidence(services: Service[]): Evidence[] {
  const proxies = services.filter(({ image }) => /(?:^|\/)traefik(?:[:@]|$)/.test(image ?? ''))
  return proxies.flatMap((from) =>
    services.flatMap((to): Evidence[] => {
      const label = [...to.labels.keys()].find((key) => traefikLabel.test(key))
      if (to === from || label === undefined || !canReach(from, to)) return []
      return [{ from, to, sort: 'named', confidence: 0.85, reason: `The label ${label} of ${to.name} is for ${from.name}.`, at: to.node }]
    }),
  )
}
