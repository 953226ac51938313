import { behaviourOf } from '../../catalogue/behaviour-of.ts'
import { kindOf } from '../../catalogue/catalogue.ts'
import { familyLook } from '../../catalogue/family-look.ts'
import { type Component, type Connection, connectionId, type Design, type Position } from '../../design/design.ts'
import { isAsynchronous } from '../../design/is-asynchronous.ts'
import { type Box, toBoundary } from '../../drawing/boundary.ts'
import { cardSize } from '../../drawing/card-size.ts'
import { routeBetween } from '../../drawing/edge-route.ts'
import { placeMissing } from '../../drawing/place-missing.ts'
import { iconShapes } from './icon-shapes.ts'
import { shownName, toOneLine } from './one-line.ts'
import { fitText, textWidth, type Weight } from './text-width.ts'
import { toStyleSheet } from './theme.ts'
import { element, toNumber, toXmlText } from './xml.ts'

/** Room around everything, and above it for the design's name. */
const frame = 32
const headHeight = 44
const footHeight = 28

/** The design as a picture: cards, connections and boundaries where the canvas has them. `layout` places what the design does not. */
export function toSvg(design: Design, layout: Record<string, Position> = {}): string {
  const known = { ...design.layout, ...layout }
  const places = { ...known, ...placeMissing(design, known) }
  const cards = Object.entries(design.components).flatMap(([id, component]) => {
    const at = places[id]
    return at ? [{ id, component, at }] : []
  })
  const lines = linesOf(design, places)
  const boundaries = boundariesOf(design, places)
  const hasAsync = lines.some(({ connection }) => isAsynchronous(design, connection))
  const box = frameOf(cards, lines, boundaries, hasAsync)
  const title = shownName(design.name, 'A design')
  const top = box.y + frame
  const parts = [
    element('title', {}, toXmlText(title)),
    element('style', {}, toStyleSheet()),
    element('rect', { class: 'ground', ...box }),
    text(title, { x: box.x + frame, y: top + 4, size: 16, weight: 600, width: box.width - 2 * frame, kind: 'name' }),
    ...boundaries.map(({ box: around, name }) => boundary(around, name)),
    ...lines.map((line) => edge(design, line)),
    ...cards.map(({ id, component, at }) => card(id, component, at)),
    ...(hasAsync ? [legend(box)] : []),
  ]
  const size = { width: box.width, height: box.height }
  const viewBox = [box.x, box.y, box.width, box.height].map(toNumber).join(' ')
  const font = "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"
  return `${element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size, viewBox, role: 'img', 'font-family': font }, `\n${parts.join('\n')}\n`)}\n`
}

interface DrawnLine {
  connection: Connection
  line: ReturnType<typeof routeBetween>
}

function linesOf(design: Design, places: Record<string, Position>): DrawnLine[] {
  return (design.connections ?? []).flatMap((connection) => {
    const [from, to] = [places[connection.from], places[connection.to]]
    return from && to ? [{ connection, line: routeBetween(from, to) }] : []
  })
}

function boundariesOf({ groups = {} }: Design, places: Record<string, Position>): { name: string; box: Box }[] {
  return Object.entries(groups).flatMap(([id, group]) => {
    const box = toBoundary(id, groups, places)
    return box ? [{ name: shownName(group.name, id), box }] : []
  })
}

function frameOf(cards: { at: Position }[], lines: DrawnLine[], boundaries: { box: Box }[], hasFoot: boolean): Box {
  const boxes = [...cards.map(({ at }) => ({ ...at, ...cardSize })), ...boundaries.map(({ box }) => box)]
  const reach = lines.flatMap(({ line }) => line.reach)
  const lefts = [...boxes.map(({ x }) => x), ...reach.map(({ x }) => x)]
  const tops = [...boxes.map(({ y }) => y), ...reach.map(({ y }) => y)]
  const rights = [...boxes.map(({ x, width }) => x + width), ...reach.map(({ x }) => x)]
  const bottoms = [...boxes.map(({ y, height }) => y + height), ...reach.map(({ y }) => y)]
  const x = Math.min(...lefts, Number.POSITIVE_INFINITY)
  const y = Math.min(...tops, Number.POSITIVE_INFINITY)
  // A design of nothing is a picture of its name.
  if (!Number.isFinite(x) || !Number.isFinite(y)) return { x: 0, y: 0, width: cardSize.width + 2 * frame, height: headHeight + frame }
  const width = Math.max(...rights) - x + 2 * frame
  const height = Math.max(...bottoms) - y + 2 * frame + headHeight + (hasFoot ? footHeight : 0)
  return { x: x - frame, y: y - frame - headHeight, width, height }
}

function boundary(box: Box, name: string): string {
  const width = box.width - 24
  const shown = fitText(name, 11, 500, width - 12)
  return element(
    'g',
    {},
    element('rect', { class: 'boundary', ...box, rx: 12 }),
    element('rect', {
      class: 'ground',
      x: box.x + 12,
      y: box.y - 9,
      width: Math.min(width, textWidth(shown, 11, 500) + 12),
      height: 18,
      rx: 4,
    }),
    text(name, { x: box.x + 18, y: box.y + 4, size: 11, weight: 500, width: width - 12, kind: 'muted' }),
  )
}

