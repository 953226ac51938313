import type { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'

const longestLine = 16 * 1024 * 1024

/** Sends one message; a socket that is closed already swallows it. */
export function sendLine(socket: Socket, message: unknown): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
}

/** Calls `onMessage` for each line that is JSON. A line that is not, or has no end, closes the socket. */
export function onLines(socket: Socket, onMessage: (message: unknown) => void): void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  socket.on('data', (chunk) => {
    rest += decoder.write(chunk)
    if (rest.length > longestLine) return void socket.destroy()
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') continue
      let message: unknown
      try {
        message = JSON.parse(line)
      } catch {
        return void socket.destroy()
      }
      onMessage(message)
    }
  })
}
