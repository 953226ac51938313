import fc from 'fast-check'
import { expect, test } from 'vitest'
import { componentsIn } from './components-in.ts'
import type { Design } from './design.ts'
import { dissolveGroup, groupComponents } from './grouping.ts'

const all = ['a', 'b', 'c', 'd', 'e', 'f']
const design: Design = { microcosm: 1, components: Object.fromEntries(all.map((id) => [id, { kind: 'service' }])) }

test('components are grouped, and the group is dissolved without a trace', () => {
  const grouped = groupComponents(design, ['a', 'b'])
  expect(grouped.id).toBe('group')
  expect(grouped.design.groups).toEqual({ group: { name: 'Group', members: ['a', 'b'] } })
  expect(dissolveGroup(grouped.design, 'group')).toEqual(design)
})

test('a group that is chosen as a whole goes in as a whole, and part of one stays inside it', () => {
  const inner = groupComponents(design, ['a', 'b']).design
  const outer = groupComponents(inner, ['a', 'b', 'c'])
  expect(outer.design.groups).toEqual({
    group: { name: 'Group', members: ['a', 'b'] },
    'group-2': { name: 'Group 2', members: ['group', 'c'] },
  })
  expect(componentsIn(outer.design, 'group-2')).toEqual(['a', 'b', 'c'])
  const wide = groupComponents(design, ['a', 'b', 'c']).design
  expect(groupComponents(wide, ['b', 'c']).design.groups).toEqual({
    group: { name: 'Group', members: ['a', 'group-2'] },
    'group-2': { name: 'Group 2', members: ['b', 'c'] },
  })
})

test('zones are left alone, and faults on a dissolved group go', () => {
  const zoned: Design = {
    ...design,
    groups: { z: { kind: 'zone', members: ['a', 'b', 'c'] }, g: { members: ['d', 'e'] } },
    scenarios: { day: { duration: '1m', faults: [{ kind: 'partition', target: 'g', at: '1s', for: '1s' }] } },
  }
  expect(groupComponents(zoned, ['a', 'b']).design.groups?.z).toEqual(zoned.groups?.z)
  expect(dissolveGroup(zoned, 'g').scenarios?.day?.faults).toEqual([])
})

test('whatever is grouped and dissolved, no component is lost and no group holds itself', () => {
  const step = fc.record({ dissolve: fc.boolean(), ids: fc.subarray(all, { minLength: 1 }), at: fc.nat(9) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let now = design
      for (const { dissolve, ids, at } of steps) {
        const groups = Object.keys(now.groups ?? {})
        const chosen = groups[at % Math.max(1, groups.length)]
        if (dissolve && chosen !== undefined) now = dissolveGroup(now, chosen)
        else {
          const grouped = groupComponents(now, ids)
          now = grouped.design
          expect(componentsIn(now, grouped.id).sort()).toEqual([...ids].sort())
        }
        for (const [id, { members }] of Object.entries(now.groups ?? {})) {
          expect(new Set(members).size).toBe(members.length)
          expect(members).not.toContain(id)
          for (const member of members) expect(all.includes(member) || Object.hasOwn(now.groups ?? {}, member)).toBe(true)
        }
      }
    }),
    { seed: 12, numRuns: 500 },
  )
})
