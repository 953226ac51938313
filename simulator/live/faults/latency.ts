import { toMilliseconds } from '../../../app/design/quantities.ts'
import type { LiveFault } from './fault.ts'

/** Requests on a connection travel longer. */
export const latency: LiveFault = {
  kind: 'latency',
  async apply({ fault, connections }) {
    const addMs = fault.kind === 'latency' ? toMilliseconds(fault.add) : 0
    const jitterMs = fault.kind === 'latency' && fault.jitter !== undefined ? toMilliseconds(fault.jitter) : 0
    return {
      mechanism: `the mesh holds requests on ${connections.join(', ')} for ${addMs} ms${jitterMs > 0 ? ` ± ${jitterMs} ms` : ''} on their way there`,
      mesh: connections.map((edge) => ({ at: 'edge', edge, fault: { kind: 'latency', addMs, jitterMs } })),
    }
  },
}
