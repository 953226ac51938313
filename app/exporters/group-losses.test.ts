import { expect, test } from 'vitest'
import { groupLosses } from './group-losses.ts'

test('losses of one reason are one, with all their places', () => {
  const groups = groupLosses([
    { where: 'api', what: 'Its image has to be pushed.' },
    { where: 'db', what: 'networks (compose.yaml:3): the policies allow what is drawn.' },
    { where: 'web', what: 'Its image has to be pushed.' },
    { where: 'api', what: 'networks (compose.yaml:9), labels.a (a b.yaml:2): the policies allow what is drawn.' },
    { where: 'web', what: 'Its image has to be pushed.' },
  ])
  expect(groups).toEqual([
    { reason: 'Its image has to be pushed.', at: [{ where: 'api' }, { where: 'web' }] },
    {
      reason: 'the policies allow what is drawn.',
      at: [
        { where: 'db', fields: 'networks (compose.yaml:3)' },
        { where: 'api', fields: 'networks (compose.yaml:9), labels.a (a b.yaml:2)' },
      ],
    },
  ])
})
