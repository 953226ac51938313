import { get } from 'node:http'
import { connect } from 'node:net'

const patienceMs = 1000

/** Whether an address accepts a TCP connection and, where a path is given, answers a GET on it without a server error. */
export function probe(host: string, port: number, path?: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (path === undefined) {
      const socket = connect({ host, port, timeout: patienceMs }, () => resolve(true))
      socket.on('timeout', () => socket.destroy())
      socket.on('connect', () => socket.destroy())
      socket.on('error', () => {})
      socket.on('close', () => resolve(false))
      return
    }
    const request = get({ host, port, path, timeout: patienceMs, agent: false }, (answer) => {
      answer.resume()
      resolve((answer.statusCode ?? 500) < 500)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}
