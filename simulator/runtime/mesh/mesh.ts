import { createServer, type Socket } from 'node:net'
import { onLines, sendLine } from '../control/json-lines.ts'
import type {
  EdgeConfig,
  MeshMessage,
  ProgramHello,
  ProgramMessage,
  ReplicaHello,
  ReplicaMessage,
  ReplicaOrder,
  Upstream,
} from '../control/messages.ts'
import { SpanLog } from '../tracing/span-log.ts'
import { acceptCaller } from './accept-caller.ts'
import { Edge } from './edge.ts'
import { FaultTable } from './fault-table.ts'
import { addLocalRoute } from './local-route.ts'
import { probe } from './probe.ts'
import { Upstreams } from './upstreams.ts'

const flushMs = 250

/** The mesh: all edges, all upstreams, and the control connections of the program and of the stub runtimes. */
export class Mesh {
  readonly #token: string
  readonly #edges = new Map<string, Edge>()
  readonly #upstreams = new Map<string, Upstreams>()
  readonly #replicas = new Map<Socket, ReplicaHello>()
  readonly #faults = new FaultTable(
    () => this.#applyFaults(),
    () => this.#orderAll({ type: 'halt' }),
  )
  readonly #spans = new SpanLog()
  #program: Socket | undefined
  #going = false
  #flushed = performance.now()

  constructor(token: string) {
    this.#token = token
  }

  /** Listens for control connections. */
  listen(port: number): Promise<void> {
    const server = createServer({ noDelay: true, keepAlive: true }, (socket) => this.#accept(socket))
    setInterval(() => this.#flush(), flushMs)
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, resolve)
    })
  }

  /** Nobody is heard before the first line has shown the run's token. */
  #accept(socket: Socket): void {
    let onMessage: ((message: unknown) => void) | undefined
    socket.on('error', () => {})
    onLines(socket, (message) => {
      if (onMessage) return onMessage(message)
      const hello = message as ProgramHello | ReplicaHello
      if (hello?.type !== 'hello' || hello.token !== this.#token) return void socket.destroy()
      onMessage = hello.role === 'program' ? this.#welcomeProgram(socket) : this.#welcomeReplica(socket, hello)
    })
  }

  #welcomeProgram(socket: Socket): (message: unknown) => void {
    this.#program = socket
    this.#say({ type: 'welcome' })
    return (message) => {
      this.#obey(message as ProgramMessage).catch((error: Error) => this.#say({ type: 'refused', message: error.message }))
    }
  }

  #welcomeReplica(socket: Socket, hello: ReplicaHello): (message: unknown) => void {
    const { component, replica } = hello
    this.#replicas.set(socket, hello)
    socket.on('close', () => this.#replicas.delete(socket))
    sendLine(socket, this.#faults.orderFor(component, replica))
    if (this.#going) sendLine(socket, { type: 'go' } satisfies ReplicaOrder)
    this.#say({ type: 'joined', component, replica })
    return (message) => {
      const { type, spanMs, report } = message as Exclude<ReplicaMessage, ReplicaHello>
      if (type === 'report') this.#say({ type: 'replica', component, replica, spanMs, report })
    }
  }

  async #obey(message: ProgramMessage): Promise<void> {
    switch (message.type) {
      case 'hello':
        return
      case 'edges':
        for (const port of message.closed.ports) this.#close(message.closed.host, port)
        return this.#setEdges(message.edges, message.range)
      case 'upstreams':
        return this.#upstreamsOf(message.component).update(message.upstreams satisfies Upstream[], message.cut)
      case 'faults':
        return this.#faults.renew(message.faults, message.leaseMs)
      case 'probe':
        return this.#say({ type: 'probed', id: message.id, ok: await probe(message.host, message.port, message.path) })
      case 'go':
      case 'halt':
        this.#going = message.type === 'go'
        return this.#orderAll({ type: message.type })
    }
  }

  async #setEdges(configs: EdgeConfig[], range: { network: string; prefix: number }): Promise<void> {
    addLocalRoute(range.network, range.prefix)
    await Promise.all(
      configs.map((config) => {
        const edge = new Edge(config, this.#upstreamsOf(config.dials), this.#spans)
        this.#edges.set(config.id, edge)
        return edge.listen(acceptCaller)
      }),
    )
    this.#say({ type: 'listening' })
  }

  /** A port that is taken by something else closes itself. */
  #close(host: string, port: number): void {
    const known = new Set<string>()
    const server = createServer((socket) => {
      const { remoteAddress = '' } = socket
      socket.on('error', () => {})
      socket.resetAndDestroy()
      if (known.has(remoteAddress)) return
      known.add(remoteAddress)
      this.#say({ type: 'knocked', host: remoteAddress, port })
    })
    server.on('error', () => {})
    server.listen({ host, port })
  }

  #upstreamsOf(component: string): Upstreams {
    const upstreams = this.#upstreams.get(component) ?? new Upstreams()
    this.#upstreams.set(component, upstreams)
    return upstreams
  }

  #applyFaults(): void {
    for (const [id, edge] of this.#edges) edge.trouble = this.#faults.troubleOf(id)
    for (const [socket, { component, replica }] of this.#replicas) sendLine(socket, this.#faults.orderFor(component, replica))
  }

  #orderAll(order: ReplicaOrder): void {
    for (const socket of this.#replicas.keys()) sendLine(socket, order)
  }

  #flush(): void {
    const now = performance.now()
    const spanMs = now - this.#flushed
    this.#flushed = now
    const edges = Object.fromEntries([...this.#edges].map(([id, edge]) => [id, edge.stats.take()]))
    const spans = this.#spans.take()
    this.#say({ type: 'edges', spanMs, edges, ...(spans.length === 0 ? {} : { spans }) })
  }

  #say(message: MeshMessage): void {
    if (this.#program) sendLine(this.#program, message)
  }
}