function edge(design: Design, { connection, line }: DrawnLine): string {
  const nameOf = (id: string) => shownName(design.components[id]?.name, id)
  const isAsync = isAsynchronous(design, connection)
  const title = `${nameOf(connection.from)} to ${nameOf(connection.to)} over ${connection.protocol}${isAsync ? ', asynchronous' : ''}`
  const dashed = isAsync ? '6 5' : undefined
  return element(
    'g',
    { 'data-connection': connectionId(connection) },
    element('title', {}, toXmlText(title)),
    element('path', { class: 'line', d: line.path, 'stroke-width': 1.5, 'stroke-dasharray': dashed }),
    element('path', { class: 'arrow', d: line.arrowPath }),
  )
}

function card(id: string, component: Component, { x, y }: Position): string {
  const kind = kindOf(component.kind)
  const hue = kind ? familyLook(kind.family).hue : 'slate'
  const label = kind?.label ?? component.kind
  const name = shownName(component.name, id)
  const replicas = replicasOf(component)
  const pips = replicas === undefined ? [] : pipsOf(replicas, x + cardSize.width - 12, y + 64)
  const described = toOneLine(kind?.describe(component) ?? 'Unknown kind')
  const textLeft = x + 48
  const textRoom = cardSize.width - 48 - 12
  const factsRoom = cardSize.width - 24 - (pips.length === 0 ? 0 : pipsWidth(replicas ?? 0) + 8)
  return element(
    'g',
    { 'data-component': id },
    element('title', {}, toXmlText(`${name}: ${label}`)),
    element('rect', { class: 'card', x: x + 0.5, y: y + 0.5, width: cardSize.width - 1, height: cardSize.height - 1, rx: 10 }),
    element('rect', { class: `tile-${hue}`, x: x + 12, y: y + 11, width: 26, height: 26, rx: 6 }),
    icon(kind?.icon ?? 'circle-question-mark', hue, x + 17, y + 16),
    text(name, { x: textLeft, y: y + 21, size: 13, weight: 600, width: textRoom, kind: 'name' }),
    text(component.team ? `${label} · ${toOneLine(component.team)}` : label, {
      x: textLeft,
      y: y + 36,
      size: 11,
      weight: 400,
      width: textRoom,
      kind: 'muted',
    }),
    text(described, { x: x + 12, y: y + 68, size: 12, weight: 400, width: factsRoom, kind: 'muted' }),
    ...pips,
  )
}

function icon(name: string, hue: string, x: number, y: number): string {
  const shape = iconShapes[name] ?? iconShapes['circle-question-mark'] ?? ''
  const transform = `translate(${toNumber(x)} ${toNumber(y)}) scale(.667)`
  return element(
    'g',
    { class: `icon-${hue}`, transform, 'stroke-width': 1.75, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' },
    shape,
  )
}

/** As many squares as replicas, or their number where they are many. */
const shownPips = 6
const pip = { size: 7, gap: 3 }

function pipsWidth(replicas: number): number {
  return replicas > shownPips ? textWidth(`×${replicas}`, 11, 600) : replicas * (pip.size + pip.gap) - pip.gap
}

function pipsOf(replicas: number, right: number, middle: number): string[] {
  const left = right - pipsWidth(replicas)
  if (replicas > shownPips) {
    return [text(`×${replicas}`, { x: left, y: middle + 4, size: 11, weight: 600, width: cardSize.width, kind: 'muted' })]
  }
  return Array.from({ length: replicas }, (_, index) => {
    const x = left + index * (pip.size + pip.gap)
    return element('rect', { class: 'pip', x, y: middle - pip.size / 2, width: pip.size, height: pip.size, rx: 2 })
  })
}

/** Traffic has no replicas; what is no station stands there once. */
function replicasOf(component: Component): number | undefined {
  const behaviour = behaviourOf(component)
  if (behaviour === undefined || behaviour.model === 'source') return undefined
  return behaviour.model === 'station' ? behaviour.replicas : 1
}

function legend(box: Box): string {
  const y = box.y + box.height - frame + 4
  const x = box.x + frame
  return element(
    'g',
    {},
    element('path', { class: 'line', d: `M${toNumber(x)} ${toNumber(y - 4)}h32`, 'stroke-width': 1.5, 'stroke-dasharray': '6 5' }),
    text('asynchronous', { x: x + 42, y, size: 11, weight: 400, width: 120, kind: 'muted' }),
  )
}

interface Place {
  x: number
  /** Of the letters' feet. */
  y: number
  size: number
  weight: Weight
  /** What does not fit is shortened; another font than ours is drawn as wide as ours would be. */
  width: number
  kind: 'name' | 'muted'
}

function text(content: string, { x, y, size, weight, width, kind }: Place): string {
  const shown = fitText(content, size, weight, width)
  const drawn = textWidth(shown, size, weight)
  const tight = drawn > width * 0.8 ? { textLength: drawn, lengthAdjust: 'spacingAndGlyphs' } : {}
  return element(
    'text',
    { class: kind, x, y, 'font-size': size, 'font-weight': weight === 400 ? undefined : weight, ...tight },
    toXmlText(shown),
  )
}
