import type { Loss } from './exporter.ts'
import { fieldsOf } from './imported/account.ts'

/** What is not carried over for one reason, and all the places where that is so. */
export interface LossGroup {
  reason: string
  /** `fields`: what of the person's files stands there, with its place: `networks (compose.yaml:12)`. */
  at: { where: string; fields?: string }[]
}

/** Losses by their reasons, in the order in which each reason comes up first: who reads twenty of one sort reads none. */
export function groupLosses(losses: readonly Loss[]): LossGroup[] {
  const groups = new Map<string, LossGroup>()
  for (const { where, what } of losses) {
    const { fields, reason } = fieldsOf(what)
    // What is said of fields is no sentence of its own.
    const key = `${fields === undefined ? '' : ':'}${reason}`
    const group = groups.get(key) ?? { reason, at: [] }
    groups.set(key, group)
    const isThere = group.at.some((each) => each.where === where && each.fields === fields)
    if (!isThere) group.at.push({ where, ...(fields === undefined ? {} : { fields }) })
  }
  return [...groups.values()]
}
