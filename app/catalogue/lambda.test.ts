import { expect, test } from 'vitest'
import type { Station } from './component.ts'
import { lambda } from './lambda.ts'

const instances = (fields: Record<string, unknown>) => (lambda.behaviour({ kind: 'lambda', ...fields }) as Station).instances

test.each([
  ['1KiB', 242],
  ['4MiB', 374],
  ['10MiB', 539],
  ['16MiB', 703],
  ['64MiB', 3200],
  // Beyond what was measured it goes on as between the two largest.
  ['112MiB', 5697],
])('a package of %s starts from cold in %i ms on average', (size, ms) => {
  expect(instances({ package: size })?.coldStart).toMatchObject({ meanMs: ms, distribution: 'lognormal' })
})

test('what the design says of the cold start goes before', () => {
  expect(instances({ package: '64MiB', coldStart: '90ms' })?.coldStart.meanMs).toBe(90)
})

test('one request is in an environment at a time, and an account has a thousand', () => {
  expect(instances({})).toMatchObject({ perInstance: 1, most: 1000, starts: { ratePerSecond: 100, burst: 1000 } })
  expect(lambda.parameters.concurrency).toBeUndefined()
})

test('Lambda gives 128 MiB to 10,240 MiB', () => {
  const check = (memory: string) => lambda.check?.({ kind: 'lambda', memory }).length
  expect(['64MiB', '128MiB', '10GiB', '11GiB'].map(check)).toEqual([1, 0, 0, 1])
})
