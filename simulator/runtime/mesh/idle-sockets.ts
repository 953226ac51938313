import type { Socket } from 'node:net'
import type { Target } from './upstreams.ts'

/** Shorter than the idle time of common servers (Node.js 5 s, nginx 75 s), so that a socket is seldom closed while it is taken. */
const idleMs = 2000

interface IdleSocket {
  socket: Socket
  remove: () => void
  timer: NodeJS.Timeout
}

/** Connections to replicas that wait for the next request of one drawn connection. */
export class IdleSockets {
  readonly #idle = new Map<Target, IdleSocket[]>()

  put(target: Target, socket: Socket): void {
    const list = this.#idle.get(target) ?? []
    this.#idle.set(target, list)
    // Nothing may come from an idle server; if it does, or if it closes, the socket is of no use.
    const remove = () => {
      this.#release(list, entry)
      socket.destroy()
    }
    const entry = { socket, remove, timer: setTimeout(remove, idleMs) }
    for (const event of endings) socket.on(event, remove)
    list.push(entry)
  }

  /** The one used last. */
  take(target: Target): Socket | undefined {
    const list = this.#idle.get(target)
    const entry = list?.at(-1)
    if (!list || !entry) return undefined
    this.#release(list, entry)
    return entry.socket
  }

  #release(list: IdleSocket[], entry: IdleSocket): void {
    const index = list.indexOf(entry)
    if (index >= 0) list.splice(index, 1)
    clearTimeout(entry.timer)
    for (const event of endings) entry.socket.off(event, entry.remove)
  }
}

const endings = ['data', 'end', 'close']
