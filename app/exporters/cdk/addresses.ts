import { type ImportedStore, passwordOf, secretOf, userOf } from './imported-stores.ts'
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
  const isPostgres = store.counterpart.construct === 'RelationalDatabase' && store.counterpart.engine === 'postgres'
  // The image of PostgreSQL calls its user so where nobody says another name.
  const user = userOf(store) ?? (isPostgres && store.stated ? 'postgres' : undefined)
  let text = value
  for (const host of hosts) {
    const pattern = escaped(host)
    if (text === host && /HOST|SERVER|ADDR|URL|ENDPOINT|^DB|NODE/i.test(name)) return mark('host')
    // `db:5432`, `//shop:pw@db:5432/shop`, `@db/shop`
    text = text.replace(new RegExp(`(^|//|@|,)${pattern}(?::(\\d{2,5}))?(?=$|[/?,])`, 'g'), (whole, before: string, port?: string) => {
      if (before === '' && port === undefined) return whole
      return `${before}${mark('host')}:${mark('port')}`
    })
    if (isPostgres) text = inPhrase(text, pattern, mark)
  }
  // RDS refuses PostgreSQL without TLS.
  if (isPostgres && text.includes(mark('host'))) text = text.replace(/\bsslmode=(?:disable|allow|prefer)\b/, 'sslmode=require')
  if (user !== undefined) {
    if (text === user && /USER|LOGIN|ROLE/i.test(name)) return mark('username')
    const secret = secretOf(store)
    if (secret !== undefined) text = text.replace(`//${user}:${secretMark(secret)}@`, `//${mark('username')}:${secretMark(secret)}@`)
    if (isPostgres && secret !== undefined && text.includes(`password=${secretMark(secret)}`))
      text = text.replace(wordOf('user', escaped(user)), `$1user=${mark('username')}`)
  }
  text = overTls(text, store)
  const port = hosts.length > 0 && /PORT$/i.test(name) && new RegExp(`^${prefixOf(name)}`, 'i').test(hostVariable(store)) ? text : ''
  return port !== '' && /^\d{2,5}$/.test(text) && text === String(usualPort(store)) ? mark('port') : text
}

/** `host=db user=shop password=… dbname=shop`, as the client library of PostgreSQL takes it. */
function inPhrase(text: string, host: string, mark: (what: string) => string): string {
  if (!wordOf('host', host).test(text)) return text
  const port = wordOf('port', '\\d{2,5}')
  const placed = text.replace(wordOf('host', host), `$1host=${mark('host')}${port.test(text) ? '' : ` port=${mark('port')}`}`)
  return placed.replace(port, `$1port=${mark('port')}`)
}

const wordOf = (name: string, value: string) => new RegExp(`(^|\\s)${name}=${value}(?=\\s|$)`)

const schemes: Partial<Record<ImportedStore['counterpart']['construct'], [plain: string, secure: string]>> = {
  RabbitMqBroker: ['amqp', 'amqps'],
  ValkeyCache: ['redis', 'rediss'],
}

/** What answers over TLS only, and nobody without a sign-in, is spoken to in that way: `redis://cache` becomes `rediss://user:password@…`. */
function overTls(text: string, store: ImportedStore): string {
  const [plain, secure] = schemes[store.counterpart.construct] ?? []
  if (plain === undefined) return text
  const host = `${open}${store.id}${middle}host${close}`
  const signIn = `${open}${store.id}${middle}username${close}:${secretMark(passwordOf(store))}`
  return text.replace(new RegExp(`\\b${plain}s?://(?:[^@/\\s]*@)?(?=${host})`, 'g'), `${secure}://${signIn}@`)
}

/** A text that a regular expression finds as it stands. */
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** `DB_` of `DB_PORT`. */
function prefixOf(name: string): string {
  return name.replace(/PORT$/i, '').replace(/[^A-Za-z0-9_]/g, '')
}

function hostVariable({ id }: ImportedStore): string {
  return `${id.toUpperCase().replaceAll('-', '_')}_HOST`
}

const ports: Record<string, number> = {
  postgres: 5432,
  mysql: 3306,
  mariadb: 3306,
  sqlserver: 1433,
  ValkeyCache: 6379,
  MemcachedCache: 11_211,
  RabbitMqBroker: 5672,
  DocumentDatabase: 27_017,
}

function usualPort({ counterpart }: ImportedStore): number {
  return ports[counterpart.construct === 'RelationalDatabase' ? counterpart.engine : counterpart.construct] ?? 0
}

/** Stores with a host and a port that programs are told. */
export function hasAddress(part: ImportedStore & { role: string }): boolean {
  return part.role === 'store' && storeOf(part).hasAddress
}
