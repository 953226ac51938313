import { expect, test } from 'vitest'
import { findEntries } from './search-entries.ts'

const entries = [
  { id: 'redo', label: 'Redo', detail: 'Edit' },
  { id: 'redis', label: 'Redis', detail: 'Add', keywords: ['cache'] },
  { id: 'orders', label: 'Orders', detail: 'Service' },
  { id: 'undo', label: 'Undo', detail: 'Edit' },
]
const found = (typed: string) => findEntries(entries, typed).map(({ id }) => id)

test('everything, in order, when nothing is typed', () => {
  expect(found('  ')).toEqual(['redo', 'redis', 'orders', 'undo'])
})

test('beginnings come before middles, labels before keywords', () => {
  expect(found('do')).toEqual(['redo', 'undo'])
  expect(found('red')).toEqual(['redo', 'redis'])
  expect(found('cache')).toEqual(['redis'])
})

test('every word must be found', () => {
  expect(found('edit un')).toEqual(['undo'])
  expect(found('redis nothing')).toEqual([])
})
