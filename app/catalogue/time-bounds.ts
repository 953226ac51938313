import type { Component } from '../design/design.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { textOf } from './capacity-fields.ts'
import type { Misfit } from './component.ts'

/** A parameter that is a time, and what a product takes of it. */
export interface TimeBounds {
  parameter: string
  least: string
  most: string
}

/** Times outside of what a product takes, each with the nearest that it does. */
export function checkTimes(component: Component, product: string, bounds: TimeBounds[]): Misfit[] {
  return bounds.flatMap(({ parameter, least, most }) => {
    const text = textOf(component, parameter)
    if (text === undefined || (toMilliseconds(text) >= toMilliseconds(least) && toMilliseconds(text) <= toMilliseconds(most))) return []
    const nearest = toMilliseconds(text) < toMilliseconds(least) ? least : most
    return [
      {
        parameter,
        message: `has a ${parameter} of ${text}, and ${product} takes ${least} to ${most}`,
        remedy: `Write ${nearest}.`,
        fix: { label: `Set it to ${nearest}`, parameter, value: nearest },
      },
    ]
  })
}
