import type { Protocol } from '../../../app/design/design.ts'
import type { ConnectionEffect, ReplicaEffect } from '../../../app/faults/effects.ts'
import type { EdgeReport, ReplicaReport } from '../measure/reports.ts'
import type { SpanReport } from '../tracing/span-log.ts'

/**
 * What the program, the mesh and the containers of the stub runtime say to each other: one JSON object per line over TCP.
 * The mesh listens; the program and every runtime container connect to it. The first line of each is a `hello`.
 */

export interface ProgramHello {
  type: 'hello'
  token: string
  role: 'program'
}
export interface ReplicaHello {
  type: 'hello'
  token: string
  role: 'replica'
  component: string
  replica: number
}

/** One drawn connection: where callers reach it, and whom it leads to. */
export interface EdgeConfig {
  id: string
  /** The address that belongs to this connection alone. */
  address: string
  port: number
  protocol: Protocol
  /** Component that is dialled (for a queue's deliveries that is the queue), and its port. */
  dials: string
  dialsPort: number
  balance: 'round-robin' | 'random' | 'least-connections' | 'two-choices'
  /** The design's network latency, one way, both ways. */
  latencyMs: number
  jitterMs: number
  /** Share of messages that are lost and sent again; absent: none. */
  loss?: number
  /** What the link carries, each way; absent: as much as the machine does. */
  bitsPerSecond?: number
  /** Bytes of each request and answer, as far as the real ones are fewer. */
  requestBytes?: number
  responseBytes?: number
  /** Requests that the callee takes at once, from all connections that say so; the others wait in the mesh. Absent: any number. */
  atOnce?: number
  /** Who calls over it keeps no spans of sampled requests, so that the mesh does. */
  traced?: true
}

/** Where the names of components lead for those who are not drawn to call them: nobody answers there, and who comes is told. */
export interface ClosedDoor {
  host: string
  ports: number[]
}

export interface Upstream {
  replica: number
  host: string
}

/** What a fault does on one connection, or in the stubs that play a component. */
export type MeshFault =
  | { id: string; at: 'edge'; edge: string; effect: ConnectionEffect }
  | { id: string; at: 'replicas'; component: string; which: ReplicaShare; effect: Pick<ReplicaEffect, 'slow' | 'errors' | 'cores'> }

/** Every `of`-th replica, counted from `from`, or only those named; also of replicas that come later. */
export type ReplicaShare = { from: number; of: number } | { only: number[] }

export function isOf(which: ReplicaShare, replica: number): boolean {
  return 'only' in which ? which.only.includes(replica) : replica % which.of === which.from
}

/** From the program to the mesh. */
export type ProgramMessage =
  | ProgramHello
  /** Said once; `range` holds the addresses of all edges. */
  | { type: 'edges'; edges: EdgeConfig[]; range: { network: string; prefix: number }; closed: ClosedDoor }
  /** The replicas of a component that may be called. `cut`: connections to replicas no longer listed are broken at once. */
  | { type: 'upstreams'; component: string; upstreams: Upstream[]; cut: boolean }
  /** All faults that shall be in force; they and the load end by themselves unless this is said again within the lease. */
  | { type: 'faults'; faults: MeshFault[]; leaseMs: number }
  /** Asks whether an address answers: an HTTP GET if there is a path, else a TCP connection. */
  | { type: 'probe'; id: number; host: string; port: number; path?: string }
  /** Load generators begin. */
  | { type: 'go' }
  /** Load generators stop sending. */
  | { type: 'halt' }

/** From the mesh to the program. */
export type MeshMessage =
  | { type: 'welcome' }
  | { type: 'refused'; message: string }
  | { type: 'listening' }
  | { type: 'edges'; spanMs: number; edges: Record<string, EdgeReport>; spans?: SpanReport[] }
  | { type: 'replica'; component: string; replica: number; spanMs: number; report: ReplicaReport }
  | { type: 'probed'; id: number; ok: boolean }
  | { type: 'joined'; component: string; replica: number }
  /** A container came to the closed door of this port; told once. */
  | { type: 'knocked'; host: string; port: number }

/** From the mesh to the stub runtime. `unresolved`: its connections for which it finds no address. */
export type ReplicaOrder =
  | { type: 'faults'; factor: number; errorRate: number; cores?: number; unresolved?: string[] }
  | { type: 'go' }
  | { type: 'halt' }

/** From the stub runtime to the mesh. */
export type ReplicaMessage = ReplicaHello | { type: 'report'; spanMs: number; report: ReplicaReport }

/** Port of the control connection inside the mesh container. */
export const controlPort = 9900
