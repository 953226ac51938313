import { expect, test } from 'vitest'
import { logLimit, matching, timeOfDay, toPlainText, withLines } from './log-lines.ts'

const line = (text: string, replica = 0) => ({ replica, stream: 'stdout' as const, time: '2026-11-22T03:54:01.123456789Z', text })

test('the newest lines are kept', () => {
  const many = Array.from({ length: logLimit + 5 }, (_, index) => line(String(index)))
  const kept = withLines(withLines([], many), [line('last')])
  expect(kept).toHaveLength(logLimit)
  expect(kept.at(-1)?.text).toBe('last')
})

test('the filter looks inside lines and not at case', () => {
  const lines = [line('GET /orders 200'), line('error: timeout'), line('ready')]
  expect(matching(lines, ' Error ').map((each) => each.text)).toEqual(['error: timeout'])
  expect(matching(lines, '  ')).toBe(lines)
})

test('times are shown to the millisecond and copied in full', () => {
  expect(timeOfDay('2026-11-22T03:54:01.123456789Z')).toBe('03:54:01.123')
  expect(timeOfDay('unknown')).toBe('unknown')
  expect(toPlainText([line('a'), line('b', 1)])).toBe('2026-11-22T03:54:01.123456789Z 1 a\n2026-11-22T03:54:01.123456789Z 2 b')
})
