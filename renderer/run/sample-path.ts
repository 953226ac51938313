interface Point {
  x: number
  y: number
}

/** Pieces that a curve is cut into before it is measured. */
const pieces = 24

/**
 * Points along an SVG path, `step` apart from its start on, as x, y, x, y; the last one is the path's end. Read from the text alone,
 * so that nothing has to be drawn to be measured. Of commands it knows M, L, C and Q, absolute, which is all that lines are made of.
 */
export function samplePath(d: string, step: number): Float32Array {
  const corners = toCorners(d)
  const [first] = corners
  if (!first) return new Float32Array()
  const points = [first.x, first.y]
  let left = step
  let from = first
  for (const to of corners.slice(1)) {
    const length = Math.hypot(to.x - from.x, to.y - from.y)
    let done = 0
    while (length - done >= left) {
      done += left
      left = step
      points.push(from.x + ((to.x - from.x) * done) / length, from.y + ((to.y - from.y) * done) / length)
    }
    left -= length - done
    from = to
  }
  points.push(from.x, from.y)
  return Float32Array.from(points)
}

// M0 100C75 100 225 100 300 100 | M0,100L 12,100 Q 18,100 18,106
function toCorners(d: string): Point[] {
  const corners: Point[] = []
  for (const [, command, text = ''] of d.matchAll(/([MLCQ])([^A-Z]*)/g)) {
    const numbers = (text.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/g) ?? []).map(Number)
    const given = Array.from({ length: Math.floor(numbers.length / 2) }, (_, at) => ({
      x: numbers[at * 2] ?? 0,
      y: numbers[at * 2 + 1] ?? 0,
    }))
    const start = corners.at(-1)
    if (start && (command === 'C' || command === 'Q')) corners.push(...alongCurve([start, ...given]))
    else corners.push(...given)
  }
  return corners
}

/** Points on a Bézier curve of any degree, without its start (de Casteljau's construction). */
function alongCurve(controls: Point[]): Point[] {
  return Array.from({ length: pieces }, (_, index) => {
    const at = (index + 1) / pieces
    let between = controls
    while (between.length > 1) {
      between = between.slice(1).map((to, place) => {
        const from = between[place] ?? to
        return { x: from.x + (to.x - from.x) * at, y: from.y + (to.y - from.y) * at }
      })
    }
    return between[0] ?? { x: 0, y: 0 }
  })
}
