import { useMemo } from 'react'
import { kindOf } from '../../app/catalogue/catalogue.ts'
import { familyLook } from '../../app/catalogue/family-look.ts'
import type { Design } from '../../app/design/design.ts'
import { isAsynchronous } from '../../app/design/is-asynchronous.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import { routeBetween } from '../../app/drawing/edge-route.ts'
import { placeMissing } from '../../app/drawing/place-missing.ts'

const frame = 28

/** A design in small: its cards in their families' colours, and its connections. */
export function DesignPicture({ design }: { design: Design | undefined }) {
  const picture = useMemo(() => design && toPicture(design), [design])
  if (!picture) return <div className="design-picture" />
  return (
    <svg className="design-picture" viewBox={picture.viewBox} aria-hidden="true" preserveAspectRatio="xMidYMid meet">
      {picture.lines.map(({ key, path, dashed }) => (
        <path key={key} d={path} className={dashed ? 'picture-line picture-line-async' : 'picture-line'} />
      ))}
      {picture.cards.map(({ id, x, y, hue }) => (
        <g key={id} className={`hue-${hue}`} transform={`translate(${x} ${y})`}>
          <rect {...cardSize} rx={16} className="picture-card" />
          <rect x={16} y={22} width={48} height={48} rx={12} className="picture-tile" />
          <rect x={80} y={32} width={96} height={10} rx={5} className="picture-text" />
          <rect x={80} y={52} width={64} height={8} rx={4} className="picture-text" />
        </g>
      ))}
    </svg>
  )
}

function toPicture(design: Design) {
  if (Object.keys(design.components).length === 0) return undefined
  const places = { ...design.layout, ...placeMissing(design, design.layout ?? {}) }
  const cards = Object.entries(design.components).flatMap(([id, { kind }]) => {
    const at = places[id]
    const family = kindOf(kind)?.family
    return at ? [{ id, ...at, hue: family ? familyLook(family).hue : 'slate' }] : []
  })
  const lines = (design.connections ?? []).flatMap((connection) => {
    const { from, to } = connection
    const start = places[from]
    const end = places[to]
    if (!start || !end) return []
    return [{ key: `${from}->${to}`, path: routeBetween(start, end).path, dashed: isAsynchronous(design, connection) }]
  })
  const left = Math.min(...cards.map(({ x }) => x)) - frame
  const top = Math.min(...cards.map(({ y }) => y)) - frame
  const right = Math.max(...cards.map(({ x }) => x)) + cardSize.width + frame
  const bottom = Math.max(...cards.map(({ y }) => y)) + cardSize.height + frame
  return { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, cards, lines }
}
