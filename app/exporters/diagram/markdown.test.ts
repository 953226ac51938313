import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Design } from '../../design/design.ts'
import { arbitrarySoundDesign } from '../fixtures/arbitrary-sound-design.ts'
import { escaped, toMarkdown } from './markdown.ts'

const shop: Design = {
  microcosm: 1,
  name: 'Shop',
  components: {
    people: { kind: 'traffic', rate: 1 },
    orders: { kind: 'service', name: 'Orders | Returns', team: 'checkout', notes: 'Owns\nreturns.' },
  },
  connections: [{ from: 'people', to: 'orders', protocol: 'http', calls: { browse: 0.5 }, timeout: '2s', retries: { attempts: 1 } }],
  groups: { g: { name: 'Inside', members: ['orders'] } },
  scenarios: {
    rush: {
      name: 'Rush',
      duration: '1m',
      faults: [{ at: '10s', kind: 'kill', target: 'orders' }],
      objectives: [{ metric: 'p99', below: '1s' }],
    },
  },
}

const page = (design: Design) => toMarkdown({ design, picture: 'shop.svg', prediction: undefined, version: '1.2.3' })

test('a page says what a design is made of and what is asked of it', () => {
  expect(page(shop)).toBe(`# Shop

![Shop](shop.svg)

## Components

| Name | Id | Kind | Team | Settings |
| --- | --- | --- | --- | --- |
| people | \`people\` | Traffic |  | 1 request/s |
| Orders \\| Returns | \`orders\` | Service | checkout | 1 replica · 5 ms |

- **Orders \\| Returns**: Owns returns.

## Connections

| From | To | Protocol | Calls per request | If it is slow or fails |
| --- | --- | --- | --- | --- |
| people | Orders \\| Returns | http | browse 0.5 | given up after 2s, 1 retry |

## Boundaries

- **Inside**: Orders \\| Returns

## Scenarios

### Rush

- The scenario lasts 60 s.
- 0:10 to the end: Orders \\| Returns killed.

What is asked of it:

- every journey p99 below 1s

*Written by Microcosm 1.2.3 from the design file.*
`)
})

describe('text is never read as Markdown', () => {
  test.each([
    ['<script>', '&lt;script&gt;'],
    ['a | b', 'a \\| b'],
    ['`code` *bold* _it_', '\\`code\\` \\*bold\\* \\_it\\_'],
    ['[a](b)', '\\[a\\](b)'],
    ['- item', '&#8203;- item'],
    ['1. item', '&#8203;1. item'],
    ['https://a.example', 'https&#8203;://a.example'],
    ['two\nlines', 'two lines'],
  ])('%j is written %j', (text, written) => {
    expect(escaped(text)).toBe(written)
  })

  test('whatever a design holds, its tables have as many cells in every row', () => {
    fc.assert(
      fc.property(arbitrarySoundDesign, (design) => {
        const cells = (line: string) => line.replace(/\\./g, '').split('|').length
        for (const block of page(design)
          .split('\n\n')
          .filter((part) => part.startsWith('|'))) {
          expect(new Set(block.split('\n').map(cells)).size).toBe(1)
        }
      }),
    )
  })
})
