import { expect, test } from 'vitest'
import { createAmqpMeter } from './amqp.ts'
import type { MeterEvents } from './meter.ts'
import { createPostgresMeter } from './postgres.ts'
import { createRespMeter } from './resp.ts'
import { createTurnMeter } from './turns.ts'

/** `fails`: which of the requests are to fail by a fault. */
function counted(...fails: boolean[]): { events: MeterEvents; seen: string[] } {
  const seen: string[] = []
  const begin = () => {
    seen.push('begin')
    return fails.shift() ?? false
  }
  return { seen, events: { begin, end: (ok) => seen.push(ok ? 'ok' : 'failed') } }
}

/** One byte at a time: the hardest way for a stream to arrive. */
function drip(text: string | Buffer, to: (chunk: Buffer) => unknown): void {
  for (const byte of Buffer.from(text)) to(Buffer.from([byte]))
}

test('Redis: pipelined commands are counted one by one', () => {
  const { events, seen } = counted()
  const meter = createRespMeter(events)
  drip('*2\r\n$3\r\nGET\r\n$1\r\na\r\n*1\r\n$4\r\nPING\r\nINCR b\r\n', meter.fromClient)
  expect(seen).toEqual(['begin', 'begin', 'begin'])
  drip('$5\r\na\r\nbc\r\n+PONG\r\n-ERR wrong\r\n', meter.fromServer)
  expect(seen.slice(3)).toEqual(['ok', 'ok', 'failed'])
})

test('Redis: nested, empty and missing values are whole values, pushes are no answers', () => {
  const { events, seen } = counted()
  const meter = createRespMeter(events)
  drip('*2\r\n*1\r\n:1\r\n$-1\r\n*0\r\n*-1\r\n$0\r\n\r\n>1\r\n+message\r\n%1\r\n+a\r\n:1\r\n', meter.fromServer)
  expect(seen).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
})

test.each([
  ['at once', (text: string, to: (chunk: Buffer) => unknown) => void to(Buffer.from(text))],
  ['byte by byte', drip],
])('Redis: the answer of a command that is to fail is an error, and no other answer changes (%s)', (_, send) => {
  const { events, seen } = counted(false, true, false, true)
  const meter = createRespMeter(events)
  send('INCR a\r\nGET b\r\nGET c\r\nMGET d e\r\n', meter.fromClient)
  let got = ''
  send(':1\r\n>1\r\n+message\r\n$5\r\nb\r\nbb\r\n$1\r\nc\r\n*2\r\n$1\r\nd\r\n$1\r\ne\r\n', (chunk) => {
    got += meter.fromServer(chunk)?.toString() ?? ''
  })
  expect(got).toBe(':1\r\n>1\r\n+message\r\n-ERR injected by a fault\r\n$1\r\nc\r\n-ERR injected by a fault\r\n')
  expect(seen.slice(4)).toEqual(['ok', 'failed', 'ok', 'failed'])
})

function message(type: string, body: string): Buffer {
  const head = Buffer.alloc(5)
  head.write(type, 0, 'latin1')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, Buffer.from(body, 'latin1')])
}

test('PostgreSQL: the log-in is no request, an error is a failed one, and the farewell is none', () => {
  const { events, seen } = counted()
  const meter = createPostgresMeter(events)
  meter.fromClient(Buffer.from('startup'))
  drip(Buffer.concat([message('R', '\0\0\0\0'), message('Z', 'I')]), meter.fromServer)
  expect(seen).toEqual([])
  meter.fromClient(message('P', 'select'))
  meter.fromClient(message('S', ''))
  drip(Buffer.concat([message('1', ''), message('D', 'row'), message('Z', 'I')]), meter.fromServer)
  meter.fromClient(message('Q', 'nonsense'))
  drip(Buffer.concat([message('E', 'syntax'), message('Z', 'I')]), meter.fromServer)
  meter.fromClient(message('X', ''))
  expect(seen).toEqual(['begin', 'ok', 'begin', 'failed'])
})

test('PostgreSQL: a log-in that is refused is a failed request', () => {
  const { events, seen } = counted()
  const meter = createPostgresMeter(events)
  meter.fromClient(Buffer.from('startup'))
  drip(message('E', 'password authentication failed'), meter.fromServer)
  expect(seen).toEqual(['begin', 'failed'])
})

test('PostgreSQL: an encrypted connection is counted by turns', () => {
  const { events, seen } = counted()
  const meter = createPostgresMeter(events)
  meter.fromClient(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]))
  meter.fromServer(Buffer.from('S'))
  meter.fromClient(Buffer.from('hello'))
  meter.fromServer(Buffer.from('secret'))
  expect(seen).toEqual(['begin', 'ok'])
})

function method(channel: number, number: number, tag = 0, bits = 0): Buffer {
  const payload = Buffer.alloc(13)
  payload.writeUInt16BE(60, 0)
  payload.writeUInt16BE(number, 2)
  payload.writeUInt32BE(tag, 8)
  payload[12] = bits
  return framed(1, channel, payload)
}

function framed(type: number, channel: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(7)
  head[0] = type
  head.writeUInt16BE(channel, 1)
  head.writeUInt32BE(payload.length, 3)
  return Buffer.concat([head, payload, Buffer.from([0xce])])
}

test('AMQP: confirms may stand for several messages, and a body is no message', () => {
  const { events, seen } = counted()
  const meter = createAmqpMeter(events)
  drip('AMQP\0\0\t\x01', meter.fromClient)
  const body = framed(3, 1, Buffer.from([0, 60, 0, 40, 0xce]))
  drip(Buffer.concat([method(1, 40), body, method(1, 40), method(1, 40)]), meter.fromClient)
  expect(seen).toEqual(['begin', 'begin', 'begin'])
  drip(Buffer.concat([method(1, 80, 2, 1), method(1, 120, 3)]), meter.fromServer)
  expect(seen.slice(3)).toEqual(['ok', 'ok', 'failed'])
})

test('AMQP: deliveries run from the server to the acknowledgement of the client', () => {
  const { events, seen } = counted()
  const meter = createAmqpMeter(events)
  drip('AMQP\0\0\t\x01', meter.fromClient)
  drip(Buffer.concat([method(1, 60), method(1, 60)]), meter.fromServer)
  drip(Buffer.concat([method(1, 80, 1), method(1, 120, 2)]), meter.fromClient)
  expect(seen).toEqual(['begin', 'begin', 'ok', 'failed'])
})

test('turns: what belongs to one question or one answer counts once', () => {
  const { events, seen } = counted()
  const meter = createTurnMeter(events)
  const bytes = Buffer.from('x')
  for (const from of ['fromServer', 'fromClient', 'fromClient', 'fromServer', 'fromServer', 'fromClient'] as const) meter[from](bytes)
  expect(seen).toEqual(['begin', 'ok', 'begin'])
})
