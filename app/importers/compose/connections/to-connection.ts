import { allowedProtocols, isBroker } from '../../../design/allowed-protocols.ts'
import { type Connection, type Design, type Protocol, protocols } from '../../../design/design.ts'
import { consumerSign } from './consumers.ts'
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

interface Drawn {
  connection: Connection
  /** Why the design cannot hold it. */
  obstacle?: string
  /** Why it goes the other way than the evidence does. */
  because?: string
}

/** The connection that a piece of evidence stands for. Who takes messages names the broker, and is where that delivers. */
export function toConnection(design: Design, evidence: Evidence): Drawn {
  const { from, to, scheme, port } = evidence
  const because = isBroker(design, to.id) ? consumerSign(from) : undefined
  const delivered = because === undefined ? [] : allowedProtocols(design, to.id, from.id).protocols
  const delivery = delivered.find((protocol) => protocol === protocolOf(scheme)) ?? delivered[0]
  if (because !== undefined && delivery) return { connection: { from: to.id, to: from.id, protocol: delivery }, because }
  const allowed = allowedProtocols(design, from.id, to.id)
  const said = protocolOf(scheme)
  const protocol = said && allowed.protocols.includes(said) ? said : allowed.protocols[0]
  const async = isBroker(design, to.id) || takesTelemetry(to, port) ? ({ mode: 'async' } as const) : {}
  const connection: Connection = { from: from.id, to: to.id, protocol: protocol ?? said ?? 'http', ...async }
  return protocol ? { connection } : { connection, obstacle: allowed.reason ?? 'A design has no protocol for it.' }
}

function protocolOf(scheme: string | undefined): Protocol | undefined {
  const name = scheme?.split(/[+:]/)[0] ?? ''
  const known = Object.hasOwn(schemes, name) ? schemes[name] : name
  return protocols.find((protocol) => protocol === known)
}
