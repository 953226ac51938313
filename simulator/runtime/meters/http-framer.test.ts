import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { HttpFramer } from './http-framer.ts'

type Body = { kind: 'none' } | { kind: 'length'; bytes: string } | { kind: 'chunked'; pieces: string[] }
interface Message {
  path: string
  body: Body
}

const text = fc.string({ maxLength: 300 }).map((each) => Buffer.from(each, 'utf8').toString('latin1'))
const body: fc.Arbitrary<Body> = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  text.map((bytes) => ({ kind: 'length' as const, bytes })),
  fc
    .array(
      text.filter((piece) => piece !== ''),
      { maxLength: 5 },
    )
    .map((pieces) => ({ kind: 'chunked' as const, pieces })),
)
const message: fc.Arbitrary<Message> = fc.record({ path: fc.stringMatching(/^\/[a-z]{0,8}$/), body })

function write(start: string, { body }: Message, none: string): string {
  switch (body.kind) {
    case 'none':
      return `${start}\r\n${none}\r\n`
    case 'length':
      return `${start}\r\nContent-Length: ${body.bytes.length}\r\n\r\n${body.bytes}`
    case 'chunked': {
      const pieces = body.pieces.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`)
      return `${start}\r\nTransfer-Encoding: chunked\r\n\r\n${pieces.join('')}0\r\nX-Trailer: 1\r\n\r\n`
    }
  }
}

/** Cuts a stream into pieces anywhere. */
function cut(stream: Buffer, places: number[]): Buffer[] {
  const at = [...new Set([0, ...places.map((place) => place % (stream.length + 1)), stream.length])].sort((a, b) => a - b)
  return at.slice(1).map((end, index) => stream.subarray(at[index], end))
}

function frame(kind: 'request' | 'response', pieces: Buffer[]): { events: string[]; framer: HttpFramer } {
  const events: string[] = []
  const framer = new HttpFramer(kind, {
    onStart: () => events.push('start'),
    onHead: (line) => events.push(line),
    onEnd: () => events.push('end'),
  })
  for (const piece of pieces) framer.push(piece)
  return { events, framer }
}

test('finds every request, however the network cuts the stream', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 40 }), (messages, places) => {
      const stream = Buffer.from(messages.map((each) => write(`POST ${each.path} HTTP/1.1`, each, '')).join(''), 'latin1')
      const { events, framer } = frame('request', cut(stream, places))
      expect(events).toEqual(messages.flatMap(({ path }) => ['start', `POST ${path} HTTP/1.1`, 'end']))
      expect(framer.idle).toBe(true)
    }),
  )
})

test('finds every answer, interim ones and those without a body included', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 40 }), fc.boolean(), (messages, places, interim) => {
      const before = interim ? 'HTTP/1.1 100 Continue\r\n\r\n' : ''
      const texts = messages.map((each) => {
        const status = each.body.kind === 'none' ? 'HTTP/1.1 204 No Content' : 'HTTP/1.1 200 OK'
        return { status, text: before + write(status, each, '') }
      })
      const { events, framer } = frame('response', cut(Buffer.from(texts.map((each) => each.text).join(''), 'latin1'), places))
      expect(events).toEqual(texts.flatMap(({ status }) => ['start', status, 'end']))
      expect(framer.idle).toBe(true)
    }),
  )
})

test('an answer without a length ends with the connection', () => {
  const { events, framer } = frame('response', [Buffer.from('HTTP/1.1 200 OK\r\n\r\nsome'), Buffer.from(' text')])
  expect(events).toEqual(['start', 'HTTP/1.1 200 OK'])
  framer.close()
  expect(events.at(-1)).toBe('end')
})

test('what is no HTTP/1.1 is left alone', () => {
  expect(frame('request', [Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')]).framer.opaque).toBe(true)
  expect(frame('response', [Buffer.from('HTTP/1.1 101 Switching Protocols\r\n\r\nanything')]).framer.opaque).toBe(true)
  const hostile = frame('response', [Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n')])
  expect(hostile.framer.opaque).toBe(true)
})
