import { hasSecretName, wordsOf } from '../../../secrets/secret-name.ts'
import { baseName } from '../paths.ts'
import type { Service } from '../services.ts'
import type { AddressBook } from './address-book.ts'
import { type Address, addressesIn, portBeside, wordsOnly } from './addresses.ts'
import type { Evidence } from './evidence.ts'
import { asksForHealth } from './health-calls.ts'
import { isStore } from './roles.ts'
import { judgeShared } from './shared-settings.ts'

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

/** Words with which a name ends that says how something is called, not where it is found. */
const nameWords = new Set([
  'name',
  'user',
  'username',
  'db',
  'database',
  'schema',
  'realm',
  'prefix',
  'tag',
  'version',
  'id',
  'title',
  'label',
  'role',
  'environment',
  'env',
])

/** Addresses in the variables of a service. */
export function environmentEvidence(from: Service, book: AddressBook, sharers: ReadonlyMap<string, number>): Evidence[] {
  return [...from.environment].flatMap(([name, variable]) => {
    if (isInward(name)) return []
    const addresses = addressesIn(variable.value)
    const words = addresses.length === 0 && !hasSecretName(name) ? wordsOnly(variable.value) : []
    return [...addresses, ...words].flatMap((address): Evidence[] => {
      const to = book.find(from, address.host)
      if (!to) return []
      const confidence = address.form === 'word' ? surenessOfWord(name, to) : sureness[address.form]
      if (confidence === undefined) return []
      const { scheme } = address
      const port = address.port ?? (words.length === 1 ? portBeside(from.environment, name) : undefined)
      const given = sharers.get(variable.file ?? '') ?? 1
      if (given > 1 && isStore(from)) return []
      const use = given > 1 ? judgeShared(from, { to, port, context: name, sharers: given, sure: confidence }) : { confidence, because: '' }
      const where = given > 1 ? `, in ${baseName(variable.file ?? '')}${use.because}` : ''
      const health = asksForHealth(name, variable.value, address)
      const why = health ? '; it asks there for its health alone' : ''
      const reason = `${name} of ${from.name} names ${to.name}: ${toText({ ...address, ...(port ? { port } : {}) })}${where}${why}.`
      return [
        {
          from,
          to,
          sort: 'named',
          confidence: health ? Math.min(use.confidence, 0.4) : use.confidence,
          reason,
          at: variable.at,
          under: name,
          ...(scheme ? { scheme } : {}),
          ...(port ? { port } : {}),
        },
      ]
    })
  })
}

/** A name alone is an address where its variable is about addresses, or where it is a store's: `CACHE_DRIVER: redis`. */
export function surenessOfWord(name: string, to: Service): number | undefined {
  const words = wordsOf(name)
  if (words.some((word) => addressWords.has(word))) return 0.9
  return isStore(to) && !nameWords.has(words.at(-1) ?? '') ? 0.8 : undefined
}

const sureness: Record<Exclude<Address['form'], 'word'>, number> = { url: 0.95, 'host and port': 0.95, setting: 0.95 }

/** Never the value itself, which may hold a password. */
export function toText({ scheme, host, port }: Address): string {
  return `${scheme ? `${scheme}://` : ''}${host}${port ? `:${port}` : ''}`
}

function isInward(name: string): boolean {
  const words = wordsOf(name)
  if (words.includes('no') && words.includes('proxy')) return true
  return words.some((word) => inwardWords.has(word))
}
