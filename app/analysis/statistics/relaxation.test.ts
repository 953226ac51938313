import { expect, test } from 'vitest'
import type { Component, Design } from '../../design/design.ts'
import { relaxation } from './relaxation.ts'

const design = (rate: number, table: Partial<Component>): Design => ({
  microcosm: 1,
  components: { people: { kind: 'traffic', rate }, table: { kind: 'dynamodb', ...table } },
  connections: [{ from: 'people', to: 'table', protocol: 'http' }],
})
const provisioned = { capacityMode: 'provisioned', reads: 100, writes: 100, partitions: 1 }

test('what a provisioned table has saved up in five minutes lasts as long where twice as much comes', () => {
  expect(relaxation(design(200, provisioned), undefined).table?.credit).toBeCloseTo(300)
})

test('what is saved up is not spent where less comes than is let through', () => {
  expect(relaxation(design(90, provisioned), undefined).table?.credit).toBe(0)
})

test('of callers that read and write, each counts for as much as it calls', () => {
  const { components } = design(999, { ...provisioned, reads: 400 })
  const mixed: Design = {
    microcosm: 1,
    components: { ...components, keepers: { kind: 'traffic', rate: 1, journeys: { keep: 1 } } },
    connections: [
      { from: 'people', to: 'table', protocol: 'http', reads: 1 },
      { from: 'keepers', to: 'table', protocol: 'http' },
    ],
  }
  // Eventual reads take half a unit: 499.5 of them where 400 are let through. Of 100 writes one is asked for.
  expect(relaxation(mixed, undefined).table?.credit).toBeCloseTo((400 * 300) / (499.5 - 400), 3)
})

test('a rate limit is remembered until its burst is spent', () => {
  const limited: Design = design(150, { kind: 'service', rateLimit: { rate: 100, burst: 1000 } })
  expect(relaxation(limited, undefined).table?.credit).toBeCloseTo(20)
  expect(relaxation(limited, undefined).people?.credit).toBeCloseTo(20)
})
