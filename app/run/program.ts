import type { Cache, KeyedCache, Serving, Station, WorkTime } from '../catalogue/component.ts'
import type { Breaker, Retries } from '../design/call-policies.ts'
import type { Protocol } from '../design/design.ts'

/** Protocols that the stub runtime has a client for; a component that it plays can call over no others. */
export const stubProtocols = ['http', 'postgres', 'redis', 'amqp'] as const satisfies Protocol[]
export type StubProtocol = (typeof stubProtocols)[number]

export function isStubProtocol(protocol: Protocol): protocol is StubProtocol {
  return (stubProtocols as readonly Protocol[]).includes(protocol)
}

/**
 * A program is what the stub runtime is told to do inside one container: the same in a live run and in an exported Compose
 * file. It is handed over as JSON in the environment variable MICROCOSM_PROGRAM.
 */
export type Program = ComponentProgram | ProxyProgram

/** Plays a component of the design. */
export type ComponentProgram = ServiceProgram | LoadProgram

export interface ServiceProgram {
  role: 'service'
  component: string
  /** HTTP port it listens on. */
  port: number
  /** null: unbounded (JSON has no Infinity). */
  concurrency: number | null
  queueLimit: number | null
  /** Who is next, who gives up, who is turned away; absent: first come, first served. */
  serving?: StubServing
  holdsWorker: boolean
  work: WorkTime
  /** Work of the requests of one endpoint, or journey, instead of it. */
  endpoints?: Record<string, WorkTime>
  failureRate: number
  calls: ProgramCall[]
  /** Queues it consumes from: the broker and the queue's name, with unacknowledged deliveries at a time. */
  consumes: { host: string; port: number; queue: string; user: string; password: string; prefetch: number }[]
  control?: ControlAddress
}

/** What stubs do of how a component serves. The rate limit is one replica's part of it. */
export type StubServing = Pick<
  Serving,
  'cores' | 'latestFirst' | 'priorities' | 'queueTimeout' | 'rateLimit' | 'controlledDelay' | 'adaptive'
> &
  Pick<Station, 'blocks'>

/** Plays a traffic source: an open loop, its latency counted from the intended start (free of coordinated omission), or users. */
export interface LoadProgram {
  role: 'load'
  component: string
  ratePerSecond: number
  arrivals: 'poisson' | 'constant'
  /** Requests that come at once. */
  batch: number
  /** Busy and quiet phases of the rate. */
  burst?: { onMs: number; offMs: number; quiet: number }
  /** Users who wait for their answers, instead of a rate. */
  closed?: { users: number; think: WorkTime }
  journeys: Record<string, number>
  /** Multiplies the rate over scenario time (seconds): linear between points where `over` > 0, a step otherwise. */
  scale: { at: number; scale: number; over: number }[]
  calls: ProgramCall[]
  seed: number
  /** Starts when the control connection says `go`; without control: at once. */
  control?: ControlAddress
}

/** One outgoing connection. */
export interface ProgramCall {
  connection: string
  host: string
  port: number
  protocol: StubProtocol
  mode: 'sync' | 'async'
  /** Calls with equal order run in parallel, ascending orders one after another. */
  order: number
  /** Mean calls per request by journey. */
  calls: Record<string, number>
  /** Endpoints of the target that are called, by their shares; absent: the one that the journey is named like. */
  endpoints?: Record<string, number>
  /** Several calls of one request are made side by side. */
  parallel?: boolean
  path: Record<string, string>
  /** null: waits for ever. */
  timeoutMs: number | null
  /** A request goes on without it when it has failed for good. */
  optional?: boolean
  /** The connection that is called then. */
  fallback?: string
  /** It is called only where another has failed. */
  standsIn?: boolean
  /** It looks something up in a cache, which these rules are for. */
  cache?: StubCache
  /** The lookup for each of whose misses it is called. */
  onMiss?: string
  retries?: Retries
  breaker?: Breaker
  /** Another attempt is sent beside one that is not answered in time. */
  hedge?: { afterMs: number; attempts: number }
  /** What one replica of the caller may have: calls under way, connections, and its part of a rate that is for all of them. */
  bulkhead?: number
  pool?: { size: number; queueLimit: number | null; timeoutMs: number | null; transaction: boolean }
  rateLimit?: { ratePerSecond: number; burst: number }
  balance: 'round-robin' | 'random' | 'least-connections' | 'two-choices'
  /** For brokers: the queue published to. */
  queue?: string
  /** Credentials, where the protocol needs them. */
  user?: string
  password?: string
  database?: string
  /** For stores: how long the statement is to take there, since a real store runs a statement of ours. */
  statement?: WorkTime
  /** The same for its endpoints. */
  statements?: Record<string, WorkTime>
  /** Connections kept to a store. */
  poolSize?: number
}

/** `ttlMs` null: keys live for ever. */
export type StubCache =
  | Extract<Cache, { model: 'ratio' }>
  | (Pick<KeyedCache, 'model' | 'keys' | 'zipf' | 'capacity' | 'policy' | 'sliding'> & { ttlMs: number | null })

/** Stands in the way of the drawn connections of an exported system, so that it can be watched and broken there. */
export interface ProxyProgram {
  role: 'proxies'
  /** Port on which it is told over HTTP what to break. */
  port: number
  edges: ProxyEdge[]
}

/** One drawn connection, with a port of its own. */
export interface ProxyEdge {
  connection: string
  protocol: Protocol
  port: number
  host: string
  hostPort: number
  balance: ProgramCall['balance']
  /** The design's network latency, one way. */
  latencyMs: number
  jitterMs: number
}

/** Where the runtime reports to (the mesh). Absent in exported files. */
export interface ControlAddress {
  host: string
  port: number
  token: string
  replica: number
}

/** Journey of a request, on the wire of HTTP and in message headers. */
export const journeyHeader = 'x-microcosm-journey'
/** The endpoint that a call asks for, where the design names any. */
export const endpointHeader = 'x-microcosm-endpoint'
/** In an answer over HTTP: not all that was asked for is in it. */
export const degradedHeader = 'x-microcosm-degraded'
