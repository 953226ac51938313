import { describe, expect, test } from 'vitest'
import { everyKind } from '../catalogue/fixtures/every-kind.ts'
import { checkDocument } from '../rules/rules.ts'
import { changeKind, otherKinds } from './change-kind.ts'
import type { Design } from './design.ts'
import { readDocument } from './document.ts'
import { renderDesign, writeDocument } from './write-document.ts'

const shop: Design = {
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 5 },
    orders: { kind: 'service', name: 'Orders', team: 'sales', replicas: 2, concurrency: 8, cpu: 3, work: { time: '4ms' }, 'x-note': 1 },
    db: { kind: 'postgres', connections: 40 },
  },
  connections: [
    { from: 'people', to: 'orders', protocol: 'http', timeout: '1s' },
    { from: 'orders', to: 'db', protocol: 'postgres', calls: 2, reads: 0.5 },
  ],
  scenarios: { bad: { duration: '1m', faults: [{ at: '1s', kind: 'kill', target: 'orders' }] } },
  layout: { orders: { x: 5, y: 7 } },
}

test('a component keeps its name, place, connections and all parameters that both kinds allow', () => {
  const { design, lost } = changeKind(shop, 'orders', 'ecs-service')
  const { cpu, ...kept } = shop.components.orders as { cpu: number; kind: string }
  expect(design).toEqual({ ...shop, components: { ...shop.components, orders: { ...kept, kind: 'ecs-service' } } })
  // Fargate runs no task with three cores.
  expect(lost).toEqual(['cpu (3)'])
})

test('what cannot speak the protocols of the connections is offered last, and says what they change to', () => {
  expect(otherKinds(shop, 'db').find(({ kind }) => kind.kind === 'mysql')?.protocols).toEqual(['mysql'])
  const { design, lost } = changeKind(shop, 'db', 'mysql')
  expect(design.connections?.[1]).toEqual({ from: 'orders', to: 'db', protocol: 'mysql', calls: 2, reads: 0.5 })
  expect(lost).toEqual(['orders->db speaks mysql instead of postgres'])
})

test('only kinds that play the same part are offered, and no others are taken', () => {
  const offered = otherKinds(shop, 'orders').map(({ kind }) => kind.kind)
  expect(offered).toContain('ecs-service')
  expect(offered).not.toContain('service')
  expect(offered).not.toContain('redis')
  expect(() => changeKind(shop, 'orders', 'redis')).toThrow(RangeError)
  expect(otherKinds(shop, 'nobody')).toEqual([])
})

test('only the lines that change are written', () => {
  const document = readDocument(
    `microcosm: 1\n# The shop\ncomponents:\n  orders: { kind: service, replicas: 2 } # ours\n  # Data\n  db: { kind: postgres }\n`,
  )
  const { design } = changeKind(document.design as Design, 'orders', 'ecs-service')
  expect(writeDocument(document, design).text).toBe(document.text.replace('kind: service', 'kind: ecs-service'))
})

describe('every kind', () => {
  const cases = Object.keys(everyKind.components).flatMap((id) => otherKinds(everyKind, id).map(({ kind }) => [id, kind.kind]))
  test.each(cases)('%s becomes %s, and the design has no errors', (id = '', kind = '') => {
    const { design } = changeKind(everyKind, id, kind)
    const problems = checkDocument(readDocument(renderDesign(design)))
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
