import { Position } from '@xyflow/react'
import { expect, test } from 'vitest'
import { toEdgePath } from './edge-path.ts'

const ends = { sourceX: 0, sourceY: 100, sourcePosition: Position.Right, targetX: 300, targetY: 100, targetPosition: Position.Left }

test('a label stands above a level line and on a rising one', () => {
  expect(toEdgePath(ends).slice(1)).toEqual([150, 86])
  expect(toEdgePath({ ...ends, targetY: 300 }).slice(1)).toEqual([150, 200])
})

test('a line back goes around the cards and ends where it should', () => {
  const [path] = toEdgePath({ ...ends, targetX: -300, targetY: 300 })
  expect(path.startsWith('M0 100')).toBe(true)
  expect(path).toMatch(/-300 300$/)
  expect(path).not.toContain('C')
})
