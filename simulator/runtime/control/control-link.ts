import { connect, type Socket } from 'node:net'
import type { ControlAddress } from '../../../app/run/program.ts'
import type { ReplicaReport } from '../measure/reports.ts'
import { onLines, sendLine } from './json-lines.ts'
import type { ReplicaMessage, ReplicaOrder } from './messages.ts'

const reportMs = 250
const againAfterMs = 500

/**
 * Keeps a connection to the mesh, reports to it four times a second and passes its orders on. While there is no connection
 * nothing is taken from the counters, so that nothing is lost.
 */
export function linkToMesh(
  address: ControlAddress,
  component: string,
  takeReport: () => ReplicaReport,
  onOrder: (order: ReplicaOrder) => void,
): void {
  let socket: Socket | undefined
  let reported = performance.now()
  const dial = () => {
    const next = connect({ host: address.host, port: address.port, noDelay: true, keepAlive: true })
    next.on('connect', () => {
      socket = next
      say({ type: 'hello', token: address.token, role: 'replica', component, replica: address.replica })
    })
    next.on('error', () => {})
    next.on('close', () => {
      socket = undefined
      setTimeout(dial, againAfterMs)
    })
    onLines(next, (message) => onOrder(message as ReplicaOrder))
  }
  const say = (message: ReplicaMessage) => socket && sendLine(socket, message)
  dial()
  setInterval(() => {
    if (!socket) return
    const now = performance.now()
    say({ type: 'report', spanMs: now - reported, report: takeReport() })
    reported = now
  }, reportMs)
}
