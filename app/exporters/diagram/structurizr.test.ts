import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Design } from '../../design/design.ts'
import { arbitrarySoundDesign } from '../fixtures/arbitrary-sound-design.ts'
import { oneOfEachKind } from '../fixtures/one-of-each-kind.ts'
import { readStructurizr } from './fixtures/read-structurizr.ts'
import { toStructurizr } from './structurizr.ts'

const shop: Design = {
  microcosm: 1,
  name: 'Shop',
  components: {
    people: { kind: 'traffic', rate: 1 },
    system: { kind: 'service', name: 'Shop' },
    'system-': { kind: 'service', name: 'shop' },
    'orders-db': { kind: 'postgres', name: 'Orders "DB"' },
    bank: { kind: 'external' },
    jobs: { kind: 'rabbitmq' },
  },
  connections: [
    { from: 'people', to: 'system', protocol: 'http' },
    { from: 'system', to: 'orders-db', protocol: 'postgres' },
    { from: 'system', to: 'bank', protocol: 'http' },
    { from: 'system', to: 'jobs', protocol: 'amqp', mode: 'async' },
    { from: 'jobs', to: 'system-', protocol: 'amqp', mode: 'async' },
  ],
  groups: { a: { name: 'A', members: ['b', 'jobs'] }, b: { name: 'B/C', members: ['system', 'orders-db'] } },
}

test('people, third parties and containers are told apart, each by a name and an identifier of its own', () => {
  const { elements, relationships } = readStructurizr(toStructurizr(shop))
  expect(Object.fromEntries(elements)).toEqual({
    people: { type: 'person', name: 'people' },
    bank: { type: 'softwaresystem', name: 'bank' },
    system: { type: 'softwaresystem', name: 'Shop' },
    system_: { type: 'container', name: 'Shop' },
    system__: { type: 'container', name: 'shop (system-)' },
    orders_db: { type: 'container', name: "Orders 'DB'" },
    jobs: { type: 'container', name: 'jobs' },
  })
  expect(relationships).toEqual(['people -> system_', 'system_ -> orders_db', 'system_ -> bank', 'system_ -> jobs', 'jobs -> system__'])
})

test('boundaries are groups, nested by a separator that no name holds', () => {
  const text = toStructurizr(shop)
  expect(text).toContain('"structurizr.groupSeparator" "/"')
  expect(text).toMatch(/group "A" \{\n +group "B-C" \{/)
})

test.each([
  ['a -> b "calls"', 'no -> in file'],
  ['workspace "a" {\n    model {\n        a -> b "calls"\n    }\n}', 'not known yet'],
  ['workspace "a "b" {\n}', 'no tokens'],
  ['workspace "a" {', 'without an end'],
])('the check of the language refuses %j', (text, reason) => {
  expect(() => readStructurizr(text)).toThrow(reason)
})

test('every kind and any design is a workspace', () => {
  readStructurizr(toStructurizr(oneOfEachKind()))
  fc.assert(
    fc.property(arbitrarySoundDesign, (design) => {
      const { elements, relationships } = readStructurizr(toStructurizr(design))
      expect(elements.size).toBe(Object.keys(design.components).length + 1)
      expect(relationships.length).toBe(design.connections?.length)
    }),
    { numRuns: 200 },
  )
})
