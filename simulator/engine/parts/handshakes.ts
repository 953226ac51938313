import { CONNECTED } from '../events/event-kinds.ts'
import { HANDSHAKES } from '../model/call-table.ts'
import type { Handshake } from '../model/handshake-table.ts'
import type { Model } from '../model/model.ts'
import { sendRequest } from './network.ts'
import { RESET, TIMED_OUT } from './outcomes.ts'
import { CALLER, CONNECTION, GENERATION, NOBODY, PERMITS, REPLICA } from './visits.ts'
import { AWAY, type World } from './world.ts'

/**
 * Connections that have to be set up before they carry a call: TCP's handshake and TLS's after it. A caller's replica keeps those that
 * are free again for a while, and takes the one that was used last, so that few stay in use where little is called.
 */
export class IdleConnections {
  private readonly rule: Handshake
  private readonly first: number
  /** By replica of the caller: since when each is free, the latest last. */
  private readonly freeSince: number[][]

  constructor(rule: Handshake, first: number, replicas: number) {
    this.rule = rule
    this.first = first
    this.freeSince = Array.from({ length: replicas }, () => [])
  }

  /** Whether there is one to use. */
  take(replica: number, now: number): boolean {
    const free = this.freeSince[replica - this.first]
    const since = free.pop()
    if (since === undefined) return false
    if (now - since < this.rule.keepAliveMs) return true
    // The latest is too old, so all are.
    free.length = 0
    return false
  }

  give(replica: number, now: number): void {
    if (this.rule.keepAliveMs > 0) this.freeSince[replica - this.first].push(now)
  }

  /** A replica of the caller has stopped. */
  close(replica: number): void {
    this.freeSince[replica - this.first].length = 0
  }

  closeAll(): void {
    for (const free of this.freeSince) free.length = 0
  }
}

export function createIdle({ handshakes, connections, components }: Model): (IdleConnections | null)[] {
  return handshakes.map((rule, k) => {
    const caller = connections.from[k]
    return rule && new IdleConnections(rule, components.firstReplica[caller], components.mostReplicas[caller])
  })
}

/** A replica has stopped: what it has set up is gone, and what others have, where no replica of its component is left. */
export function closeIdle({ model, idle, replicas }: World, component: number, replica: number): void {
  const { connections, components } = model
  const first = components.firstReplica[component]
  const isLast = replicas.status.subarray(first, first + components.mostReplicas[component]).every((status) => (status & AWAY) !== 0)
  idle.forEach((kept, k) => {
    if (connections.from[k] === component) kept?.close(replica)
    if (connections.to[k] === component && isLast) kept?.closeAll()
  })
}

/** An attempt leaves over a connection that is there, or sets one up first. */
export function sendConnected(w: World, connection: number, call: number): void {
  const { ints } = w.visits
  const rule = w.model.handshakes[connection]
  ints[call + PERMITS] |= HANDSHAKES
  if (rule === null || w.idle[connection]?.take(ints[ints[call + CALLER] + REPLICA], w.queue.clock[0])) {
    sendRequest(w, connection, call)
    return
  }
  w.meter.setUp.add(connection)
  const roundTripMs = 2 * w.model.connections.latency[connection] + w.faults.addMs[connection]
  w.queue.push(rule.workMs + rule.roundTrips * roundTripMs, CONNECTED, call, ints[call + GENERATION])
}

/** A connection is set up: the request leaves, unless its caller has given up meanwhile. */
export function connected(w: World, call: number, generation: number): void {
  const { ints } = w.visits
  if (ints[call + GENERATION] !== generation) return
  if (ints[call + CALLER] === NOBODY) w.visits.give(call)
  else sendRequest(w, ints[call + CONNECTION], call)
}

/** An attempt has ended. Its connection is free; one on which nobody answered is closed. */
export function noteIdle(w: World, call: number, outcome: number): void {
  const { ints } = w.visits
  if ((ints[call + PERMITS] & HANDSHAKES) === 0) return
  ints[call + PERMITS] &= ~HANDSHAKES
  if (outcome === TIMED_OUT || outcome === RESET) return
  w.idle[ints[call + CONNECTION]]?.give(ints[ints[call + CALLER] + REPLICA], w.queue.clock[0])
}
