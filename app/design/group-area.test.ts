import { expect, test } from 'vitest'
import type { Design } from './design.ts'
import { readDocument } from './document.ts'
import { moveComponents } from './edit.ts'
import { fitAreas, setArea } from './group-area.ts'
import { writeDocument } from './write-document.ts'

const text = `microcosm: 1
components:
  shop: { kind: service }
  db: { kind: postgres }
  mail: { kind: service }
groups:
  inner: { members: [db] }
  # Ours.
  outer: { members: [inner, shop], area: { x: -40, y: -40, width: 800, height: 400 } }
layout: { shop: { x: 0, y: 0 }, db: { x: 300, y: 0 }, mail: { x: 900, y: 0 } }
`
const document = readDocument(text)
const design = document.design as Design

test('an area goes along where all in its group goes the same way, and stays where not', () => {
  expect(document.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const together = moveComponents(design, { shop: { x: 8, y: 16 }, db: { x: 308, y: 16 } })
  expect(together.groups?.outer?.area).toEqual({ x: -32, y: -24, width: 800, height: 400 })
  const one = moveComponents(design, { shop: { x: 8, y: 16 } })
  expect(one.groups).toBe(design.groups)
  expect(moveComponents(design, { mail: { x: 0, y: 0 } }).groups).toBe(design.groups)
  expect(moveComponents(design, design.layout ?? {}).groups).toBe(design.groups)
})

test('an area goes along from places that stand in no file', () => {
  const { layout = {}, ...unplaced } = design
  const seen = { ...layout, shop: { x: 0.4, y: 0.4 }, db: { x: 300.4, y: 0.4 } }
  const moved = moveComponents(unplaced, { ...seen, shop: { x: 8.4, y: 16.4 }, db: { x: 308.4, y: 16.4 } }, seen)
  expect(moved.groups?.outer?.area).toEqual({ x: -32, y: -24, width: 800, height: 400 })
  expect(moveComponents(unplaced, seen, seen).groups).toBe(design.groups)
})

test('an area is a part of the group’s line, and its going leaves the rest of the file', () => {
  const bare = text.replace(', area: { x: -40, y: -40, width: 800, height: 400 }', '')
  expect(writeDocument(document, setArea(design, 'outer', undefined)).text).toBe(bare)
  expect(writeDocument(document, fitAreas(design, ['shop', 'db'])).text).toBe(bare)
  expect(fitAreas(design, ['shop'])).toBe(design)
  expect(setArea(design, 'gone', { x: 0, y: 0, width: 1, height: 1 })).toBe(design)
})
