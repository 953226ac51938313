import { expect, test } from 'vitest'
import { kinds } from '../catalogue/catalogue.ts'
import type { Component, Connection, Design } from '../design/design.ts'
import type { Result } from '../run/result.ts'
import { costOf, listPrices, type PriceList } from './cost.ts'
import { evaluateObjectives } from './objectives.ts'

const month = 730 * 3600

type Part = { rate?: number; rejected?: number; replicas?: number; inSystem?: number; queue?: number }

/** The bill of a design whose parts did so much. */
function bill(
  components: Record<string, object>,
  did: Record<string, Part>,
  connections: { from: string; to: string; protocol: string; rate: number; reads?: number }[] = [],
  list?: PriceList,
) {
  const design = {
    microcosm: 1,
    components: components as Record<string, Component>,
    connections: connections as unknown as Connection[],
  } as Design
  const figures = {
    components: Object.fromEntries(
      Object.entries(did).map(([id, { rate = 0, rejected, replicas = 1, inSystem = 0, queue = 0 }]) => [
        id,
        { throughput: rate, rejected, replicas: { mean: replicas, max: replicas }, inSystem: { mean: inSystem }, queue: { mean: queue } },
      ]),
    ),
    connections: Object.fromEntries(
      (design.connections ?? []).map(({ from, to }, i) => [`${from}->${to}`, { throughput: connections[i]?.rate }]),
    ),
    journeys: { default: { offered: 10 } },
  } as unknown as Result
  return costOf(design, figures, list)
}

