import type { Component } from '../design/design.ts'
import { nearest } from '../design/nearest.ts'
import { journeysOf } from '../run/journeys.ts'
import type { Rule } from './rule.ts'

/** What a component says of how it serves makes sense together: a discipline and what only belongs to another. */
export const servingFitsTogether: Rule = {
  id: 'serving-fits-together',
  severity: 'error',
  check: (design) => {
    const journeys = journeysOf(design)
    return Object.entries(design.components).flatMap(([id, component]) =>
      [...ofDiscipline(component), ...ofPriorities(component, journeys)].map(([field, message, remedy]) => ({
        message: `${id} ${message}.`,
        remedy,
        path: ['components', id, ...field],
        component: id,
      })),
    )
  },
}

type Said = [field: string[], message: string, remedy: string]

function ofDiscipline(component: Component): Said[] {
  const { discipline, priorities, queueTimeout } = component
  const found: Said[] = []
  if (priorities !== undefined && discipline !== 'priority')
    found.push([['priorities'], 'has priorities, and its discipline is not priority', 'Write discipline: priority.'])
  if (discipline === 'priority' && priorities === undefined)
    found.push([['discipline'], 'serves by priority and has no priorities', 'Write priorities: { checkout: 1 }, a journey each.'])
  const unbounded = component.concurrency === undefined && component.connections === undefined
  if (discipline === 'processor-sharing' && queueTimeout !== undefined && unbounded)
    found.push([
      ['queueTimeout'],
      'has a queue timeout, and where all requests share the processor none waits in a queue',
      'Take it out, or bound the requests that share with a concurrency.',
    ])
  if (discipline === 'processor-sharing' && component.queueLimit !== undefined && unbounded)
    found.push([
      ['queueLimit'],
      'has a queue limit, and where all requests share the processor none waits in a queue',
      'Take it out, or bound the requests that share with a concurrency.',
    ])
  return found
}

function ofPriorities({ priorities }: Component, journeys: string[]): Said[] {
  if (typeof priorities !== 'object' || priorities === null) return []
  return Object.keys(priorities)
    .filter((journey) => !journeys.includes(journey))
    .map((journey) => {
      const meant = nearest(journey, journeys)
      return [
        ['priorities', journey],
        `has a priority for the journey "${journey}", which no traffic has`,
        meant ? `Did you mean ${meant}?` : `Journeys: ${journeys.join(', ')}.`,
      ]
    })
}
