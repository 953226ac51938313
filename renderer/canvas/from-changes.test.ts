import { expect, test } from 'vitest'
import { fromEdgeChanges, fromNodeChanges } from './from-changes.ts'

test('a card under way moves nothing in the design; put down it does', () => {
  const under = fromNodeChanges([{ type: 'position', id: 'a', position: { x: 8.4, y: 16 }, dragging: true }], [])
  expect(under).toEqual({ moving: { a: { x: 8, y: 16 } }, dropped: {}, selected: undefined })
  const put = fromNodeChanges([{ type: 'position', id: 'a', position: { x: 24, y: 16 }, dragging: false }], [])
  expect(put.dropped).toEqual({ a: { x: 24, y: 16 } })
})

test('a change of position without a position says only that the drag ended', () => {
  expect(fromNodeChanges([{ type: 'position', id: 'a', dragging: false }], [])).toEqual({ moving: {}, dropped: {}, selected: undefined })
})

test('selecting adds and removes', () => {
  const changes = [
    { type: 'select' as const, id: 'a', selected: false },
    { type: 'select' as const, id: 'c', selected: true },
  ]
  expect(fromNodeChanges(changes, ['a', 'b']).selected).toEqual(['b', 'c'])
})

test('measuring a card means nothing', () => {
  const change = { type: 'dimensions' as const, id: 'a', dimensions: { width: 1, height: 1 } }
  expect(fromNodeChanges([change], ['a'])).toEqual({ moving: {}, dropped: {}, selected: undefined })
})

test('connections are selected one by one or in addition', () => {
  const off = { type: 'select' as const, id: 'a->b', selected: false }
  const on = { type: 'select' as const, id: 'b->c', selected: true }
  expect(fromEdgeChanges([off, on], ['a->b'])).toEqual(['b->c'])
  expect(fromEdgeChanges([on, off], ['a->b'])).toEqual(['b->c'])
  expect(fromEdgeChanges([on], ['a->b'])).toEqual(['a->b', 'b->c'])
  expect(fromEdgeChanges([off], ['a->b'])).toEqual([])
  expect(fromEdgeChanges([off], ['b->c'])).toBeUndefined()
  expect(fromEdgeChanges([off, { ...off, selected: true }], ['a->b'])).toBeUndefined()
})
