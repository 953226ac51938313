import { expect, test } from 'vitest'
import { Doorstep, Gate } from './gate.ts'

test('so many are inside at once, and the others come in their order', () => {
  const gate = new Gate(2)
  const seen: string[] = []
  const enter = (name: string) => gate.enter(() => seen.push(name))
  const [first, , third] = ['a', 'b', 'c', 'd'].map(enter)
  expect(seen).toEqual(['a', 'b'])
  // Who gives up the line takes nobody's place.
  third?.()
  expect(seen).toEqual(['a', 'b'])
  first?.()
  expect(seen).toEqual(['a', 'b', 'd'])
})

test('of a connection all is held from the request that waits, and passed in its order', () => {
  const gate = new Gate(1)
  const leave = gate.enter(() => {})
  const step = new Doorstep(gate)
  const seen: string[] = []
  const pass = (text: string, begins = false) => step.pass(begins, () => seen.push(text))
  pass('login')
  pass('question', true)
  pass('more of it')
  expect(seen).toEqual(['login'])
  leave()
  expect(seen).toEqual(['login', 'question', 'more of it'])
  pass('still more')
  step.leave()
  expect(seen.at(-1)).toBe('still more')
  const next = new Doorstep(gate)
  next.pass(true, () => seen.push('of another'))
  expect(seen.at(-1)).toBe('of another')
})

test('a connection that ends while it waits gives up its place in the line', () => {
  const gate = new Gate(1)
  const leave = gate.enter(() => {})
  const gone = new Doorstep(gate)
  const seen: string[] = []
  gone.pass(true, () => seen.push('gone'))
  gone.leave()
  const other = new Doorstep(gate)
  other.pass(true, () => seen.push('other'))
  leave()
  expect(seen).toEqual(['other'])
})
