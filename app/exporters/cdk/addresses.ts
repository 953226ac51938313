import { type ImportedStore, secretOf, userOf } from './imported-stores.ts'
import { secretMark } from './secrets.ts'
import { storeOf } from './stores.ts'

/**
 * Variables that name a store by where it was: its host, its port, its user. A mark takes the place of each until the code is known that
 * says where it is on AWS. Marks are Unicode noncharacters, as those of secrets.
 */
const [open, middle, close] = ['\uFDD2', '\uFDD3', '\uFDD4']
const marks = new RegExp(`${open}([^${middle}]*)${middle}(host|port|username)${close}`)
const pieces = new RegExp(`(${open}[^${middle}]*${middle}(?:host|port|username)${close}|\uFDD0[^\uFDD1]*\uFDD1)`)

export type Piece = { text: string } | { secret: string } | { store: string; what: 'host' | 'port' | 'username' }

/** A value in its pieces. */
export function toPieces(value: string): Piece[] {
  return value
    .split(pieces)
    .filter((text) => text !== '')
    .map((text): Piece => {
      const mark = marks.exec(text)
      if (mark) return { store: mark[1] ?? '', what: mark[2] as 'host' | 'port' | 'username' }
      const secret = /^\uFDD0(.*)\uFDD1$/s.exec(text)?.[1]
      return secret === undefined ? { text } : { secret }
    })
}

/** The values of an imported service, with marks where they name stores that it uses. */
export function withAddresses(env: Record<string, string>, stores: ImportedStore[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, stores.reduce((text, store) => marked(name, text, store), value)]),
  )
}

function marked(name: string, value: string, store: ImportedStore): string {
  const mark = (what: string) => `${open}${store.id}${middle}${what}${close}`
  const hosts = [...new Set([store.id, store.stated?.service, ...(store.stated?.hosts ?? [])])].filter(
    (host): host is string => host !== undefined,
  )
  const user = userOf(store)
  let text = value
  for (const host of hosts) {
    const escaped = host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    if (text === host && /HOST|SERVER|ADDR|URL|ENDPOINT|^DB|NODE/i.test(name)) return mark('host')
    // `db:5432`, `//shop:pw@db:5432/shop`, `@db/shop`
    text = text.replace(new RegExp(`(^|//|@|,)${escaped}(?::(\\d{2,5}))?(?=$|[/?,])`, 'g'), (whole, before: string, port?: string) => {
      if (before === '' && port === undefined) return whole
      return `${before}${mark('host')}:${mark('port')}`
    })
  }
  if (user !== undefined) {
    if (text === user && /USER|LOGIN|ROLE/i.test(name)) return mark('username')
    const secret = secretOf(store)
    if (secret !== undefined) text = text.replace(`//${user}:${secretMark(secret)}@`, `//${mark('username')}:${secretMark(secret)}@`)
  }
  const port = hosts.length > 0 && /PORT$/i.test(name) && new RegExp(`^${prefixOf(name)}`, 'i').test(hostVariable(store)) ? text : ''
  return port !== '' && /^\d{2,5}$/.test(text) && text === String(usualPort(store)) ? mark('port') : text
}

/** `DB_` of `DB_PORT`. */
function prefixOf(name: string): string {
  return name.replace(/PORT$/i, '').replace(/[^A-Za-z0-9_]/g, '')
}

function hostVariable({ id }: ImportedStore): string {
  return `${id.toUpperCase().replaceAll('-', '_')}_HOST`
}

const ports: Record<string, number> = { postgres: 5432, mysql: 3306, mariadb: 3306, sqlserver: 1433 }

function usualPort({ counterpart }: ImportedStore): number {
  return counterpart.construct === 'RelationalDatabase'
    ? (ports[counterpart.engine] ?? 0)
    : counterpart.construct === 'ValkeyCache'
      ? 6379
      : 0
}

/** Stores with a host and a port that programs are told. */
export function hasAddress(part: ImportedStore & { role: string }): boolean {
  return part.role === 'store' && storeOf(part).hasAddress
}
