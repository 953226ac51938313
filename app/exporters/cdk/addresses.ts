import { type ImportedStore, passwordsOf, type StoredUser, storedUsers, userOf } from './imported-stores.ts'
import { toVariable } from './names.ts'
import { hasSecret, secretMark } from './secrets.ts'
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

/** Whether a user or a password stands in this text. */
export function hasSignIn(text: string): boolean {
  return hasSecret(text) || text.includes(`${middle}username${close}`)
}

export function storesNamedIn(pieces: Piece[]): string[] {
  return pieces.flatMap((piece) => ('store' in piece ? [piece.store] : []))
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
  let text = value
  for (const host of hosts) {
    const pattern = escaped(host)
    if (text === host && /HOST|SERVER|ADDR|URL|ENDPOINT|^DB|NODE/i.test(name)) return mark('host')
    // `db:5432`, `//shop:pw@db:5432/shop`, `@db/shop`, `//db:1433;databaseName=shop`
    text = text.replace(new RegExp(`(^|//|@|,)${pattern}(?::(\\d{2,5}))?(?=$|[/?,;])`, 'g'), (whole, before: string, port?: string) => {
      if (before === '' && port === undefined) return whole
      return `${before}${mark('host')}:${mark('port')}`
    })
    if (isPostgres) text = inPhrase(text, pattern, mark)
    text = inPairs(text, pattern, mark, store)
  }
  // RDS refuses PostgreSQL without TLS.
  if (isPostgres && text.includes(mark('host'))) text = text.replace(/\bsslmode=(?:disable|allow|prefer)\b/, 'sslmode=require')
  // The image of PostgreSQL calls its user so where nobody says another name.
  const usual: StoredUser[] = isPostgres && store.stated && !userOf(store) ? [{ name: 'postgres', isRoot: false }] : []
  for (const user of [...storedUsers(store), ...usual]) text = withUser(name, text, user, store, mark)
  text = overTls(text, store)
  const port = hosts.length > 0 && /PORT$/i.test(name) && new RegExp(`^${prefixOf(name)}`, 'i').test(hostVariable(store)) ? text : ''
  return port !== '' && /^\d{2,5}$/.test(text) && text === String(usualPort(store)) ? mark('port') : text
}

/** Who signs in: a variable of its own, the user in an address, or one among pairs. */
function withUser(
  variable: string,
  text: string,
  { name, secret, isRoot }: StoredUser,
  store: ImportedStore,
  markOf: (what: string) => string,
): string {
  if (name === undefined) return text
  const mark = markOf('username')
  // Much besides databases is run as root.
  const isOfStore =
    !isRoot || /DB|SQL|MARIA|DATABASE/i.test(variable) || new RegExp(`^${escaped(toVariable(store.id))}_`, 'i').test(variable)
  if (text === name && /USER|LOGIN|ROLE/i.test(variable) && isOfStore) return mark
  const known = secret === undefined ? passwordsOf(store) : [secret]
  const password = known.map(secretMark).find((each) => text.includes(each))
  if (password === undefined || !text.includes(markOf('host'))) return text
  return text
    .replace(`//${name}:${password}@`, `//${mark}:${password}@`)
    .replace(wordOf('user', escaped(name)), `$1user=${mark}`)
    .replace(new RegExp(`([;?&]\\s*(?:User(?: ?Id|name)?|Uid)\\s*=\\s*)${escaped(name)}(?=$|[;&])`, 'i'), `$1${mark}`)
}

/** `host=db user=shop password=… dbname=shop`, as the client library of PostgreSQL takes it. */
function inPhrase(text: string, host: string, mark: (what: string) => string): string {
  if (!wordOf('host', host).test(text)) return text
  const port = wordOf('port', '\\d{2,5}')
  const placed = text.replace(wordOf('host', host), `$1host=${mark('host')}${port.test(text) ? '' : ` port=${mark('port')}`}`)
  return placed.replace(port, `$1port=${mark('port')}`)
}

const wordOf = (name: string, value: string) => new RegExp(`(^|\\s)${name}=${value}(?=\\s|$)`)

/** `Server=db,1433;Database=shop;User Id=sa;Password=…`, as ADO.NET takes it; some engines have the port in a pair of its own. */
function inPairs(text: string, host: string, mark: (what: string) => string, { counterpart }: ImportedStore): string {
  const server = new RegExp(
    `(^|;)(\\s*(?:Host|Server|Data Source|Addr(?:ess)?)\\s*=\\s*)(?:tcp:)?${host}(?:,\\d{2,5})?(?=\\s*(?:;|$))`,
    'i',
  )
  if (!server.test(text)) return text
  if (counterpart.construct === 'RelationalDatabase' && counterpart.engine === 'sqlserver')
    return text.replace(server, `$1$2${mark('host')},${mark('port')}`)
  const port = /(^|;)(\s*Port\s*=\s*)\d{2,5}(?=\s*(?:;|$))/i
  return text.replace(server, `$1$2${mark('host')}${port.test(text) ? '' : `;Port=${mark('port')}`}`).replace(port, `$1$2${mark('port')}`)
}

const schemes: Partial<Record<ImportedStore['counterpart']['construct'], [plain: string, secure: string]>> = {
  RabbitMqBroker: ['amqp', 'amqps'],
  ValkeyCache: ['redis', 'rediss'],
  DocumentDatabase: ['mongodb', 'mongodb'],
}

/** What answers over TLS only, and nobody without a sign-in, is spoken to in that way: `redis://cache` becomes `rediss://user:password@…`. */
function overTls(text: string, store: ImportedStore): string {
  const [plain, secure] = schemes[store.counterpart.construct] ?? []
  if (plain === undefined) return text
  const host = `${open}${store.id}${middle}host${close}`
  const signIn = `${open}${store.id}${middle}username${close}:${secretMark(passwordsOf(store)[0])}`
  const secured = text.replace(new RegExp(`\\b${plain}s?://(?:[^@/\\s]*@)?(?=${host})`, 'g'), `${secure}://${signIn}@`)
  if (store.counterpart.construct !== 'DocumentDatabase') return secured
  const whole = new RegExp(`(mongodb://[^\\s/]*${host}[^\\s/?]*)(/[^\\s?]*)?(?:\\?(\\S*))?`, 'g')
  return secured.replace(
    whole,
    (_all, address: string, database = '/', asked = '') => `${address}${database}?${withDocumentOptions(asked)}`,
  )
}

/** What clients of DocumentDB have to ask for, as AWS says, in place of what the files ask for of the same. */
const documentOptions = { tls: 'true', replicaSet: 'rs0', retryWrites: 'false', authSource: 'admin' }

function withDocumentOptions(asked: string): string {
  const replaced = new Set(['ssl', 'directConnection', ...Object.keys(documentOptions)])
  const kept = asked.split('&').filter((each) => each !== '' && !replaced.has(each.replace(/=.*$/, '')))
  return [...kept, ...Object.entries(documentOptions).map(([key, value]) => `${key}=${value}`)].join('&')
}

/** A text that a regular expression finds as it stands. */
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** `DB_` of `DB_PORT`. */
function prefixOf(name: string): string {
  return name.replace(/PORT$/i, '').replace(/[^A-Za-z0-9_]/g, '')
}

function hostVariable(store: ImportedStore): string {
  return `${toVariable(store.id)}_HOST`
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
