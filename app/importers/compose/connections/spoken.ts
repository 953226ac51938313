import { type Protocol, protocols } from '../../../design/design.ts'
import { wordsOf } from '../../../secrets/secret-name.ts'
import type { Service } from '../services.ts'
import { child, textOf, textsOf } from '../tree.ts'
import type { Evidence } from './evidence.ts'
import { isProxy, takesTelemetry } from './roles.ts'

/** What is spoken where a piece of evidence leads; undefined: what the one that is called speaks first of all. */
export type Spoken = (evidence: Evidence) => Protocol | undefined

/**
 * An address with a scheme says it. One that is no more than a host and a port is spoken to as others say that speak to the same port,
 * or as the one that answers there says itself; where nobody does, it is a stream of bytes and not HTTP by default.
 */
export function toSpoken(all: readonly Evidence[], services: readonly Service[]): Spoken {
  const known = new Map<Service, Map<number, Protocol>>()
  const learn = (service: Service, port: number, protocol: Protocol) => {
    const ports = known.get(service) ?? new Map<number, Protocol>()
    known.set(service, ports)
    if (!ports.has(port)) ports.set(port, protocol)
  }
  for (const evidence of all) {
    const said = protocolOf(evidence)
    if (said) learn(evidence.to, evidence.port ?? usualPorts[evidence.scheme ?? ''] ?? anyPort, said)
  }
  for (const service of services) for (const [port, protocol] of ownWord(service)) learn(service, port, protocol)
  const find = (evidence: Evidence): Protocol | undefined => {
    const said = protocolOf(evidence)
    if (said) return said
    const ports = known.get(evidence.to)
    const [only, ...others] = new Set(ports?.values())
    const told = evidence.port === undefined ? (others.length === 0 ? only : undefined) : ports?.get(evidence.port)
    return told ?? ports?.get(anyPort)
  }
  // What is called in one manner by one caller is spoken to in one manner: PAYMENT_ADDR and CART_ADDR.
  const bare = all.filter((evidence) => isUnknown(evidence))
  const mannerOf = ({ from, under }: Evidence) => `${from.id} ${wordsOf(under ?? '').at(-1) ?? ''}`
  for (let before = -1, learnt = 0; learnt > before; ) {
    before = learnt
    const manners = new Set(bare.flatMap((evidence) => (find(evidence) === 'grpc' ? [mannerOf(evidence)] : [])))
    for (const evidence of bare) {
      if (find(evidence) !== undefined || !manners.has(mannerOf(evidence))) continue
      learn(evidence.to, evidence.port ?? anyPort, 'grpc')
      learnt += 1
    }
  }
  return (evidence) => find(evidence) ?? (isUnknown(evidence) ? 'tcp' : undefined)
}

/** Said of a service, and of no port in particular. */
const anyPort = 0
const usualPorts: Record<string, number> = { http: 80, ws: 80, https: 443, wss: 443 }

/** GRPC_PORT: 5001, and what its health check asks: `grpc_health_probe -addr=:5001`, `curl http://localhost:8080/health`. */
function ownWord(service: Service): [number, Protocol][] {
  const { environment, node, name } = service
  const variables = [...environment].flatMap(([key, { value }]): [number, Protocol][] => {
    const [, port] = /^(?:[\w.*-]*:)?(\d{2,5})$/.exec(value) ?? []
    const words = wordsOf(key)
    const isOwn = words.every((word) => listening.has(word) || wordsOf(name).includes(word))
    return port !== undefined && isOwn && words.includes('grpc') ? [[Number(port), 'grpc']] : []
  })
  const test = child(node, 'healthcheck', 'test')
  const check = (test?.type === 'list' ? textsOf(test) : [textOf(test) ?? '']).join(' ')
  const asked = /\bgrpc(?:_health_probe|-health-probe|url)\b/.test(check) ? /:(\d{2,5})\b/.exec(check)?.[1] : undefined
  const fetched = /\bhttp:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d{2,5})\b/.exec(check)?.[1]
  return [
    ...variables,
    ...(asked === undefined ? [] : [[Number(asked), 'grpc'] as [number, Protocol]]),
    ...(fetched === undefined ? [] : [[Number(fetched), 'http'] as [number, Protocol]]),
    ...(wordsOf(name).includes('grpc') ? [[anyPort, 'grpc'] as [number, Protocol]] : []),
  ]
}

/** GRPC_LISTEN_ADDR is one's own; GRPC_ORDERS_PORT is that of another. */
const listening = new Set(['grpc', 'port', 'listen', 'server', 'bind', 'addr', 'address', 'host', 'app', 'service'])

/** Whether nothing but a host and a port is said of a program of which nothing is known, by one that does not pass requests on or collect figures. */
function isUnknown({ from, to, scheme, port, under }: Evidence): boolean {
  if (scheme !== undefined || port === undefined || to.kind.images.length > 0 || takesTelemetry(to, port)) return false
  if (isProxy(from) || isProxy(to) || takesTelemetry(from, undefined)) return false
  return !isOfWeb(port) && !wordsOf(under ?? '').some((word) => webWords.has(word))
}

const webWords = new Set(['http', 'https', 'url', 'urls', 'uri', 'uris', 'web', 'rest', 'api', 'website', 'webhook'])
/** On which web servers of programs mostly listen. */
const isOfWeb = (port: number) => webPorts.has(port) || (port >= 8080 && port < 8100)
const webPorts = new Set([80, 443, 3000, 3001, 4000, 4200, 5000, 5173, 8000, 8001, 8008, 8443, 8888, 9000])

// postgresql:// is postgres, https:// is http
const schemes: Record<string, string> = {
  https: 'http',
  ws: 'http',
  wss: 'http',
  h2c: 'http',
  postgresql: 'postgres',
  rediss: 'redis',
  amqps: 'amqp',
  mongo: 'mongodb',
  mariadb: 'mysql',
  grpcs: 'grpc',
  otlp: 'grpc',
  tls: 'tcp',
  ssl: 'tcp',
}

/** By the scheme, else by the port, else by the words of the variable; undefined: nothing is said. */
function protocolOf({ scheme, port, under }: Evidence): Protocol | undefined {
  if (port === otlpPort && (scheme === undefined || /^(?:https?|otlp)$/.test(scheme))) return 'grpc'
  const name = scheme?.split(/[+:]/)[0] ?? ''
  const known = Object.hasOwn(schemes, name) ? schemes[name] : name
  const said = protocols.find((protocol) => protocol === known)
  if (said || name !== '') return said ?? 'tcp'
  if (port !== undefined && otherPorts.has(port)) return 'tcp'
  const words = wordsOf(under ?? '')
  if (words.includes('grpc') || port === grpcPort) return 'grpc'
  return words.some((word) => others.has(word)) ? 'tcp' : undefined
}

/** OTLP over gRPC, whose addresses are written with http too. */
const otlpPort = 4317
/** The port that gRPC's own examples have, and most programs after them. */
const grpcPort = 50_051
// FTP, SSH, SMTP, LDAP, IMAP, syslog, Cassandra, Bolt, Pulsar, ClickHouse, Thrift
const otherPorts = new Set([21, 22, 25, 143, 389, 465, 514, 587, 636, 993, 1025, 2525, 6514, 6650, 7687, 9042, 9160])
const others = new Set(
  `smtp mail imap ldap ldaps ftp sftp ssh syslog bolt cassandra thrift kafka zookeeper amqp rabbitmq mqtt nats redis valkey postgres postgresql
  mysql mongo mongodb etcd`.split(/\s+/),
)
