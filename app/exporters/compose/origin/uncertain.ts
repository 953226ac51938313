import type { Design } from '../../../design/design.ts'
import { isSame } from '../../../design/value-at.ts'
import type { Loss } from '../../exporter.ts'
import { byService, type Change } from './changes.ts'

/** What the files say by variables of a shell that nobody knows the values of any more. */
export interface Uncertain {
  /** The variables. */
  lost: string[]
  /** Fields of services, as `placeOf` names them. */
  places: ReadonlySet<string>
}

export const nothingUncertain: Uncertain = { lost: [], places: new Set() }

/**
 * What a design says in other words than the files: 512 MB for 512m. A text stands in the design as it was given, so that a value
 * which is not found in it was edited away.
 */
const reworded = ['port', 'replicas', 'cpu', 'memory']

/** Where two readings differ that put different values in for the lost ones. */
export function toUncertain(lost: string[], one: Design, other: Design): Uncertain {
  const others = byService(other)
  const places = new Set<string>()
  for (const [service, { component }] of byService(one)) {
    const second = others.get(service)?.component
    if (!second) continue
    for (const field of reworded) if (!isSame(component[field], second[field])) places.add(placeOf(service, field))
  }
  return { lost, places }
}

/** A difference there may be the lost value and no edit. */
export function isUncertain(change: Change, { places }: Uncertain): boolean {
  return change.change === 'field' && places.has(placeOf(change.service, change.field))
}

export function uncertainLosses({ lost, places }: Uncertain): Loss[] {
  const names = lost.join(', ')
  return [...places].map((place) => ({
    where: place,
    what: `It was set in the shell when the files were imported, and a design keeps no values of a shell: the file stays as it is there. To carry an edit over set ${names} as at that time.`,
  }))
}

const placeOf = (service: string, field: string) => `${service}.${field}`
