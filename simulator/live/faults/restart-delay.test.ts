import { expect, test } from 'vitest'
import { RestartDelay } from './restart-delay.ts'

test('who crashes again and again is left alone for longer each time, up to half a minute', () => {
  const delay = new RestartDelay()
  let now = 0
  const delays = Array.from({ length: 7 }, () => {
    delay.started(now)
    now += 500
    return delay.crashed(now)
  })
  expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
})

test('who ran for ten seconds in between begins anew', () => {
  const delay = new RestartDelay()
  delay.started(0)
  expect(delay.crashed(9999)).toBe(1000)
  delay.started(20_000)
  expect(delay.crashed(29_999)).toBe(2000)
  delay.started(40_000)
  expect(delay.crashed(50_000)).toBe(1000)
})

test('who cannot even be started has not run', () => {
  const delay = new RestartDelay()
  expect(delay.crashed(0)).toBe(1000)
  expect(delay.crashed(60_000)).toBe(2000)
})
