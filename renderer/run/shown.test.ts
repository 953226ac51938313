import { beforeEach, expect, test, vi } from 'vitest'
import type { Frame } from '../../app/run/frame.ts'
import { edit, openText } from '../state/design-store.ts'
import { behaviourKey } from './behaviour-key.ts'
import { factsOf } from './facts.ts'
import { changeRun, forgetRuns, movePlayhead, putFirst } from './run-store.ts'
import { shownStore } from './shown.ts'

const text = `microcosm: 1
components:
  orders: { kind: service, replicas: 2 }
layout: { orders: { x: 0, y: 0 } }
`
const frame = (time: number): Frame => ({ time, components: {}, connections: {}, faults: [] }) as unknown as Frame

beforeEach(() => {
  forgetRuns()
  openText({ text, path: null, name: 'shop' })
})

test('while the playhead moves within a frame nothing changes for who shows it', () => {
  changeRun('predict', (run) => ({ ...run, status: 'done', frames: [frame(1), frame(2)] }))
  putFirst('predict')
  movePlayhead(1.1)
  expect(shownStore.getState().predict.frame?.time).toBe(1)
  const heard = vi.fn()
  const end = shownStore.subscribe(heard)
  for (const seconds of [1.2, 1.5, 1.9]) movePlayhead(seconds)
  expect(heard).not.toHaveBeenCalled()
  movePlayhead(2.1)
  expect(heard).toHaveBeenCalledTimes(1)
  expect(shownStore.getState().predict.frame?.time).toBe(2)
  end()
})

test('a run is stale after an edit that matters, and a moved card is none', () => {
  edit('Move', (design) => ({ ...design, layout: { orders: { x: 8, y: 0 } } }))
  changeRun('predict', (run) => ({ ...run, status: 'done', behaviour: behaviourKey(shownDesign(), null) }))
  edit('Move', (design) => ({ ...design, layout: { orders: { x: 16, y: 0 } } }))
  expect(shownStore.getState().predict.stale).toBe(false)
  edit('Replicas', (design) => ({ ...design, components: { orders: { kind: 'service', replicas: 3 } } }))
  expect(shownStore.getState().predict.stale).toBe(true)
  expect(factsOf(shownStore.getState(), 'components', 'orders').replicas).toBe(3)
})

test('what is shown of a component is the same object as long as nothing of it changes', () => {
  const before = factsOf(shownStore.getState(), 'components', 'orders')
  edit('Another', (design) => ({ ...design, components: { ...design.components, stock: { kind: 'service' } } }))
  expect(factsOf(shownStore.getState(), 'components', 'orders')).toBe(before)
})

function shownDesign() {
  return { microcosm: 1 as const, components: shownStore.getState().components }
}
