import type { ComparedPart } from '../../app/analysis/design-changes.ts'
import { kindOf } from '../../app/catalogue/catalogue.ts'
import { familyLook } from '../../app/catalogue/family-look.ts'
import { connectionId, type Design, type Position } from '../../app/design/design.ts'
import { isAsynchronous } from '../../app/design/is-asynchronous.ts'
import { type Box, toBoundary } from '../../app/drawing/boundary.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import { routeBetween } from '../../app/drawing/edge-route.ts'
import { placeMissing } from '../../app/drawing/place-missing.ts'

/** Two designs on one ground, so that the same place of the screen is the same place of both. */

export type Presence = ComparedPart['presence']

export interface ComparedCard extends Position {
  id: string
  name: string
  kind: string
  hue: string
  presence: Presence
  /** What differs in it, briefly. */
  note: string
  /** It is in the other design alone, and only its place is shown. */
  isAbsent: boolean
}

export interface ComparedLine {
  id: string
  path: string
  arrow: string
  isAsync: boolean
  presence: Presence
}

export interface ComparedPicture {
  cards: ComparedCard[]
  lines: ComparedLine[]
  groups: { id: string; name: string; box: Box }[]
}

/** A side of the comparison: `other` is the design on the other side. */
export function toPicture(design: Design, other: Design, parts: ReadonlyMap<string, ComparedPart>): ComparedPicture {
  const places = placesOf(design)
  const elsewhere = placesOf(other)
  const presenceOf = (id: string): Presence => parts.get(id)?.presence ?? 'same'
  const card = (id: string, at: Position, of: Design, isAbsent: boolean): ComparedCard => {
    const kind = kindOf(of.components[id]?.kind ?? '')
    return {
      ...{ id, ...at, isAbsent, presence: presenceOf(id) },
      name: of.components[id]?.name ?? id,
      note: (parts.get(id)?.changes ?? []).map(({ field, words }) => `${field} ${words}`).join(', '),
      kind: kind?.label ?? of.components[id]?.kind ?? '',
      hue: kind ? familyLook(kind.family).hue : 'slate',
    }
  }
  const own = Object.entries(places).map(([id, at]) => card(id, at, design, false))
  const missing = Object.entries(elsewhere).flatMap(([id, at]) => (Object.hasOwn(places, id) ? [] : [card(id, at, other, true)]))
  const lines = (design.connections ?? []).flatMap((connection) => {
    const [from, to] = [places[connection.from], places[connection.to]]
    if (!from || !to) return []
    const { path, arrowPath } = routeBetween(from, to)
    const id = connectionId(connection)
    return [{ id, path, arrow: arrowPath, isAsync: isAsynchronous(design, connection), presence: presenceOf(id) }]
  })
  const groups = Object.entries(design.groups ?? {}).flatMap(([id, { name }]) => {
    const box = toBoundary(id, design.groups ?? {}, places)
    return box ? [{ id, name: name ?? id, box }] : []
  })
  return { cards: [...missing, ...own], lines, groups }
}

/** What holds all of these pictures. */
export function frameOf(pictures: ComparedPicture[]): Box {
  const boxes = pictures.flatMap(({ cards, groups }) => [
    ...cards.map(({ x, y }) => ({ x, y, ...cardSize })),
    ...groups.map(({ box }) => box),
  ])
  if (boxes.length === 0) return { x: 0, y: 0, ...cardSize }
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))]
  const right = Math.max(...boxes.map(({ x, width }) => x + width))
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Where a component or a connection is in the middle of; undefined where neither side has it. */
export function middleOf(id: string, pictures: ComparedPicture[]): Position | undefined {
  const ends = id.split('->').flatMap((end) => pictures.flatMap(({ cards }) => cards.find((card) => card.id === end) ?? [])[0] ?? [])
  if (ends.length === 0) return undefined
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return { x: mean(ends.map(({ x }) => x)) + cardSize.width / 2, y: mean(ends.map(({ y }) => y)) + cardSize.height / 2 }
}

function placesOf(design: Design): Record<string, Position> {
  const known = Object.fromEntries(Object.entries(design.layout ?? {}).filter(([id]) => Object.hasOwn(design.components, id)))
  return { ...known, ...placeMissing(design, known) }
}
