import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Design, Position } from '../design/design.ts'
import { arbitrarySoundDesign } from '../exporters/fixtures/arbitrary-sound-design.ts'
import { toBoundary } from './boundary.ts'
import { cardSize, gridSize } from './card-size.ts'
import { placeInColumns } from './place-in-columns.ts'

const ids = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`)
const services = (of: string[]) => Object.fromEntries(of.map((id) => [id, { kind: 'service' }]))
const isOn = (a: Position, b: Position) => Math.abs(a.x - b.x) < cardSize.width && Math.abs(a.y - b.y) < cardSize.height

test('any design gets a place for each card, on the grid and on no other card', () => {
  fc.assert(
    fc.property(arbitrarySoundDesign, (design) => {
      const places = placeInColumns(design)
      expect(Object.keys(places).sort()).toEqual(Object.keys(design.components).sort())
      const cards = Object.values(places)
      expect(cards.filter((card, index) => cards.some((other, at) => at < index && isOn(card, other)))).toEqual([])
      for (const { x, y } of cards) expect([Math.abs(x % gridSize), Math.abs(y % gridSize)]).toEqual([0, 0])
    }),
  )
})

test('callers stand left of what they call, and lines of a ladder do not cross', () => {
  const pairs = ['a', 'b', 'c', 'd']
  const components = services([...pairs, ...pairs.toReversed().map((id) => `${id}-db`)])
  const connections = pairs.map((id) => ({ from: id, to: `${id}-db`, protocol: 'http' as const }))
  const places = placeInColumns({ microcosm: 1, components, connections })
  for (const { from, to } of connections) {
    expect((places[from]?.x ?? 0) + cardSize.width).toBeLessThan(places[to]?.x ?? 0)
    expect(places[from]?.y).toBe(places[to]?.y)
  }
})

test('a boundary holds its own and nothing else, however deep', () => {
  const all = ids(60)
  const groups = { vpc: { members: ['zone', 's0', 's5', 'vpc'] }, zone: { members: ['s10', 's20', 's30'] }, empty: { members: [] } }
  const connections = all.slice(1).map((to, index) => ({ from: `s${Math.floor(index / 3)}`, to, protocol: 'http' as const }))
  const design: Design = { microcosm: 1, components: services(all), connections, groups }
  const places = placeInColumns(design)
  const within = (group: string) => {
    const box = toBoundary(group, groups, places) ?? { x: 0, y: 0, width: 0, height: 0 }
    const touches = ({ x, y }: Position) =>
      x < box.x + box.width && x + cardSize.width > box.x && y < box.y + box.height && y + cardSize.height > box.y
    return all.filter((id) => places[id] && touches(places[id]))
  }
  expect(within('vpc')).toEqual(['s0', 's5', 's10', 's20', 's30'])
  expect(within('zone')).toEqual(['s10', 's20', 's30'])
})

test('a thousand cards in circles, chains and heaps stay a picture that can be looked at', () => {
  const all = ids(1000)
  const chain = all.slice(1).map((to, index) => ({ from: `s${index}`, to, protocol: 'http' as const }))
  const connections = [...chain, { from: 's999', to: 's0', protocol: 'http' as const }]
  for (const drawn of [[], chain, connections]) {
    const places = Object.values(placeInColumns({ microcosm: 1, components: services(all), connections: drawn }))
    const width = Math.max(...places.map(({ x }) => x))
    const height = Math.max(...places.map(({ y }) => y))
    expect(Math.max(width / height, height / width)).toBeLessThan(6)
  }
})
