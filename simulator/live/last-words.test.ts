import { expect, test } from 'vitest'
import { toLastWords } from './last-words.ts'

/** As the engine sends it: 1 is the standard output, 2 the error stream. */
function framed(...pieces: [stream: 1 | 2, text: string][]): Buffer {
  return Buffer.concat(
    pieces.flatMap(([stream, text]) => {
      const head = Buffer.alloc(8)
      head[0] = stream
      head.writeUInt32BE(Buffer.byteLength(text), 4)
      return [head, Buffer.from(text)]
    }),
  )
}

test.each([
  ['the error stream tells more', 'out of ideas', framed([2, 'out of ideas\n'], [1, 'goodbye\n'])],
  ['of the output where nothing else is', 'goodbye', framed([1, 'hello\ngoodbye\n\n'])],
  ['an access log tells nothing', '', framed([1, '10.0.0.1 - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 612\n'])],
  [
    'nor on the error stream',
    'cannot bind',
    framed([1, 'cannot bind\n'], [2, '127.0.0.1 "GET /healthz HTTP/1.1" 200 -\nGET /orders 200 3 ms\n']),
  ],
  [
    'the error, and not the stack behind it',
    'Error: boom',
    framed([2, "throw new Error('boom')\n^\n\nError: boom\n    at Object.<anonymous> (/app/x.js:1:7)\n\nNode.js v24.11.0\n"]),
  ],
  ['nothing', '', framed()],
])('%s', (_, words, raw) => {
  expect(toLastWords(raw)).toBe(words)
})
