import type { LiveFault } from './fault.ts'

/** Nothing gets through, and nobody is told. */
export const partition: LiveFault = {
  kind: 'partition',
  async apply({ connections }) {
    return {
      mechanism: `the mesh swallows everything on ${connections.join(', ')}`,
      mesh: connections.map((edge) => ({ at: 'edge', edge, fault: { kind: 'blackhole' } })),
    }
  },
}
