import { expect, test } from 'vitest'
import type { Component } from '../design/design.ts'
import type { Station } from './component.ts'
import { ecsService } from './ecs-service.ts'

const task = (fields: Record<string, unknown>): Component => ({ kind: 'ecs-service', ...fields })

test.each([
  [0.25, '512MiB', true],
  [0.25, '3GiB', false],
  [1, '2GiB', true],
  [1, '512MiB', false],
  [4, '8GiB', true],
  [8, '20GiB', true],
  [8, '18GiB', false],
  [16, '120GiB', true],
  // The smallest task, and the smallest of one of its two sides.
  [undefined, undefined, true],
  [undefined, '4GiB', false],
  [2, undefined, false],
])('%s vCPU with %s: %s', (cpu, memory, goes) => {
  const misfits = ecsService.check?.(task({ ...(cpu ? { cpu } : {}), ...(memory ? { memory } : {}) })) ?? []
  expect(misfits).toHaveLength(goes ? 0 : 1)
})

test('what is offered instead of a pair that does not run, runs', () => {
  const wrong = task({ cpu: 2, memory: '1GiB' })
  const [misfit] = ecsService.check?.(wrong) ?? []
  expect(misfit?.fix).toEqual({ label: 'Give its tasks 4GiB', parameter: 'memory', value: '4GiB' })
  expect(ecsService.check?.({ ...wrong, memory: misfit?.fix?.value })).toEqual([])
})

test('cores that Fargate does not have are no value', () => {
  expect(ecsService.parameters.cpu?.safeParse(3).error?.issues[0]?.message).toMatch(/^is not a size of Fargate: write 0.25, 0.5, 1/)
})

test('its scaling is target tracking of ECS, and a task takes about a minute to start', () => {
  const { autoscale } = ecsService.behaviour(task({ autoscale: { min: 1, max: 4, target: 0.7 } })) as Station
  expect(autoscale).toMatchObject({ controller: 'ecs', startupMs: 57_000, cooldownMs: 300_000, intervalMs: 60_000 })
})

test('requests that share the processor of a task share the cores it has', () => {
  expect(ecsService.behaviour(task({ discipline: 'processor-sharing' }))).toMatchObject({ cores: 0.25, memoryBytes: 512 * 2 ** 20 })
  expect(ecsService.behaviour(task({ discipline: 'processor-sharing', cpu: 2, memory: '4GiB' }))).toMatchObject({ cores: 2 })
})
