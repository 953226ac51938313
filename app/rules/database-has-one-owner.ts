import { kindOf } from '../catalogue/catalogue.ts'
import { connectionsTo, type Design } from '../design/design.ts'
import type { Rule } from './rule.ts'

/** The tables of a database belong to one service; others ask that one. */
export const databaseHasOneOwner: Rule = {
  id: 'database-has-one-owner',
  severity: 'advice',
  help: {
    term: 'Shared database',
    why: 'Services that share tables cannot change them, be deployed or be scaled one without the other, and one that is busy slows the rest. A database per service, or one owner that the others ask, keeps them apart.',
    url: 'https://microservices.io/patterns/data/shared-database.html',
  },
  check: (design) =>
    Object.keys(design.components).flatMap((id) => {
      if (familyOf(design, id) !== 'database') return []
      const owners = [...new Set(connectionsTo(design, id).map(({ from }) => from))].filter((from) => isProgram(design, from))
      const teams = new Set(owners.map((owner) => design.components[owner]?.team))
      const oneTeam = teams.size === 1 && !teams.has(undefined)
      if (owners.length < 2 || oneTeam) return []
      const named = owners.length > 3 ? `${owners.slice(0, 2).join(', ')} and ${owners.length - 2} more` : owners.join(' and ')
      return [
        {
          message: `${id} is shared by ${named}.`,
          remedy: 'Give each its own, or let one of them own it and the others call that one.',
          path: ['components', id],
          component: id,
        },
      ]
    }),
}

function isProgram(design: Design, id: string): boolean {
  const family = familyOf(design, id)
  return family === 'service' || family === 'function'
}

function familyOf(design: Design, id: string) {
  return Object.hasOwn(design.components, id) ? kindOf(design.components[id]?.kind ?? '')?.family : undefined
}
