import { allowedProtocols, isBroker } from '../../../design/allowed-protocols.ts'
import type { Connection, Design } from '../../../design/design.ts'
import type { Evidence } from './evidence.ts'
import { takesTelemetry } from './roles.ts'
import type { Spoken } from './spoken.ts'

/** The connection that a piece of evidence stands for, or why the design cannot hold it. Who takes messages names the broker, and is where that delivers. */
export function toConnection(
  design: Design,
  evidence: Evidence,
  spokenAt: Spoken,
  consumes = false,
): { connection: Connection; obstacle?: string } {
  const { port } = evidence
  const [from, to] = consumes ? [evidence.to, evidence.from] : [evidence.from, evidence.to]
  const allowed = allowedProtocols(design, from.id, to.id)
  const said = spokenAt(evidence)
  const spoken = said && allowed.protocols.includes(said) ? said : undefined
  // Another language than those a design knows is still a stream of bytes.
  const bytes = said !== undefined && allowed.protocols.includes('tcp') ? 'tcp' : undefined
  const protocol = spoken ?? bytes ?? allowed.protocols[0]
  const async = isBroker(design, to.id) || (!consumes && takesTelemetry(to, port)) ? ({ mode: 'async' } as const) : {}
  const connection: Connection = { from: from.id, to: to.id, protocol: protocol ?? said ?? 'http', ...async }
  return protocol ? { connection } : { connection, obstacle: allowed.reason ?? 'A design has no protocol for it.' }
}
