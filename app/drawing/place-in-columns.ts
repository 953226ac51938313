import type { Design, Position } from '../design/design.ts'
import { cardSize, gridSize } from './card-size.ts'
import { type Link, toRanks } from './ranks.ts'
import { topGroups } from './top-groups.ts'

/** A card, or a boundary with what it holds already placed within it. */
interface Block {
  id: string
  width: number
  height: number
  /** Its cards, seen from its corner. */
  cards: [id: string, at: Position][]
}

const gap = { column: 96, half: 48, row: 40 }
/** Room within a boundary: its margin, and on top its name. */
const inside = { top: 28, side: 20, bottom: 20 }
const sweeps = 4

/**
 * A place for every card of a design that is too large for the layout engine, in time about proportional to its size: columns from
 * left to right after the direction of calls, each in the order of what it is connected with (the barycentre method of Sugiyama,
 * Tagawa and Toda, 1981, without points for lines that pass a column), and boundaries as blocks of their own.
 */
export function placeInColumns(design: Design): Record<string, Position> {
  const placed = new Set<string>()
  const blocks = topGroups(design).flatMap((id) => toBoundaryBlock(design, id, placed))
  const alone = Object.keys(design.components).filter((id) => !placed.has(id))
  const whole = arrangeBlocks([...blocks, ...alone.map(toCardBlock)], design)
  return Object.fromEntries(whole.cards.map(([id, { x, y }]) => [id, { x: toGrid(x), y: toGrid(y) }]))
}

function toCardBlock(id: string): Block {
  return { id, ...cardSize, cards: [[id, { x: 0, y: 0 }]] }
}

function toBoundaryBlock(design: Design, id: string, placed: Set<string>): Block[] {
  const key = `group:${id}`
  const group = design.groups?.[id]
  if (!group || placed.has(key)) return []
  placed.add(key)
  const members = group.members.flatMap((member) => {
    if (Object.hasOwn(design.groups ?? {}, member)) return toBoundaryBlock(design, member, placed)
    if (!Object.hasOwn(design.components, member) || placed.has(member)) return []
    placed.add(member)
    return [toCardBlock(member)]
  })
  if (members.length === 0) return []
  const { width, height, cards } = arrangeBlocks(members, design)
  return [
    {
      id: key,
      width: width + 2 * inside.side,
      height: height + inside.top + inside.bottom,
      cards: move(cards, inside.side, inside.top),
    },
  ]
}

function arrangeBlocks(blocks: Block[], design: Design): Block {
  const links = linksBetween(blocks, design)
  const ranks = toRanks(
    blocks.map(({ id }) => id),
    links,
  )
  const callees = neighbours(links, 'from', 'to')
  const called = new Set(links.map(({ to }) => to))
  // Who is called by nobody stands just before what it calls, and not with all others of its kind at the very left.
  for (const [id, to] of callees) if (!called.has(id)) ranks.set(id, Math.max(0, Math.min(...to.map((each) => ranks.get(each) ?? 0)) - 1))
  // Long chains, as many circles make them, share columns: a picture of a thousand columns shows nobody anything.
  const length = Math.max(0, ...ranks.values()) + 1
  const wide = Math.min(length, Math.max(12, Math.ceil(Math.sqrt(blocks.length))))
  const columns: Block[][] = Array.from({ length: wide }, () => [])
  for (const block of blocks) columns[Math.floor(((ranks.get(block.id) ?? 0) * wide) / length)]?.push(block)
  untangle(columns, links)
  // As high as wide, cards being wider than high: a column beyond that is folded into several.
  const most = Math.max(6, Math.ceil(Math.sqrt(blocks.length) * 1.6))
  const folded = columns.map((column) => fold(column, Math.ceil(column.length / most)))
  const height = Math.max(0, ...folded.flat().map(heightOf))
  const cards: Block['cards'] = []
  let left = 0
  for (const parts of folded) {
    for (const column of parts) {
      let top = (height - heightOf(column)) / 2
      for (const block of column) {
        cards.push(...move(block.cards, left, top))
        top += block.height + gap.row
      }
      left += Math.max(...column.map(({ width }) => width)) + gap.half
    }
    left += gap.column - gap.half
  }
  return { id: '', width: Math.max(0, left - gap.column), height, cards }
}

/** Connections of the design between what stands in these blocks, each pair once. */
function linksBetween(blocks: Block[], design: Design): Link[] {
  const blockOf = new Map(blocks.flatMap(({ id, cards }) => cards.map(([card]) => [card, id] as const)))
  const links = new Map<string, Link>()
  for (const connection of design.connections ?? []) {
    const [from, to] = [blockOf.get(connection.from), blockOf.get(connection.to)]
    if (from !== undefined && to !== undefined && from !== to) links.set(`${from}\n${to}`, { from, to })
  }
  return [...links.values()]
}

/** Sorts each column by where its neighbours stand on average, first those that call it, then those that it calls, and again. */
function untangle(columns: Block[][], links: Link[]): void {
  const height = new Map<string, number>()
  const note = (column: Block[]) => {
    for (const [index, { id }] of column.entries()) height.set(id, index - (column.length - 1) / 2)
  }
  columns.forEach(note)
  const [callers, callees] = [neighbours(links, 'to', 'from'), neighbours(links, 'from', 'to')]
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const isForward = sweep % 2 === 0
    for (const column of isForward ? columns : columns.toReversed()) {
      const near = isForward ? callers : callees
      const wanted = new Map(column.map(({ id }) => [id, mean(near.get(id), height) ?? height.get(id) ?? 0]))
      column.sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0))
      note(column)
    }
  }
}

function neighbours(links: Link[], of: keyof Link, other: keyof Link): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const link of links) {
    const known = found.get(link[of])
    if (known) known.push(link[other])
    else found.set(link[of], [link[other]])
  }
  return found
}

function mean(ids: string[] | undefined, height: Map<string, number>): number | undefined {
  if (!ids || ids.length === 0) return undefined
  return ids.reduce((sum, id) => sum + (height.get(id) ?? 0), 0) / ids.length
}

/** Side by side and not one after another, so that everything stays about as high as it was. */
function fold(column: Block[], parts: number): Block[][] {
  return Array.from({ length: parts }, (_, part) => column.filter((_, index) => index % parts === part))
}

function heightOf(column: Block[]): number {
  return column.reduce((sum, { height }) => sum + height + gap.row, -gap.row)
}

function move(cards: Block['cards'], x: number, y: number): Block['cards'] {
  return cards.map(([id, at]) => [id, { x: at.x + x, y: at.y + y }])
}

function toGrid(value: number): number {
  return Math.round(value / gridSize) * gridSize
}
