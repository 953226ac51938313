import { createServer, type Server, type Socket } from 'node:net'
import { addConnectionEffect, type ConnectionTrouble, noConnectionTrouble } from '../../../app/faults/effects.ts'
import type { EdgeConfig } from '../control/messages.ts'
import type { SpanLog, SpanReport } from '../tracing/span-log.ts'
import type { TraceContext } from '../tracing/trace-context.ts'
import { EdgeStats } from './edge-stats.ts'
import { IdleSockets } from './idle-sockets.ts'
import { Link, resendingMs } from './link.ts'
import { Balancer, type Upstreams } from './upstreams.ts'

/** One drawn connection: an address of its own to which callers connect, so that every byte is known to belong to it. */
export class Edge {
  readonly stats: EdgeStats
  readonly balancer: Balancer
  readonly idle = new IdleSockets()
  readonly config: EdgeConfig
  readonly upstreams: Upstreams
  readonly #clients = new Set<Socket>()
  readonly #there = new Link()
  readonly #back = new Link()
  #trouble: ConnectionTrouble
  #server: Server | undefined

  /** `spans`: where its sampled requests are kept. */
  constructor(config: EdgeConfig, upstreams: Upstreams, spans?: SpanLog) {
    this.config = config
    this.stats = new EdgeStats((context, startMs, error) => spans?.add(toReport(config.id, context, startMs, error)))
    this.upstreams = upstreams
    this.balancer = new Balancer(config.balance)
    this.#trouble = this.#with(noConnectionTrouble)
  }

  /** What is wrong with it: what the design says of its network, and what faults add. */
  get trouble(): ConnectionTrouble {
    return this.#trouble
  }

  /** Bytes that a black hole swallowed are gone, so its end breaks the connections that went through it. */
  set trouble(trouble: ConnectionTrouble) {
    const { cutThere, cutBack } = this.#trouble
    const reopened = (cutThere && !trouble.cutThere) || (cutBack && !trouble.cutBack)
    this.#trouble = this.#with(trouble)
    if (reopened) for (const client of this.#clients) client.destroy()
  }

  /** Delay of bytes on their way to the callee now: the network's, and what a latency fault adds, which is spent on the way there. */
  requestDelayMs(bytes: number): number {
    return this.#delayMs(this.#there, bytes) + spread(this.#trouble.addMs, this.#trouble.jitterMs)
  }

  answerDelayMs(bytes: number): number {
    return this.#delayMs(this.#back, bytes)
  }

  #delayMs(link: Link, bytes: number): number {
    const { loss, bitsPerSecond } = this.#trouble
    const own = Math.max(0, spread(this.config.latencyMs, this.config.jitterMs) - ownPathMs)
    return loss === 0 && bitsPerSecond === Number.POSITIVE_INFINITY ? own : own + link.sendingMs(bytes, bitsPerSecond) + resendingMs(loss)
  }

  #with(trouble: ConnectionTrouble): ConnectionTrouble {
    const { loss = 0, bitsPerSecond = Number.POSITIVE_INFINITY } = this.config
    return addConnectionEffect(trouble, { loss, bitsPerSecond })
  }

  /** Opens its address; `accept` joins each caller's connection to the callee. */
  listen(accept: (client: Socket, edge: Edge) => void): Promise<void> {
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
      this.#clients.add(client)
      client.on('close', () => this.#clients.delete(client))
      accept(client, this)
    })
    this.#server = server
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host: this.config.address, port: this.config.port, backlog: 1024 }, resolve)
    })
  }

  close(): void {
    this.#server?.close()
    for (const client of this.#clients) client.destroy()
  }
}

/**
 * What one way takes by itself: both network stacks, the bridge twice and this mesh. A hop through all of them was measured at
 * about half a millisecond there and back (docs/live.md), so of the latency that a design draws only the rest is made.
 */
const ownPathMs = 0.25

/** The header names the call by its caller's own span, which nobody else reports; what its callee calls is within it. */
function toReport(connection: string, { trace, span }: TraceContext, startMs: number, error: string | null): SpanReport {
  return { trace, span, parent: span, connection, startMs, endMs: performance.now(), ...(error === null ? {} : { error }) }
}

/** Uniform within `around` plus or minus `jitter`, never negative. */
function spread(around: number, jitter: number): number {
  return jitter === 0 ? around : Math.max(0, around + (2 * Math.random() - 1) * jitter)
}
