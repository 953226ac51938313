import { connect, type Socket } from 'node:net'
import { RunFailure } from '../../app/run/engine.ts'
import { onLines, sendLine } from '../runtime/control/json-lines.ts'
import type { ClosedDoor, EdgeConfig, MeshFault, MeshMessage, ProgramMessage, Upstream } from '../runtime/control/messages.ts'

const leaseMs = 10_000
const renewMs = 3000
const patienceMs = 20_000
const gone = 'The mesh, through which all traffic of the run passes, has stopped: start the run again.'

/** The program's side of the control connection to the mesh. */
export class MeshLink {
  onReport: (message: Extract<MeshMessage, { type: 'edges' | 'replica' }>) => void = () => {}
  /** A container calls what it is not drawn to call. */
  onKnocked: (host: string, port: number) => void = () => {}
  /** Called once if the connection breaks without having been closed here. */
  onLost: (failure: RunFailure) => void = () => {}
  readonly #socket: Socket
  readonly #probes = new Map<number, (ok: boolean) => void>()
  readonly #joined = new Set<string>()
  #faults: MeshFault[] = []
  #timer: NodeJS.Timeout | undefined
  #closing = false
  #onListening: ((failure?: RunFailure) => void) | undefined

  constructor(socket: Socket) {
    this.#socket = socket
    onLines(socket, (message) => this.#hear(message as MeshMessage))
    socket.on('error', () => {})
    socket.on('close', () => this.#onClose())
    // It was held back until there is somebody to hear it.
    socket.resume()
    this.#timer = setInterval(() => this.#renew(), renewMs)
    this.#renew()
  }

  /** Gives every drawn connection its listener. */
  async listen(edges: EdgeConfig[], range: { network: string; prefix: number }, closed: ClosedDoor): Promise<void> {
    const listening = new Promise<void>((resolve, reject) => {
      this.#onListening = (failure) => (failure ? reject(failure) : resolve())
    })
    this.#say({ type: 'edges', edges, range, closed })
    await listening
  }

  setUpstreams(component: string, upstreams: Upstream[], cut: boolean): void {
    this.#say({ type: 'upstreams', component, upstreams, cut })
  }

  setFaults(faults: MeshFault[]): void {
    this.#faults = faults
    this.#renew()
  }

  go(): void {
    this.#say({ type: 'go' })
  }

  halt(): void {
    this.#say({ type: 'halt' })
  }

  /** Whether an address answers, as seen from the mesh. */
  probe(host: string, port: number, path?: string): Promise<boolean> {
    if (this.#socket.destroyed) return Promise.resolve(false)
    const id = nextProbe()
    return new Promise((resolve) => {
      this.#probes.set(id, resolve)
      this.#say({ type: 'probe', id, host, port, ...(path === undefined ? {} : { path }) })
    })
  }

  /** Whether a stub runtime has reported for duty. */
  hasJoined(component: string, replica: number): boolean {
    return this.#joined.has(`${component} ${replica}`)
  }

  close(): void {
    this.#closing = true
    this.#socket.destroy()
  }

  #renew(): void {
    this.#say({ type: 'faults', faults: this.#faults, leaseMs })
  }

  #say(message: ProgramMessage): void {
    sendLine(this.#socket, message)
  }

  #hear(message: MeshMessage): void {
    switch (message.type) {
      case 'welcome':
        return
      case 'listening':
        this.#onListening?.()
        return
      case 'refused':
        this.#onListening?.(new RunFailure(`The mesh could not be set up: ${message.message}.`))
        return
      case 'edges':
      case 'replica':
        this.onReport(message)
        return
      case 'probed': {
        this.#probes.get(message.id)?.(message.ok)
        this.#probes.delete(message.id)
        return
      }
      case 'knocked':
        this.onKnocked(message.host, message.port)
        return
      case 'joined':
        this.#joined.add(`${message.component} ${message.replica}`)
    }
  }

  #onClose(): void {
    clearInterval(this.#timer)
    for (const resolve of this.#probes.values()) resolve(false)
    this.#onListening?.(new RunFailure(gone))
    if (!this.#closing) this.onLost(new RunFailure(gone))
  }
}

let lastProbe = 0
function nextProbe(): number {
  lastProbe += 1
  return lastProbe
}

/** Connects as soon as the mesh answers on the port that the engine published for it. */
export async function connectMesh(host: string, port: number, token: string, stopped: () => boolean): Promise<MeshLink> {
  const deadline = performance.now() + patienceMs
  while (!stopped()) {
    const socket = await dial(host, port, token)
    if (socket) return new MeshLink(socket)
    if (performance.now() > deadline) break
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new RunFailure('The mesh, through which all traffic of the run passes, did not start: `microcosm doctor` may say why.')
}

/** The engine's own forwarder accepts before the mesh does, so only the mesh's welcome counts. */
function dial(host: string, port: number, token: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true, keepAlive: true })
    socket.once('connect', () => sendLine(socket, { type: 'hello', token, role: 'program' } satisfies ProgramMessage))
    const fail = () => {
      socket.destroy()
      resolve(undefined)
    }
    socket.once('error', fail)
    socket.once('close', fail)
    socket.once('data', (chunk) => {
      socket.off('error', fail)
      socket.off('close', fail)
      socket.pause()
      socket.unshift(chunk)
      resolve(socket)
    })
  })
}
