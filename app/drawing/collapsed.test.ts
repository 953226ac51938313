import { expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import { collapsedBy, leadingInto, placeOfCollapsed } from './collapsed.ts'

const design: Design = {
  microcosm: 1,
  components: { a: { kind: 'service' }, b: { kind: 'service' }, c: { kind: 'service' }, d: { kind: 'service' } },
  groups: {
    outer: { members: ['a', 'inner'], collapsed: true },
    inner: { members: ['b'], collapsed: true },
    zone: { kind: 'zone', members: ['c'], collapsed: true },
    open: { members: ['d'] },
  },
}

test('the outermost collapsed group hides what is in it; a zone and an open group hide nothing', () => {
  expect([...collapsedBy(design)]).toEqual([
    ['a', 'outer'],
    ['b', 'outer'],
  ])
})

test('its card stands at the corner of its boundary, which has the margin of each group in it', () => {
  expect(placeOfCollapsed(design, 'outer', { a: { x: 100, y: 80 }, b: { x: 400, y: 40 } })).toEqual({ x: 80, y: 0 })
  expect(placeOfCollapsed(design, 'outer', {})).toBeUndefined()
})

test('what comes in from elsewhere counts, what stays inside does not', () => {
  const all = [
    { from: 'd', to: 'a' },
    { from: 'a', to: 'b' },
    { from: 'b', to: 'd' },
  ]
  expect(leadingInto(all, new Set(['a', 'b']))).toEqual([{ from: 'd', to: 'a' }])
})
