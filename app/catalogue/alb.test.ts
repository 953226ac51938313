import { expect, test } from 'vitest'
import { alb } from './alb.ts'

const misfits = (fields: Record<string, unknown>) => (alb.check?.({ kind: 'alb', ...fields }) ?? []).map(({ parameter }) => parameter)

test('an Application Load Balancer takes times within bounds', () => {
  expect(misfits({ slowStart: '30s', idleTimeout: '4000s', healthCheck: { interval: '5s', timeout: '2s' } })).toEqual([])
  expect(misfits({ slowStart: '29s' })).toEqual(['slowStart'])
  expect(misfits({ idleTimeout: '5000s' })).toEqual(['idleTimeout'])
  expect(misfits({ healthCheck: { interval: '4s' } })).toEqual(['healthCheck'])
  // Its targets are waited for 5s where nothing is said.
  expect(misfits({ healthCheck: { interval: '5s' } })).toEqual(['healthCheck'])
})

test('slow start goes with turns alone', () => {
  expect(misfits({ slowStart: '60s', algorithm: 'least-outstanding-requests' })).toEqual(['slowStart'])
})

test('it checks its targets as its target groups do where nothing is said', () => {
  expect(alb.calls?.({ kind: 'alb' })).toMatchObject({
    balance: 'round-robin',
    timeout: '60s',
    healthChecks: { interval: '30s', timeout: '5s', healthy: 5, unhealthy: 2 },
  })
})
