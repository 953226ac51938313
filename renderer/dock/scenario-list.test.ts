import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { duplicateScenario, putObjective, removeScenario } from './scenario-list.ts'

const day = { name: 'Day', duration: '60s', traffic: [{ at: '0s', scale: 1 }] }
const design: Design = { microcosm: 1, components: {}, scenarios: { day } }

test('a scenario is copied under a free name and taken away again', () => {
  const once = duplicateScenario(design, 'day')
  const twice = duplicateScenario(once.design, once.id)
  expect([once.id, twice.id]).toEqual(['day-2', 'day-3'])
  expect(twice.design.scenarios?.['day-2']).toEqual({ ...day, name: 'Day 2' })
  expect(twice.design.scenarios?.['day-2']?.traffic).not.toBe(day.traffic)
  expect(removeScenario(once.design, 'day-2')).toEqual(design)
  expect(removeScenario(design, 'day')).toEqual({ microcosm: 1, components: {} })
})

test('objectives are added, replaced and taken away', () => {
  const one = putObjective(day, 0, { metric: 'p99', below: '1s' })
  const two = putObjective(one, 1, { metric: 'availability', above: 0.99 })
  expect(two.objectives).toHaveLength(2)
  expect(putObjective(two, 0, { metric: 'p50', below: '1s' }).objectives?.map(({ metric }) => metric)).toEqual(['p50', 'availability'])
  expect(putObjective(putObjective(two, 0, undefined), 0, undefined)).toEqual(day)
})
