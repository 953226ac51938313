// Texts near those that are meant: seeds with pieces taken out, doubled, exchanged and put in.
import * as fc from 'fast-check'
import { anyText } from './any-text.mjs'

const noise = anyText(40)
const awkward = fc.constantFrom(
  ...['\u0000', '\uFEFF', '\u2028', '\uD800', '\r', '\t', '\u001b[31m', '__proto__', 'constructor', '<<: *a', '&a', '*a', '!!js', '---\n'],
  ...[
    '${A:-',
    '${A',
    '$$',
    '"',
    "'",
    '`',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ': ',
    '- ',
    '#',
    '|\n',
    '>\n',
    '? ',
    '~',
    '%',
    '@',
    '../',
    '//',
    '\n\n',
  ],
  ...['1e308', '1e999', '-1', '0x7f', '9'.repeat(400), 'NaN', 'Infinity', '-0', '5ms', '1h', '<script>', '{{', '漢字'],
)
const operation = fc.record({
  kind: fc.constantFrom('delete', 'double', 'awkward', 'noise', 'repeat', 'swap', 'graft', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 60 }),
  piece: fc.oneof(awkward, noise),
  times: fc.constantFrom(2, 10, 300, 5000),
  other: fc.nat(),
})

export function mutated(seeds, extra = fc.constant('')) {
  return fc
    .tuple(fc.nat(), fc.oneof(fc.constant(undefined), extra), fc.array(operation, { maxLength: 6 }))
    .map(([pick, made, operations]) => {
      const begun = made ? made : (seeds[pick % seeds.length] ?? '')
      return operations.reduce((text, each) => apply(text, each, seeds), begun)
    })
}

function apply(text, { kind, at, to, length, piece, times, other }, seeds) {
  const start = Math.floor(at * text.length)
  const end = Math.min(text.length, start + length)
  const [before, taken, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)]
  switch (kind) {
    case 'delete':
      return before + after
    case 'double':
      return before + taken + taken + after
    case 'awkward':
    case 'noise':
      return before + piece + taken + after
    case 'repeat':
      // A few characters many times: what is slow in a pattern shows there.
      return before + (taken || piece).slice(0, 12).repeat(times) + after
    case 'swap': {
      const rest = before + after
      const place = Math.floor(to * rest.length)
      return rest.slice(0, place) + taken + rest.slice(place)
    }
    case 'graft': {
      const donor = seeds[other % seeds.length] ?? ''
      const from = Math.floor(to * donor.length)
      return before + donor.slice(from, from + length * 4) + after
    }
    default:
      return before
  }
}
