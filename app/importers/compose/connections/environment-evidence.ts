import { hasSecretName, wordsOf } from '../secret-values.ts'
import type { Service } from '../services.ts'
import type { AddressBook } from './address-book.ts'
import { type Address, addressesIn, wordsOnly } from './addresses.ts'
import type { Evidence } from './evidence.ts'

/** Words that say that a variable's value is an address. */
const addressWords = new Set([
  'host',
  'hosts',
  'hostname',
  'hostnames',
  'addr',
  'addrs',
  'address',
  'addresses',
  'url',
  'urls',
  'uri',
  'uris',
  'server',
  'servers',
  'endpoint',
  'endpoints',
  'broker',
  'brokers',
  'bootstrap',
  'node',
  'nodes',
  'upstream',
  'upstreams',
  'backend',
  'backends',
  'proxy',
  'target',
  'targets',
  'dsn',
  'peers',
  'seeds',
  'contact',
  'gateway',
  'ip',
  'location',
  'resolver',
  'master',
  'sentinel',
  'sentinels',
])
/** Words that say that it is about who may come in, or under which name it is known itself, not about whom it calls. */
const inwardWords = new Set([
  'origin',
  'origins',
  'cors',
  'allowed',
  'advertised',
  'listeners',
  'listener',
  'listen',
  'bind',
  'virtual',
  'redirect',
  'callback',
  'trusted',
  'cookie',
  'domain',
  'domains',
  'whitelist',
  'referer',
  'referers',
  'vhost',
  'csrf',
  'exclude',
  'excluded',
  'excludes',
  'certificate',
])

/** Addresses in the variables of a service. */
export function environmentEvidence(from: Service, book: AddressBook): Evidence[] {
  return [...from.environment].flatMap(([name, variable]) => {
    if (isInward(name)) return []
    const addresses = addressesIn(variable.value)
    const bare = addresses.length === 0 && isAddressName(name) ? wordsOnly(variable.value) : []
    return [...addresses, ...bare].flatMap((address): Evidence[] => {
      const to = book.find(from, address.host)
      if (!to) return []
      const { scheme, port } = address
      return [
        {
          from,
          to,
          sort: 'named',
          confidence: sureness[address.form],
          reason: `${name} of ${from.name} names ${to.name}: ${toText(address)}.`,
          at: variable.at,
          ...(scheme ? { scheme } : {}),
          ...(port ? { port } : {}),
        },
      ]
    })
  })
}

const sureness: Record<Address['form'], number> = { url: 0.95, 'host and port': 0.95, setting: 0.95, word: 0.9 }

/** Never the value itself, which may hold a password. */
export function toText({ scheme, host, port }: Address): string {
  return `${scheme ? `${scheme}://` : ''}${host}${port ? `:${port}` : ''}`
}

function isInward(name: string): boolean {
  const words = wordsOf(name)
  if (words.includes('no') && words.includes('proxy')) return true
  return words.some((word) => inwardWords.has(word))
}

function isAddressName(name: string): boolean {
  return !hasSecretName(name) && wordsOf(name).some((word) => addressWords.has(word))
}
