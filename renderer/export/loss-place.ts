import { connectionId, type Design } from '../../app/design/design.ts'

/** What of the drawing a loss is about, by where it stands in the design: `orders.env`, `gateway->orders`, `components.orders`. */
export function placeOfLoss(where: string, design: Design): { component: string } | { connection: string } | undefined {
  const inside = where.replace(/^(?:components|connections)\./, '')
  const [first = ''] = inside.split('.')
  if (design.connections?.some((connection) => connectionId(connection) === first)) return { connection: first }
  return Object.hasOwn(design.components, first) ? { component: first } : undefined
}
