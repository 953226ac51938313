import { kindForScheme } from '../kinds.ts'
import type { Model } from '../model.ts'
import type { Service } from '../services.ts'
import { toAddressBook } from './address-book.ts'
import { addressesUnder } from './addresses.ts'
import { settingsTexts } from './file-evidence.ts'
import { isProxy, isStore } from './roles.ts'
import { settingsAddresses } from './settings-addresses.ts'

/**
 * What callers tell of whom they call: `mongodb://docs:27017` says that `docs` is a MongoDB, whatever its image is called, and
 * `http://api:4000` at which port `api` is found.
 */
export function withCallersWord(services: Service[], model: Model): Service[] {
  const book = toAddressBook(services)
  const schemes = new Map<Service, Set<string>>()
  const ports = new Map<Service, number>()
  const calling = new Set<Service>()
  for (const from of services) {
    for (const name of from.environment.keys()) {
      for (const { host, scheme, port } of addressesUnder(from.environment, name)) {
        const to = scheme === undefined && port === undefined ? undefined : book.find(from, host)
        if (!to) continue
        calling.add(from)
        if (scheme) schemes.set(to, (schemes.get(to) ?? new Set()).add(scheme.split('+')[0] ?? ''))
        if (port && !ports.has(to) && !isTelemetryName(name)) ports.set(to, port)
      }
    }
  }
  // A proxy's routes, and no other settings: what is scraped or looked up there may answer at a port of its own.
  for (const from of services.filter(isProxy)) {
    for (const { host, port } of settingsTexts(from, model).flatMap(settingsAddresses)) {
      const to = book.find(from, host)
      if (to && port && !ports.has(to)) ports.set(to, port)
    }
  }
  return services.map((service) => {
    const [scheme, ...others] = schemes.get(service) ?? []
    const kind = others.length === 0 && scheme !== undefined ? kindForScheme(scheme) : undefined
    const port = ports.get(service)
    const isUnknown = service.kind.images.length === 0 && !service.isTool && !isStore(service) && !isBetween.test(service.image ?? '')
    // Who calls others itself stands between them and its callers.
    const found = kind && isUnknown && !calling.has(service) && service.dependsOn.length === 0
    return {
      ...service,
      ...(port === undefined ? {} : { calledPort: port }),
      ...(found ? { kind, because: `It is called as ${scheme}://, so it is ${kind.label}.` } : {}),
    }
  })
}

/** Poolers and proxies speak as the database behind them does. */
const isBetween = /bouncer|pgpool|pgcat|odyssey|proxysql|maxscale|router|proxy|twemproxy|envoy|supavisor|toxiproxy/i
const isTelemetryName = (name: string) => /OTEL|OTLP|JAEGER|ZIPKIN|STATSD/i.test(name)
