import type { Model } from '../model.ts'
import type { Service } from '../services.ts'
import { toAddressBook } from './address-book.ts'
import { type Address, addressesIn, addressesUnder, wordsOnly } from './addresses.ts'
import { surenessOfWord } from './environment-evidence.ts'
import { settingsTexts } from './file-evidence.ts'
import { settingsAddresses } from './settings-addresses.ts'

/** At which ports one calls another, by names of services. Who names another without a port has no entry for it: it may call any. */
export type CalledPorts = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>

/** The ports over TCP that stand in addresses: in variables, commands and files of settings. */
export function toCalledPorts(services: Service[], model: Model): CalledPorts {
  const book = toAddressBook(services)
  return new Map(
    services.map((from) => {
      const ports = new Map<string, Set<number>>()
      const vague = new Set<string>()
      for (const { address, under } of addressesOf(from, model)) {
        const to = book.find(from, address.host)
        // DB_USER: postgres names nobody.
        if (!to || (address.port === undefined && under !== undefined && address.form === 'word' && !surenessOfWord(under, to))) continue
        const port = address.port ?? usualPorts[address.scheme ?? '']
        if (port === undefined) vague.add(to.name)
        else if (!isOfDatagrams(address)) ports.set(to.name, (ports.get(to.name) ?? new Set()).add(port))
      }
      for (const name of vague) ports.delete(name)
      return [from.name, ports]
    }),
  )
}

function addressesOf(service: Service, model: Model): { address: Address; under?: string }[] {
  const { environment, command } = service
  const words = command.flatMap(({ text }) => text.split(/[\s"'=]+/))
  return [
    ...[...environment.keys()].flatMap((under) => addressesUnder(environment, under).map((address) => ({ address, under }))),
    ...words.flatMap((word) => [...addressesIn(word), ...wordsOnly(word)]).map((address) => ({ address })),
    ...settingsTexts(service, model)
      .flatMap(settingsAddresses)
      .map((address) => ({ address })),
  ]
}

const usualPorts: Record<string, number> = { http: 80, ws: 80, https: 443, wss: 443 }
// DNS, syslog, Jaeger, StatsD, Graylog
const isOfDatagrams = ({ scheme, port = 0 }: Address) => scheme === 'udp' || [53, 514, 6831, 6832, 8125, 12201].includes(port)
