import { connect, type Socket } from 'node:net'
import type { Target } from './upstreams.ts'

const connectTimeoutMs = 1000

/**
 * Opens a connection to a replica. `onFailure` is called once if none comes about: refused, unreachable, or not answered in
 * time, as happens with a container whose address is gone.
 */
export function openUpstream(target: Target, port: number, onOpen: () => void, onFailure: () => void): Socket {
  const socket = connect({ host: target.host, port, noDelay: true })
  let open = false
  const timer = setTimeout(() => socket.destroy(), connectTimeoutMs)
  target.sockets.add(socket)
  socket.on('connect', () => {
    open = true
    clearTimeout(timer)
    onOpen()
  })
  // What went wrong does not matter here: `close` follows every error.
  socket.on('error', () => {})
  socket.on('close', () => {
    clearTimeout(timer)
    target.sockets.delete(socket)
    if (!open) onFailure()
  })
  return socket
}
