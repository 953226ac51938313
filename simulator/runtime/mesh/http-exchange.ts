import type { Socket } from 'node:net'
import type { Edge } from './edge.ts'
import { pass } from './pass.ts'
import { openUpstream } from './upstream-socket.ts'
import { rest, type Target } from './upstreams.ts'

interface ExchangeEvents {
  onAnswer(chunk: Buffer, server: Socket): void
  /** The replica closed the connection, or none could be reached. */
  onGone(answered: boolean): void
}

/** What was sent and is not answered is kept up to this size, to send it to another replica if the first cannot be reached. */
const longestReplay = 256 * 1024
/** A kept connection that breaks this soon after a request was sent had been closed by the server before it came. */
const staleMs = 10

/** One request (or several, if the caller does not wait for answers) at one replica. */
export class HttpExchange {
  readonly #edge: Edge
  readonly #events: ExchangeEvents
  readonly #tried = new Set<Target>()
  #target: Target | undefined
  #socket: Socket | undefined
  #sent: Buffer[] | undefined = []
  #sentBytes = 0
  #sentAt = 0
  #answered = false
  #detach = () => {}

  constructor(edge: Edge, events: ExchangeEvents) {
    this.#edge = edge
    this.#events = events
    this.#dial(true)
  }

  send(chunk: Buffer, client: Socket): void {
    this.#sentAt = performance.now()
    if (this.#sent) {
      this.#sentBytes += chunk.length
      if (this.#sentBytes > longestReplay) this.#sent = undefined
      else this.#sent.push(chunk)
    }
    if (this.#socket) pass(chunk, client, this.#socket)
  }

  /** Keeps the connection for the next request. */
  release(): void {
    const { target, socket } = this.#leave()
    if (target && socket && !socket.destroyed) this.#edge.idle.put(target, socket)
  }

  destroy(): void {
    this.#leave().socket?.destroy()
  }

  #dial(mayReuse: boolean): void {
    const target = this.#edge.balancer.choose(this.#edge.upstreams.targets, this.#tried)
    // Told a little later, so that whoever made this exchange knows it by then.
    if (!target) return void setImmediate(() => this.#events.onGone(false))
    const kept = mayReuse ? this.#edge.idle.take(target) : undefined
    const socket =
      kept ??
      openUpstream(
        target,
        this.#edge.config.dialsPort,
        () => {},
        () => this.#onRefused(target),
      )
    target.active += 1
    this.#target = target
    this.#socket = socket
    this.#listen(socket, target, kept !== undefined)
  }

  #listen(socket: Socket, target: Target, kept: boolean): void {
    let open = kept
    const onConnect = () => {
      open = true
    }
    const onData = (chunk: Buffer) => {
      this.#answered = true
      this.#sent = undefined
      this.#events.onAnswer(chunk, socket)
    }
    const onClose = () => {
      if (!open || this.#socket !== socket) return
      const stale = kept && !this.#answered && performance.now() - this.#sentAt < staleMs
      this.#leave()
      if (stale && this.#sent && this.#edge.upstreams.targets.includes(target)) return this.#again()
      this.#events.onGone(this.#answered)
    }
    socket.on('connect', onConnect)
    socket.on('data', onData)
    socket.on('close', onClose)
    this.#detach = () => {
      socket.off('connect', onConnect)
      socket.off('data', onData)
      socket.off('close', onClose)
    }
  }

  #onRefused(target: Target): void {
    if (this.#target !== target) return
    rest(target)
    this.#tried.add(target)
    this.#leave()
    if (this.#sent) this.#again()
    else this.#events.onGone(false)
  }

  #again(): void {
    this.#dial(false)
    for (const chunk of this.#sent ?? []) this.#socket?.write(chunk)
  }

  #leave(): { target: Target | undefined; socket: Socket | undefined } {
    const left = { target: this.#target, socket: this.#socket }
    if (left.target) left.target.active -= 1
    this.#detach()
    this.#detach = () => {}
    this.#target = undefined
    this.#socket = undefined
    return left
  }
}
