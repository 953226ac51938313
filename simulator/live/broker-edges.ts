import type { LivePlan } from './live-plan.ts'

/** Which drawn connections lead into a component and out of it. */
export interface Edges {
  brokers: string[]
  into(component: string): string[]
  outOf(component: string): string[]
}

export function toEdges(plan: Pick<LivePlan, 'components' | 'edges'>): Edges {
  const ends = plan.edges.map(({ id }) => ({ id, from: id.split('->')[0], to: id.split('->')[1] }))
  return {
    brokers: [...plan.components.values()].filter(({ behaviour }) => behaviour.model === 'broker').map(({ id }) => id),
    into: (component) => ends.filter(({ to }) => to === component).map(({ id }) => id),
    outOf: (component) => ends.filter(({ from }) => from === component).map(({ id }) => id),
  }
}
