import { expect, test } from 'vitest'
import { toListening, toReasonOfSilence } from './listening.ts'

// Of a program on 0.0.0.0:3000, one on 127.0.0.1:8080 and ::1:8080, the engine's name server, and a connection that is open.
const table = [
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
  '   0: 00000000:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0',
  '   1: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2 1 0 100 0 0 10 0',
  '   2: 0B00007F:9C41 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 3 1 0 100 0 0 10 0',
  '   3: 0200000A:D431 0300000A:1538 01 00000000:00000000 00:00000000 00000000     0        0 4 1 0 100 0 0 10 0',
  '   0: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 0 0 0 5 1',
]

test('of what the kernel tells only ports that somebody listens on count', () => {
  expect(toListening(table)).toEqual({ ports: [3000], onlyInside: [8080] })
})

test.each([
  [8080, /^it listens on port 8080 of 127\.0\.0\.1, where nobody .*: let it listen on 0\.0\.0\.0$/],
  [5000, /^nothing answers on its port 5000, while it listens on 3000: set the port that it listens on$/],
  [3000, /^nothing answers on its port 3000 yet$/],
])('port %i', (port, reason) => {
  expect(toReasonOfSilence(port, toListening(table))).toMatch(reason)
})

test('a program that listens on nothing is told so', () => {
  expect(toReasonOfSilence(8080, toListening([]))).toBe('nothing answers on its port 8080: it listens on none yet')
})

test('where nothing can be read, the port that was tried is named', () => {
  expect(toReasonOfSilence(5000, null)).toBe('nothing answers on its port 5000')
})
