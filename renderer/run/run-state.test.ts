import { expect, test } from 'vitest'
import type { Frame, RunEvent } from '../../app/run/frame.ts'
import type { Result } from '../../app/run/result.ts'
import { afterEvent, type EngineRun, isActive, noRun } from './run-state.ts'

const frame = (time: number): Frame => ({ time, warmup: false, components: {}, connections: {}, journeys: {}, faults: [] })
const result = {
  engine: 'live',
  notes: ['The load generator ran late.'],
  duration: 30,
} as unknown as Result
const play = (events: RunEvent[], from: EngineRun = { ...noRun, status: 'starting', runId: 'r1' }) => events.reduce(afterEvent, from)

test('a live run from pulling to its result', () => {
  const starting = play([
    { type: 'progress', phase: 'pulling', message: 'Pulling postgres:17', done: 3, total: 9 },
    { type: 'state', component: 'orders', state: 'starting', replicasReady: 0 },
  ])
  expect(starting.progress).toEqual({ phase: 'pulling', message: 'Pulling postgres:17', done: 3, total: 9 })
  expect(starting.states).toEqual({ orders: { state: 'starting', replicasReady: 0 } })
  expect(isActive(starting)).toBe(true)

  const fault = { id: 'f1', fault: { at: '0s', kind: 'kill' as const, target: 'orders' }, mechanism: 'its containers are killed' }
  const running = play(
    [
      { type: 'frame', frame: frame(1) },
      { type: 'frame', frame: { ...frame(2), faults: [fault] } },
    ],
    starting,
  )
  expect(running).toMatchObject({ status: 'running', progress: null, faults: [fault] })
  expect(running.frames.map((each) => each.time)).toEqual([1, 2])

  const done = play(
    [
      { type: 'note', message: 'Autoscaling is not modelled.' },
      { type: 'note', message: 'Autoscaling is not modelled.' },
      { type: 'result', result },
    ],
    running,
  )
  expect(done).toMatchObject({ status: 'done', faults: [], result, stopping: false })
  expect(done.notes).toEqual(['Autoscaling is not modelled.', 'The load generator ran late.'])
  expect(done.frames).toHaveLength(2)
  expect(isActive(done)).toBe(false)
})

test('a failure says which component and keeps what was seen', () => {
  const failed = play([
    { type: 'frame', frame: frame(1) },
    {
      type: 'failed',
      message: 'orders: the image ghcr.io/acme/orders:1.4 is not there; build it or correct the name.',
      component: 'orders',
    },
  ])
  expect(failed).toMatchObject({ status: 'failed', failedComponent: 'orders' })
  expect(failed.message).toContain('orders')
  expect(failed.frames).toHaveLength(1)
})

test('a run that the person stopped has not failed', () => {
  const cancelled: RunEvent = { type: 'failed', message: 'The run was stopped.' }
  expect(play([cancelled], { ...noRun, status: 'starting', runId: 'r1', stopping: true })).toMatchObject({ status: 'idle', message: null })
  const running = play([{ type: 'frame', frame: frame(1) }])
  expect(play([cancelled], { ...running, stopping: true })).toMatchObject({ status: 'done', message: null, stopping: false })
})

test('a call that is not drawn is kept once, and after the run, so that it can be drawn', () => {
  const call = { from: 'shop', to: 'cache', port: 6379, sure: true }
  const done = play([
    { type: 'undrawn', ...call },
    { type: 'undrawn', ...call },
    { type: 'result', result },
  ])
  expect(done.undrawn).toEqual([call])
})
