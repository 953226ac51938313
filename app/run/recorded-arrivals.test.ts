import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { RunFailure } from './engine.ts'
import { readArrivals } from './recorded-arrivals.ts'

const journeys = ['browse', 'checkout']
const read = (text: string) => readArrivals(text, 'arrivals.csv', journeys)

test('a file of arrivals: names of columns, comments and empty lines are passed over', () => {
  expect(read('time,journey\n# Monday\n0ms,browse\n\n0.012,checkout\r\n"1.5s"\n')).toEqual({
    timesMs: [0, 12, 1500],
    journeys: ['browse', 'checkout', null],
  })
})

test.each([
  ['1ms\nsoon', 'arrivals.csv:2 has "soon" for a time: write a duration such as 12ms, or seconds such as 0.012.'],
  ['-1', 'arrivals.csv:1 has "-1" for a time: write a duration such as 12ms, or seconds such as 0.012.'],
  ['1ms,browse,3', 'arrivals.csv:1 has 3 columns: write a time and, if wanted, a journey.'],
  ['1ms,buy', 'arrivals.csv:1 names the journey "buy", which this traffic does not have: it has browse, checkout.'],
  ['5ms\n\n4ms', 'arrivals.csv:3 goes back in time to 4ms: write the lines in the order in which requests came.'],
  ['0.1\n1e308', 'arrivals.csv:2 has the time 1e308, which is too late: a recording ends within a year.'],
  ['1e999', 'arrivals.csv:1 has the time 1e999, which is too late: a recording ends within a year.'],
  ['time\n', 'arrivals.csv holds no arrivals: write a line with a time such as 12ms for each request.'],
])('a bad line is named: %j', (text, sentence) => {
  expect(() => read(text)).toThrow(sentence)
})

test('bytes say what their text says, bad lines and other characters too', () => {
  const piece = fc.constantFrom(
    '1ms',
    '0.5',
    '2s,browse',
    ',',
    '\n',
    '\r\n',
    '# für später\n',
    '漢字',
    '"',
    ' ',
    '\uFEFF',
    'x'.repeat(5000),
  )
  const outcome = (recording: string | Uint8Array) => {
    try {
      return readArrivals(recording, 'arrivals.csv', [...journeys, '漢字'])
    } catch (error) {
      return error instanceof RunFailure ? error.message : error
    }
  }
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      expect(outcome(new TextEncoder().encode(text))).toEqual(outcome(text))
    }),
    { examples: [[['\uFEFF', '2s,browse', 'x'.repeat(5000)]]] },
  )
})

test('what is no text is a bad line, and a line without an end is read as far as one can go', () => {
  expect(() => readArrivals(Uint8Array.of(0x31, 0xff, 0x0a), 'arrivals.csv', [])).toThrow('arrivals.csv:1 has "1?" for a time')
  expect(() => readArrivals(new Uint8Array(5_000_000).fill(0x37), 'arrivals.csv', [])).toThrow(/:1 has "7{40}" for a time|too late/)
})
