import type { Behaviour } from '../../../app/catalogue/component.ts'
import { connectionId, type Design } from '../../../app/design/design.ts'
import { RunFailure } from '../../../app/run/engine.ts'
import { mostLookups } from '../parts/misses.ts'
import { lookupSlots } from './connection-table.ts'

/** Refuses fields that name another component which is not what they need, since the run would silently leave them out. */
export function checkReferences(design: Design, behaviours: Behaviour[]): void {
  const ids = Object.keys(design.components)
  const behaviourOf = (id: string) => behaviours[ids.indexOf(id)] as Behaviour | undefined
  const connections = design.connections ?? []
  for (const connection of connections) {
    const { from, onMiss } = connection
    if (onMiss === undefined) continue
    const lookedUp = connections.some((other) => other.from === from && other.to === onMiss)
    const target = behaviourOf(onMiss)
    if (lookedUp && target?.model === 'station' && target.cache) continue
    const wrong = lookedUp ? 'is no cache: give it one' : `${from} does not call: draw a connection to it`
    throw new RunFailure(`${connectionId(connection)} has onMiss ${onMiss}, which ${wrong}, or take onMiss out.`, from)
  }
  for (const id of ids) {
    const caches = lookupSlots(connections, id).length
    if (caches > mostLookups) {
      throw new RunFailure(
        `${id} makes calls on the misses of ${caches} caches: the prediction can follow ${mostLookups} for one component.`,
        id,
      )
    }
  }
  behaviours.forEach((behaviour, i) => {
    const deadLetter = behaviour.model === 'broker' ? behaviour.delivery.deadLetter : null
    if (deadLetter === null || (deadLetter !== ids[i] && behaviourOf(deadLetter)?.model === 'broker')) return
    throw new RunFailure(`${ids[i]} has deadLetter ${deadLetter}: name another queue of the design.`, ids[i])
  })
}
