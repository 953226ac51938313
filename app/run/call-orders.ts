import type { Connection } from '../design/design.ts'

/**
 * The step in which a component calls each of its connections, given in file order: equal numbers are called together, ascending
 * ones one after another. A connection without an order comes after all that stand before it.
 */
export function callOrders(connections: readonly Pick<Connection, 'order'>[]): number[] {
  let highest = -1
  return connections.map(({ order }) => {
    const step = order ?? highest + 1
    highest = Math.max(highest, step)
    return step
  })
}
