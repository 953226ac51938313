import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLogReader } from './log-reader.ts'

function piece(stream: 1 | 2, text: string): Buffer {
  const bytes = Buffer.from(text)
  const head = Buffer.alloc(8)
  head[0] = stream
  head.writeUInt32BE(bytes.length, 4)
  return Buffer.concat([head, bytes])
}

test('a line without end is cut, what comes behind it is a line again, and the work does not grow with what was written', () => {
  const lines: string[] = []
  const read = createLogReader((_stream, line) => lines.push(line))
  // Looking at all of it for each piece would be 50 GB to look at, and the test would be ended.
  for (let round = 0; round < 2000; round += 1) read(piece(1, 'x'.repeat(25_000)))
  read(piece(1, '\nnext\n'))
  expect(lines).toEqual([`${'x'.repeat(65_536)}…`, 'next'])
})

test('lines come whole, however the engine and the network cut them', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replace(/[\r\n]/g, ''))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(1 as const, 2 as const), line), { maxLength: 20 }),
      fc.integer({ min: 1, max: 17 }),
      (lines, size) => {
        const raw = Buffer.concat(lines.flatMap(([stream, text]) => [piece(stream, text.slice(0, 3)), piece(stream, `${text.slice(3)}\n`)]))
        const seen: [string, string][] = []
        const read = createLogReader((stream, text) => seen.push([stream, text]))
        for (let at = 0; at < raw.length; at += size) read(raw.subarray(at, at + size))
        const expected = lines.map(([stream, text]) => [
          stream === 2 ? 'stderr' : 'stdout',
          Buffer.from(text.slice(0, 3)).toString() + Buffer.from(text.slice(3)).toString(),
        ])
        expect(seen).toEqual(expected)
      },
    ),
  )
})
