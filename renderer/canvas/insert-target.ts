import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { type Connection, connectionId, type Design, type Position } from '../../app/design/design.ts'
import { addComponent } from '../../app/design/edit.ts'
import { checkInsert } from '../../app/design/move-end.ts'
import { designStore } from '../state/design-store.ts'

/** The connection that a card under way would be put on, were it let go now. */
const insertStore = createStore<{ connection: string | null }>(() => ({ connection: null }))

export function useTakesCard(id: string): boolean {
  return useStore(insertStore, (state) => state.connection === id)
}

/** Shows which connection would take the card; undefined: none. */
export function showTarget(connection: Connection | undefined): void {
  const id = connection ? connectionId(connection) : null
  if (insertStore.getState().connection !== id) insertStore.setState({ connection: id })
}

/** The connection under a point of the screen, where a new component of this kind can stand between its ends. */
export function targetForKind(screen: Position, kind: string): Connection | undefined {
  return targetAt(screen, (design, connection) => {
    const tried = addComponent(design, kind, { x: 0, y: 0 })
    return checkInsert(tried.design, connection, tried.id)
  })
}

/** The same for a component that is connected to nothing yet. */
export function targetForComponent(screen: Position, id: string): Connection | undefined {
  const { connections = [] } = designStore.getState().design
  if (connections.some(({ from, to }) => from === id || to === id)) return undefined
  const check = (design: Design, connection: Connection) => checkInsert(design, connection, id)
  // The line need not run through the very middle of the card.
  for (const off of [0, -reach / 2, reach / 2, -reach, reach]) {
    const target = targetAt({ x: screen.x, y: screen.y + off }, check)
    if (target) return target
  }
  return undefined
}

/** Pixels of the screen. */
const reach = 24

function targetAt(screen: Position, check: (design: Design, connection: Connection) => string | undefined): Connection | undefined {
  const { design } = designStore.getState()
  const ids = document
    .elementsFromPoint(screen.x, screen.y)
    .flatMap((element) => element.closest<SVGElement>('.react-flow__edge')?.dataset.id ?? [])
  const under = design.connections?.filter((one) => ids.includes(connectionId(one))) ?? []
  return under.find((connection) => check(design, connection) === undefined)
}
