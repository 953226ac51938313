import { expect, test } from 'vitest'
import { CircuitBreaker } from './circuit-breaker.ts'
import { RetryBudget } from './retry-budget.ts'

test('a circuit breaker opens on failures, probes once, and closes on success', () => {
  let now = 0
  const breaker = new CircuitBreaker({ failures: 0.5, window: '10s', openFor: '5s' }, () => now)
  for (let n = 0; n < 9; n += 1) breaker.record(false)
  expect(breaker.allows()).toBe(true)
  breaker.record(false)
  expect(breaker.allows()).toBe(false)
  now = 5000
  expect(breaker.allows()).toBe(true)
  expect(breaker.allows()).toBe(false)
  breaker.record(false)
  expect(breaker.allows()).toBe(false)
  now = 10_000
  expect(breaker.allows()).toBe(true)
  breaker.record(true)
  expect(breaker.allows()).toBe(true)
})

test('failures older than the window are forgotten', () => {
  let now = 0
  const breaker = new CircuitBreaker({ failures: 0.5, window: '1s', openFor: '5s' }, () => now)
  for (let n = 0; n < 9; n += 1) breaker.record(false)
  now = 2000
  for (let n = 0; n < 11; n += 1) breaker.record(true)
  breaker.record(false)
  expect(breaker.allows()).toBe(true)
})

test('a breaker that counts failures in a row opens on them, and closes after as many probes as it wants', () => {
  let now = 0
  const breaker = new CircuitBreaker({ consecutive: 3, openFor: '5s', probes: 2 }, () => now)
  for (const ok of [false, false, true, false, false]) breaker.record(ok)
  expect(breaker.allows()).toBe(true)
  breaker.record(false)
  expect(breaker.allows()).toBe(false)
  now = 5000
  // Two probes side by side, and no third.
  expect([breaker.allows(), breaker.allows(), breaker.allows()]).toEqual([true, true, false])
  breaker.record(true)
  expect(breaker.allows()).toBe(false)
  breaker.record(true)
  expect(breaker.allows()).toBe(true)
})

test('retries are at most their share of the requests, beyond what was saved up', () => {
  const budget = new RetryBudget(0.2)
  let retries = 0
  for (let n = 0; n < 1000; n += 1) {
    budget.deposit()
    if (budget.withdraw()) retries += 1
  }
  expect(retries).toBeGreaterThanOrEqual(200)
  expect(retries).toBeLessThanOrEqual(210)
  expect(new RetryBudget(undefined).withdraw()).toBe(true)
})
