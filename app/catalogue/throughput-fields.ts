import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { type KeySkew, keySkew } from '../design/fields.ts'
import type { Skew } from './component.ts'
import { toSkew } from './key-skew.ts'

/** How evenly what is asked for lies over the places that have limits of their own. */
export const keysField = (title: string, description: string) =>
  z.strictObject(keySkew).optional().meta({ title, section: 'Partitions', description })

export function keysOf(component: Component): Skew {
  return toSkew((component.keys as KeySkew | undefined) ?? {})
}