test('every price has a source that is there, and each is above nothing', () => {
  for (const [name, { price, source }] of Object.entries(listPrices.prices)) {
    expect(price, name).toBeGreaterThan(0)
    expect(Object.keys(listPrices.sources), name).toContain(source)
  }
  expect(listPrices.date).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test('each kind of AWS is billed by something', () => {
  const unbilled = kinds.filter(({ platform, billing }) => platform === 'aws' && !billing).map(({ kind }) => kind)
  expect(unbilled).toEqual([])
})

test('tasks cost their cores and memory for as long as they run', () => {
  const cost = bill({ shop: { kind: 'ecs-service', cpu: 1, memory: '2GiB' } }, { shop: { replicas: 3 } })
  expect(cost?.perMonth).toBeCloseTo(3 * 730 * (0.04048 + 2 * 0.004445), 6)
  expect(cost?.perMillion).toBeCloseTo(((cost?.perMonth ?? 0) / (10 * month)) * 1e6, 9)
})

test('a function costs its requests and the memory of what it works on, not of what waits', () => {
  const cost = bill({ thumb: { kind: 'lambda', memory: '512MiB' } }, { thumb: { rate: 20, inSystem: 9, queue: 5 } })
  expect(cost?.perMonth).toBeCloseTo(((20 * month) / 1e6) * 0.2 + 4 * 0.5 * month * 0.0000166667, 6)
})

test('a queue costs a call to send, and two for each delivery', () => {
  const parts = { jobs: { kind: 'sqs' }, mailer: { kind: 'lambda' } }
  const cost = bill(parts, { jobs: { rate: 30 }, mailer: { rate: 3 } }, [{ from: 'jobs', to: 'mailer', protocol: 'sqs', rate: 3 }])
  expect(cost?.components.jobs?.perMonth).toBeCloseTo(((36 * month) / 1e6) * 0.4, 6)
})

test('a table costs units by the size of items and by what is read', () => {
  const table = { kind: 'dynamodb', itemSize: '3KiB' }
  const called = [{ from: 'shop', to: 'carts', protocol: 'http', reads: 0.75, rate: 40 }]
  const cost = bill({ shop: { kind: 'service' }, carts: table }, { shop: { rate: 40 }, carts: { rate: 40 } }, called)
  // 30 eventual reads of one unit of 4 KB, half each; 10 writes of three units.
  expect(cost?.components.carts?.perMonth).toBeCloseTo(((15 * month) / 1e6) * 0.125 + ((30 * month) / 1e6) * 0.625, 6)
  const provisioned = bill({ carts: { ...table, capacityMode: 'provisioned', reads: 100, writes: 20 } }, { carts: {} })
  expect(provisioned?.perMonth).toBeCloseTo(730 * (100 * 0.00013 + 20 * 0.00065), 6)
})

test('what is turned away costs nothing', () => {
  const cost = bill(
    { carts: { kind: 'dynamodb' }, door: { kind: 'api-gateway' } },
    { carts: { rate: 40, rejected: 30 }, door: { rate: 9 } },
  )
  expect(cost?.components.carts?.perMonth).toBeCloseTo(((10 * month) / 1e6) * 0.625, 6)
  expect(cost?.components.door?.perMonth).toBeCloseTo(((9 * month) / 1e6) * 1, 6)
})

test('a standby and read replicas cost what the instance does', () => {
  const cost = bill({ db: { kind: 'rds-postgres', multiAz: true, readReplicas: 1 } }, { db: {} })
  expect(cost?.perMonth).toBeCloseTo(3 * 730 * 0.065, 6)
})

test('what has no price is unknown, named, and left out of the total: never nothing', () => {
  const cost = bill(
    { shop: { kind: 'service' }, db: { kind: 'rds-mysql' }, jobs: { kind: 'sqs' } },
    { shop: {}, db: {}, jobs: { rate: 1 } },
  )
  expect(cost?.unknown).toEqual(['shop', 'db'])
  expect(cost?.components.db).toMatchObject({ perMonth: null, items: [{ price: 'rds-mysql.db.t4g.medium', each: null, perMonth: null }] })
  expect(cost?.perMonth).toBeCloseTo((month / 1e6) * 0.4, 6)
  const serverless = bill({ db: { kind: 'aurora-mysql', serverless: { min: 0.5, max: 4 } } }, { db: {} })
  expect(serverless?.components.db?.items).toMatchObject([{ price: 'aurora.acu', quantity: null, each: 0.12, perMonth: null }])
})

test('where no price is known at all the total is unknown, too, and an objective on it', () => {
  const cost = bill({ db: { kind: 'rds-mysql' } }, { db: {} })
  expect(cost).toMatchObject({ perMonth: null, perMillion: null, unknown: ['db'] })
  const figures = { components: {}, journeys: {}, ...(cost ? { cost } : {}) }
  expect(evaluateObjectives([{ metric: 'cost', below: 200 }], figures)).toMatchObject([{ actual: null, verdict: 'unknown' }])
})

test('people and third parties cost nothing of ours, and a design without products has no bill', () => {
  const others = { people: { kind: 'traffic' }, bank: { kind: 'external' } }
  expect(Object.keys(bill({ ...others, jobs: { kind: 'sqs' } }, { people: {}, bank: {}, jobs: {} })?.components ?? {})).toEqual(['jobs'])
  expect(bill({ ...others, shop: { kind: 'service' } }, { people: {}, bank: {}, shop: {} })).toBeUndefined()
})

test('other prices are taken where they are given', () => {
  const own: PriceList = {
    ...listPrices,
    prices: { ...listPrices.prices, 'sqs.standard': { price: 1, per: 'million calls', source: 'own' } },
  }
  expect(bill({ jobs: { kind: 'sqs' } }, { jobs: { rate: 1 } }, [], own)?.perMonth).toBeCloseTo(month / 1e6, 6)
})

test('an objective on cost is met, missed, or not known where a price is missing', () => {
  const known = bill({ jobs: { kind: 'sqs' } }, { jobs: { rate: 100 } })
  const partly = bill({ jobs: { kind: 'sqs' }, shop: { kind: 'service' } }, { jobs: { rate: 100 }, shop: {} })
  const verdict = (cost: typeof known, below: number, component?: string) =>
    evaluateObjectives([{ metric: 'cost', below, ...(component ? { component } : {}) }], {
      components: {},
      journeys: {},
      ...(cost ? { cost } : {}),
    })[0]?.verdict
  expect(known?.perMonth).toBeCloseTo(105.12, 2)
  expect([verdict(known, 200), verdict(known, 100), verdict(known, 200, 'jobs')]).toEqual(['met', 'missed', 'met'])
  expect([verdict(partly, 200), verdict(partly, 100), verdict(partly, 200, 'shop')]).toEqual(['unknown', 'missed', 'unknown'])
  expect(verdict(undefined, 200)).toBe('unknown')
})
