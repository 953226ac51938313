import { expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import { compareDesigns, designChanges } from './design-changes.ts'

const before: Design = {
  microcosm: 1,
  components: { web: { kind: 'service', name: 'Web', replicas: 2 }, db: { kind: 'postgres' }, old: { kind: 'service' } },
  connections: [
    { from: 'web', to: 'db', protocol: 'postgres', timeout: '1s' },
    { from: 'web', to: 'old', protocol: 'http' },
  ],
  layout: { web: { x: 0, y: 0 } },
}
const after: Design = {
  microcosm: 1,
  components: { web: { kind: 'service', name: 'Shop', replicas: 3 }, db: { kind: 'postgres' }, cache: { kind: 'redis' } },
  connections: [
    { from: 'web', to: 'db', protocol: 'postgres', breaker: { consecutive: 5, openFor: '10s' } },
    { from: 'web', to: 'cache', protocol: 'redis' },
  ],
  layout: { web: { x: 80, y: 0 } },
}

test('each component and connection of two designs is the same, changed, added or removed', () => {
  expect(
    compareDesigns(before, after).map(({ id, name, presence, changes }) => [
      id,
      name,
      presence,
      changes.map(({ field, words }) => `${field} ${words}`),
    ]),
  ).toEqual([
    ['web', 'Shop', 'changed', ['name Web → Shop', 'replicas 2 → 3']],
    ['db', 'db', 'same', []],
    ['old', 'old', 'removed', []],
    ['web->db', 'Shop → db', 'changed', ['timeout taken out', 'breaker added']],
    ['web->old', 'Web → old', 'removed', []],
    ['cache', 'cache', 'added', []],
    ['web->cache', 'Shop → cache', 'added', []],
  ])
  expect(compareDesigns(before, before).every(({ presence }) => presence === 'same')).toBe(true)
})

test('a change of a name changes nothing of what a design does', () => {
  expect(designChanges(before, after)).toEqual([
    'replicas of Shop 2 → 3',
    'old taken out',
    'timeout of Shop → db taken out',
    'breaker of Shop → db added',
    'Web → old taken out',
    'cache added',
    'Shop → cache added',
  ])
})
