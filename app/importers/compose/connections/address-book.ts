import type { Service } from '../services.ts'

/** Who is found under a name. A link gives the one who has it a further name for another. */
export interface AddressBook {
  find(from: Service, host: string): Service | undefined
}

export function toAddressBook(services: Service[]): AddressBook {
  const byName = new Map(services.map((service) => [service.name.toLowerCase(), service]))
  const byHost = new Map<string, Service>()
  for (const service of services) {
    for (const host of service.hosts) if (!byHost.has(host.toLowerCase())) byHost.set(host.toLowerCase(), service)
  }
  return {
    find(from, host) {
      const wanted = host.toLowerCase().replace(/\.$/, '')
      const link = from.links.find(({ alias }) => alias.toLowerCase() === wanted)
      const found = (link && byName.get(link.to.toLowerCase())) ?? byName.get(wanted) ?? byHost.get(wanted)
      return found && found !== from && canReach(from, found) ? found : undefined
    },
  }
}

/** Two services that share no network cannot call each other. One without networks of its own is on the machine's, or another's. */
export function canReach(from: Service, to: Service): boolean {
  if (!from.networks || !to.networks) return true
  return [...from.networks].some((network) => to.networks?.has(network))
}
