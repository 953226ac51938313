import type { Component, Design } from '../design/design.ts'
import { kindOf } from './catalogue.ts'
import type { Behaviour } from './component.ts'

/** How a component behaves in time, as its kind reads its fields; undefined where the kind is not one of the catalogue. */
export function behaviourOf(component: Component | undefined): Behaviour | undefined {
  return component && kindOf(component.kind)?.behaviour(component)
}

/** The same of the component with this id, which a connection or a scenario may name although it is not there. */
export function behaviourAt({ components }: Pick<Design, 'components'>, id: string): Behaviour | undefined {
  return Object.hasOwn(components, id) ? behaviourOf(components[id]) : undefined
}

/** Whether a component sends requests by itself. */
export function isSource(component: Component | undefined): boolean {
  return behaviourOf(component)?.model === 'source'
}
