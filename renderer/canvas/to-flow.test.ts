import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import type { Problem } from '../../app/design/problem.ts'
import { toApart, toDimmed, toEdges, toNodes } from './to-flow.ts'

const design: Design = {
  microcosm: 1,
  components: { people: { kind: 'traffic', rate: 5 }, orders: { kind: 'service', name: 'Orders' }, db: { kind: 'postgres' } },
  connections: [
    { from: 'people', to: 'orders', protocol: 'http' },
    { from: 'orders', to: 'db', protocol: 'postgres' },
    { from: 'orders', to: 'db', protocol: 'postgres' },
    { from: 'orders', to: 'gone', protocol: 'http' },
  ],
  groups: { shop: { name: 'Shop', members: ['orders', 'inner'] }, inner: { members: ['db', 'shop'] }, empty: { members: ['gone'] } },
}
const problem: Problem = {
  severity: 'error',
  rule: 'schema',
  message: 'Orders is wrong.',
  path: ['components', 'orders'],
  component: 'orders',
}
const input = {
  design,
  positions: { people: { x: 0, y: 0 }, orders: { x: 300, y: 0 }, db: { x: 600, y: 0 } },
  moving: { db: { x: 600, y: 200 } },
  selection: { components: ['orders'], connections: [] },
  problems: [problem],
}

test('a card per component, where it is now, selected and named', () => {
  const cards = toNodes(input).filter((node) => node.type === 'card')
  expect(cards.map(({ id, position, selected, ariaLabel }) => [id, position, selected, ariaLabel])).toEqual([
    ['people', { x: 0, y: 0 }, false, 'people'],
    ['orders', { x: 300, y: 0 }, true, 'Orders'],
    ['db', { x: 600, y: 200 }, false, 'db'],
  ])
  expect(cards[1]?.data.problems).toEqual([problem])
})

test('a kind that calls nothing has no handle to start from, one that is never called none to end at', () => {
  const [people, , db] = toNodes(input).filter((node) => node.type === 'card')
  expect(people?.handles?.map(({ type }) => type)).toEqual(['source'])
  expect(db?.handles?.map(({ type }) => type)).toEqual(['target'])
})

test('boundaries hold their members and nested boundaries, and end with a cycle', () => {
  const boundaries = toNodes(input).filter((node) => node.type === 'boundary')
  expect(boundaries.map(({ id, data }) => [id, data.label])).toEqual([
    ['group:shop', 'Shop'],
    ['group:inner', 'inner'],
  ])
  expect(boundaries[0]).toMatchObject({ position: { x: 280, y: -20 }, width: 568, height: 352 })
})

test('an edge per connected pair whose ends are both drawn', () => {
  expect(
    toEdges({ ...input, selection: { components: [], connections: ['orders->db'] } }).map(({ id, selected }) => [id, selected]),
  ).toEqual([
    ['people->orders', false],
    ['orders->db', true],
  ])
})

test('what a broker delivers is not waited for, and is drawn so', () => {
  const connections = [
    { from: 'orders', to: 'events', protocol: 'kafka' as const, mode: 'async' as const },
    { from: 'events', to: 'mail', protocol: 'kafka' as const },
    { from: 'people', to: 'orders', protocol: 'http' as const },
  ]
  const components = { ...design.components, events: { kind: 'kafka' }, mail: { kind: 'service' } }
  const positions = { ...input.positions, events: { x: 0, y: 200 }, mail: { x: 300, y: 200 } }
  const edges = toEdges({ ...input, design: { ...design, components, connections }, positions })
  expect(edges.map(({ data }) => data?.isAsync)).toEqual([true, true, false])
})

test('where connections are one picture, those that are selected or move are drawn by themselves', () => {
  const moved = toApart(input)
  expect([...moved]).toEqual(['orders->db'])
  expect(toEdges({ ...input, apart: moved }).map(({ id }) => id)).toEqual(['orders->db'])
  const selection = { components: [], connections: ['people->orders'] }
  expect([...toApart({ ...input, moving: {}, selection })]).toEqual(['people->orders'])
})

test('a connection that leads out of what is seen plainly is dimmed, with what is said of it and its traffic', () => {
  const lit = new Set(['people', 'orders'])
  expect(toEdges({ ...input, lit }).map(({ id, className, data }) => [id, className, data?.dimmed])).toEqual([
    ['people->orders', '', false],
    ['orders->db', 'dimmed', true],
  ])
  expect([...toDimmed({ design, lit })]).toContain('orders->db')
  expect([...toDimmed({ design, lit })]).not.toContain('people->orders')
  expect(toEdges(input).some(({ data }) => data?.dimmed)).toBe(false)
})

test('a card that did not change is the same object', () => {
  const [before, after] = [toNodes(input), toNodes({ ...input, selection: { components: ['db'], connections: [] } })]
  const same = after.filter((node) => before.includes(node)).map(({ id }) => id)
  expect(same).toEqual(['people'])
})

test('a collapsed group is one card at the corner of its boundary, and its connections are one line each way', () => {
  const groups = { shop: { name: 'Shop', members: ['orders', 'db'], collapsed: true } }
  const connections = [
    { from: 'people', to: 'orders', protocol: 'http' as const },
    { from: 'people', to: 'db', protocol: 'postgres' as const },
    { from: 'orders', to: 'db', protocol: 'postgres' as const },
  ]
  const collapsed = { ...input, moving: {}, design: { ...design, groups, connections } }
  expect(toNodes(collapsed).map(({ id, type, position }) => [id, type, position])).toEqual([
    ['group:shop', 'collapsed', { x: 280, y: -20 }],
    ['people', 'card', { x: 0, y: 0 }],
  ])
  expect(toEdges(collapsed).map(({ source, target, data }) => [source, target, data?.together])).toEqual([
    ['people', 'group:shop', ['people->orders', 'people->db']],
  ])
})
