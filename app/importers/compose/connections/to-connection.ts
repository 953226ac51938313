import { allowedProtocols, isBroker } from '../../../design/allowed-protocols.ts'
import { type Connection, type Design, type Protocol, protocols } from '../../../design/design.ts'
import { wordsOf } from '../../../secrets/secret-name.ts'
import type { Evidence } from './evidence.ts'
import { takesTelemetry } from './roles.ts'

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

/** The connection that a piece of evidence stands for, or why the design cannot hold it. Who takes messages names the broker, and is where that delivers. */
export function toConnection(design: Design, evidence: Evidence, consumes = false): { connection: Connection; obstacle?: string } {
  const { port } = evidence
  const [from, to] = consumes ? [evidence.to, evidence.from] : [evidence.from, evidence.to]
  const allowed = allowedProtocols(design, from.id, to.id)
  const said = protocolOf(evidence)
  const spoken = said && allowed.protocols.includes(said) ? said : undefined
  // Another language than those a design knows is still a stream of bytes.
  const bytes = said !== undefined && allowed.protocols.includes('tcp') ? 'tcp' : undefined
  const protocol = spoken ?? bytes ?? allowed.protocols[0]
  const async = isBroker(design, to.id) || (!consumes && takesTelemetry(to, port)) ? ({ mode: 'async' } as const) : {}
  const connection: Connection = { from: from.id, to: to.id, protocol: protocol ?? said ?? 'http', ...async }
  return protocol ? { connection } : { connection, obstacle: allowed.reason ?? 'A design has no protocol for it.' }
}

/** By the scheme, else by the port, else by the words of the variable; undefined: nothing is said. */
function protocolOf({ scheme, port, under }: Evidence): Protocol | undefined {
  const name = scheme?.split(/[+:]/)[0] ?? ''
  const known = Object.hasOwn(schemes, name) ? schemes[name] : name
  const said = protocols.find((protocol) => protocol === known)
  if (said || name !== '') return said ?? 'tcp'
  if (port !== undefined && otherPorts.has(port)) return 'tcp'
  const words = wordsOf(under ?? '')
  if (words.includes('grpc') || port === grpcPort) return 'grpc'
  return words.some((word) => others.has(word)) ? 'tcp' : undefined
}

/** The port that gRPC's own examples have, and most programs after them. */
const grpcPort = 50_051
// FTP, SSH, SMTP, LDAP, IMAP, syslog, Cassandra, Bolt, Pulsar, ClickHouse, Thrift
const otherPorts = new Set([21, 22, 25, 143, 389, 465, 514, 587, 636, 993, 1025, 2525, 6514, 6650, 7687, 9042, 9160])
const others = new Set(['smtp', 'mail', 'imap', 'ldap', 'ldaps', 'ftp', 'sftp', 'ssh', 'syslog', 'bolt', 'cassandra', 'thrift'])
