import { expect, test } from 'vitest'
import { findTyped } from './type-ahead.ts'

const labels = ['External service', 'Service', 'NGINX', 'NATS', 'Amazon SQS', 'API gateway', 'Message queue']
const found = (typed: string, now = 0) => labels[findTyped(labels, now, typed)]

test('the label that begins as it was typed, whatever its case', () => {
  expect(found('ng')).toBe('NGINX')
  expect(found('Nat')).toBe('NATS')
  expect(found('api g')).toBe('API gateway')
})

test('a word within a label where no label begins so', () => {
  expect(found('sqs')).toBe('Amazon SQS')
  expect(found('queue')).toBe('Message queue')
  expect(found('serv')).toBe('Service')
})

test('one letter goes from one to the next and around', () => {
  expect(found('n')).toBe('NGINX')
  expect(found('nn', 2)).toBe('NATS')
  expect(found('n', 3)).toBe('NGINX')
})

test('going on to type stays on what is found', () => {
  expect(found('ng', 2)).toBe('NGINX')
})

test('what no label has is nothing', () => {
  expect(findTyped(labels, 0, 'xyz')).toBe(-1)
  expect(findTyped([], 0, 'a')).toBe(-1)
})
