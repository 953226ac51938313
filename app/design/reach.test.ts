import { expect, test } from 'vitest'
import type { Design } from './design.ts'
import { reachOf } from './reach.ts'

const http = (from: string, to: string) => ({ from, to, protocol: 'http' as const })
const design: Design = {
  microcosm: 1,
  components: Object.fromEntries(['people', 'gate', 'orders', 'bills', 'mail', 'other'].map((id) => [id, { kind: 'service' }])),
  connections: [
    http('people', 'gate'),
    http('gate', 'orders'),
    http('gate', 'other'),
    http('orders', 'bills'),
    http('bills', 'mail'),
    http('mail', 'orders'),
  ],
}

test('a component reaches what it calls through others, and is reached by who calls it so', () => {
  expect([...reachOf(design, ['orders'])].sort()).toEqual(['bills', 'gate', 'mail', 'orders', 'people'])
  expect([...reachOf(design, ['other'])].sort()).toEqual(['gate', 'other', 'people'])
  expect([...reachOf(design, ['orders', 'other'])]).toHaveLength(6)
})
