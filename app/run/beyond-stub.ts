import { simulatedOnly, toContainerPlan } from '../catalogue/container-context.ts'
import { isBroker } from '../design/allowed-protocols.ts'
import { type Connection, connectionId, type Design } from '../design/design.ts'
import { isStubProtocol, stubProtocols } from './program.ts'

/** A drawn connection that no container can carry, and why, in one sentence without its end. */
interface BeyondStub {
  connection: Connection
  why: string
  /** What somebody can do about it. */
  remedy: string
}

/**
 * Connections that cannot be made in containers: an end of them is simulated only, or the stub runtime plays the caller, or the
 * callee, and does not know the protocol. The person's own images may speak whatever they like.
 */
export function beyondStub(design: Design): BeyondStub[] {
  const played = new Map<string, boolean>()
  const isPlayed = (id: string) => {
    const known = played.get(id) ?? isStub(design, id)
    played.set(id, known)
    return known
  }
  return (design.connections ?? []).flatMap((connection) => toBeyond(design, connection, isPlayed) ?? [])
}

function toBeyond(design: Design, connection: Connection, isPlayed: (id: string) => boolean): BeyondStub | undefined {
  const { from, to, protocol } = connection
  const missing = [from, to].find((id) => simulatedOnly(design, id) !== undefined)
  if (missing !== undefined) {
    const why = `${connectionId(connection)} has no container at its end ${missing}, which is simulated only`
    return { connection, why, remedy: `draw another kind instead of ${missing}` }
  }
  const [dialler, dialled] = isBroker(design, from) ? [to, from] : [from, to]
  const player = [dialler, dialled].find(isPlayed)
  if (player === undefined || isStubProtocol(protocol)) return undefined
  const verb = dialler === from ? 'calls' : 'consumes from'
  const spoken = stubProtocols.join(', ')
  return {
    connection,
    why: `${dialler} ${verb} ${dialled} over ${protocol}, which the stub that plays ${player} does not speak (it speaks ${spoken})`,
    remedy: `give ${player} an image of its own, or draw another kind`,
  }
}

/** Whether the stub runtime plays it, traffic included. */
export function isStub(design: Design, id: string): boolean {
  const nowhere = { secret: () => '', address: () => ({ host: '', port: 0 }) }
  return toContainerPlan(design, id, nowhere)?.image.from === 'runtime'
}
