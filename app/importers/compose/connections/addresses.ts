/** An address that stands in a text. */
export interface Address {
  host: string
  port?: number
  scheme?: string
  /** How sure it is that this is an address and no other word. */
  form: 'url' | 'host and port' | 'setting' | 'word'
  /** Where in the text it begins. */
  index: number
}

// http://user:secret@orders:8080/path, jdbc:postgresql://db:5432/shop, kafka+ssl://k1:9092,k2:9092
// No pattern here begins within a word, so that a long text is read once.
const urlPattern = /(?<![a-zA-Z0-9+.-])([a-zA-Z][a-zA-Z0-9+.-]*):\/\/(?:[^\s/@'"]*@)?([^\s/?#'"|<>;]+)/g
// orders:8080
const hostPortPattern = /(?<![A-Za-z0-9_./@-])(?:\d+@)?([A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?):(\d{2,5})(?![0-9A-Za-z_.:])/g
// user:secret@tcp(db:3306)/shop
const tcpPattern = /@?\b(?:tcp|udp)\(([A-Za-z0-9_.-]+)(?::(\d{2,5}))?\)/g
// Server=db,1433;  host=db port=5432  data source=db  -Dspring.redis.host=cache  --db-host=db
const settingPattern =
  /(?:(?:^|[;,\s?&])|(?<![\w.-])-(?:-|D)?(?:[\w.-]{0,80}[._-])?)(?:server|host|hostname|data source|datasource|addr|address|endpoint|endpoints|servers|hosts)\s*=\s*(?:tcp:)?([A-Za-z0-9][A-Za-z0-9_.-]*)(?:[,:](\d{2,5}))?/gi

/** Every address that a text names. Nothing but the host, port and scheme is taken from it: what else stands there may be secret. */
export function addressesIn(text: string): Address[] {
  if (text.length > 100_000) return []
  const found: Address[] = []
  for (const { index, 1: scheme = '', 2: hosts = '' } of text.matchAll(urlPattern)) {
    for (const each of hosts.split(',')) {
      const [host = '', port] = each.replace(/^.*@/, '').split(':')
      if (host !== '') found.push({ host, form: 'url', index, scheme: scheme.toLowerCase(), ...toPort(port) })
    }
  }
  const rest = text.replaceAll(urlPattern, (url) => ' '.repeat(url.length))
  for (const { index, 1: host = '', 2: port } of rest.matchAll(tcpPattern))
    found.push({ host, form: 'host and port', index, ...toPort(port) })
  for (const { index, 1: host = '', 2: port } of rest.matchAll(hostPortPattern))
    found.push({ host, form: 'host and port', index, ...toPort(port) })
  for (const { index, 1: host = '', 2: port } of rest.matchAll(settingPattern))
    found.push({ host, form: 'setting', index, ...toPort(port) })
  return found
}

/** Addresses in a variable: those in its value, or the one name that it is, with the port that stands in the variable beside it. */
export function addressesUnder(environment: ReadonlyMap<string, { value: string }>, name: string): Address[] {
  const { value } = environment.get(name) ?? { value: '' }
  const found = addressesIn(value)
  if (found.length > 0) return found
  const words = wordsOnly(value)
  const port = words.length === 1 ? portBeside(environment, name) : undefined
  return words.map((word) => ({ ...word, ...(port === undefined ? {} : { port }) }))
}

/** A text that is nothing but names: `orders`, `redis-1,redis-2`. */
export function wordsOnly(text: string): Address[] {
  const words = text.split(/[,;\s]+/).filter((word) => word !== '')
  const allNames = words.length > 0 && words.length <= 20 && words.every((word) => /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(word))
  return allNames ? words.map((host) => ({ host, form: 'word' as const, index: 0 })) : []
}

/** GRPC_ORDERS_PORT beside GRPC_ORDERS_HOST. */
export function portBeside(environment: ReadonlyMap<string, { value: string }>, name: string): number | undefined {
  const beside = name.replace(/(?:host(?:name)?|addr(?:ess)?|server)$/i, (word) => (word === word.toLowerCase() ? 'port' : 'PORT'))
  return beside === name || !/^\d{2,5}$/.test(environment.get(beside)?.value ?? '')
    ? undefined
    : toPort(environment.get(beside)?.value).port
}

function toPort(text: string | undefined): { port?: number } {
  const port = Number.parseInt(text ?? '', 10)
  return port > 0 && port <= 65_535 ? { port } : {}
}
