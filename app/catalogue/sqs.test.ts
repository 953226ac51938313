import { expect, test } from 'vitest'
import type { Broker } from './component.ts'
import { sns } from './sns.ts'
import { sqs } from './sqs.ts'

const queue = (fields: Record<string, unknown>) => sqs.behaviour({ kind: 'sqs', ...fields }) as Broker

test('a standard queue has 120,000 messages in flight and no limit of calls', () => {
  expect(queue({}).inFlight).toBe(120_000)
  expect(queue({}).rateLimit).toBeUndefined()
  expect(queue({}).delivery.visibilityTimeoutMs).toBe(30_000)
})

test('a FIFO queue takes 300 calls a second, and handles one message of each group at a time', () => {
  expect(queue({ fifo: true, messageGroups: 3 })).toMatchObject({ rateLimit: { ratePerSecond: 300, burst: 300 }, inFlight: 3 })
  // What the design says, as after a raised quota, goes before.
  expect(queue({ fifo: true, rateLimit: { rate: 900, burst: 900 } }).rateLimit?.ratePerSecond).toBe(900)
})

test('a FIFO topic takes 3,000 messages a second', () => {
  expect((sns.behaviour({ kind: 'sns', fifo: true }) as Broker).rateLimit?.ratePerSecond).toBe(3000)
  expect((sns.behaviour({ kind: 'sns' }) as Broker).rateLimit).toBeUndefined()
})

test.each([
  [{ visibilityTimeout: '13h' }, 'visibilityTimeout', '12h'],
  [{ retention: '10s' }, 'retention', '1m'],
  [{ retention: '400h' }, 'retention', '336h'],
])('SQS does not take %o', (fields, parameter, value) => {
  expect(sqs.check?.({ kind: 'sqs', ...fields })).toMatchObject([{ parameter, fix: { parameter, value } }])
})

test('what SQS takes is no misfit, and message groups are of FIFO queues', () => {
  expect(sqs.check?.({ kind: 'sqs', visibilityTimeout: '12h', retention: '336h', fifo: true, messageGroups: 5 })).toEqual([])
  expect(sqs.check?.({ kind: 'sqs', messageGroups: 5 })).toMatchObject([{ parameter: 'messageGroups' }])
})
