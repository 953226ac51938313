import { connectionId } from '../design/design.ts'
import { nearest } from '../design/nearest.ts'
import { journeysOf } from '../run/journeys.ts'
import type { Rule } from './rule.ts'

/** Calls and paths are given for journeys that some traffic has. */
export const journeyExists: Rule = {
  id: 'journey-exists',
  severity: 'error',
  check: (design) => {
    const journeys = journeysOf(design)
    return (design.connections ?? []).flatMap((connection, index) =>
      (['calls', 'path'] as const).flatMap((field) => {
        const value = connection[field]
        const named = typeof value === 'object' ? Object.keys(value) : []
        return named
          .filter((journey) => !journeys.includes(journey))
          .map((journey) => {
            const meant = nearest(journey, journeys)
            return {
              message: `${connectionId(connection)} has ${field} for the journey "${journey}", which no traffic has.`,
              remedy: meant ? `Did you mean ${meant}?` : `Journeys: ${journeys.join(', ')}.`,
              path: ['connections', index, field, journey],
              connection: connectionId(connection),
            }
          })
      }),
    )
  },
}
