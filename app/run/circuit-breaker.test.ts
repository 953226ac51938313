import { expect, test } from 'vitest'
import type { Breaker } from '../design/call-policies.ts'
import { CircuitBreaker, toBreakerRule } from './circuit-breaker.ts'

/** Calls that are answered as soon as they are sent. */
function broken(rule: Breaker) {
  const breaker = new CircuitBreaker(toBreakerRule(rule))
  const record = (now: number, ...outcomes: boolean[]) => {
    for (const ok of outcomes) breaker.record(ok, now, now)
  }
  return { breaker, record }
}
const fails = (count: number) => new Array<boolean>(count).fill(false)

test('a circuit breaker opens on failures, probes once, and closes on success', () => {
  const { breaker, record } = broken({ failures: 0.5, window: '10s', openFor: '5s' })
  record(0, ...fails(9))
  expect(breaker.admits(0)).toBe(true)
  record(0, false)
  expect(breaker.admits(4999)).toBe(false)
  expect([breaker.admits(5000), breaker.admits(5000)]).toEqual([true, false])
  record(5000, false)
  expect(breaker.admits(9999)).toBe(false)
  expect(breaker.admits(10_000)).toBe(true)
  record(10_000, true)
  expect(breaker.admits(10_000)).toBe(true)
})

test('failures older than the window are forgotten', () => {
  const { breaker, record } = broken({ failures: 0.5, window: '1s', openFor: '5s' })
  record(0, ...fails(9))
  record(2000, ...new Array<boolean>(11).fill(true), false)
  expect(breaker.admits(2000)).toBe(true)
})

test('one that counts failures in a row opens on them, and closes after as many probes as it wants', () => {
  const { breaker, record } = broken({ consecutive: 3, openFor: '5s', probes: 2 })
  record(0, false, false, true, false, false)
  expect(breaker.admits(0)).toBe(true)
  record(0, false)
  expect(breaker.admits(0)).toBe(false)
  // Two probes side by side, and no third.
  expect([breaker.admits(5000), breaker.admits(5000), breaker.admits(5000)]).toEqual([true, true, false])
  record(5000, true)
  expect(breaker.admits(5000)).toBe(false)
  record(5000, true)
  expect(breaker.admits(5000)).toBe(true)
})

test('an answer to a call from before it opened is no answer to a probe', () => {
  const { breaker, record } = broken({ consecutive: 1, openFor: '5s' })
  record(0, false)
  expect(breaker.admits(5000)).toBe(true)
  breaker.record(true, 0, 5001)
  expect(breaker.admits(5002)).toBe(false)
  breaker.record(false, 5000, 5003)
  expect(breaker.admits(10_002)).toBe(false)
  expect(breaker.admits(10_003)).toBe(true)
})

test('a probe that came to nothing lets another call probe', () => {
  const { breaker, record } = broken({ consecutive: 1, openFor: '5s' })
  record(0, false)
  expect([breaker.admits(5000), breaker.admits(5000)]).toEqual([true, false])
  breaker.forget(5000)
  expect(breaker.admits(5001)).toBe(true)
})
