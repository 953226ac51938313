/** Round figures between two ends, about as many as asked for. */
export function roundTicks(from: number, to: number, about: number): number[] {
  if (!(to > from)) return [from]
  const rough = (to - from) / about
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough * 0.999) ?? power
  const first = Math.ceil(from / step - 1e-9)
  const count = Math.floor(to / step + 1e-9) - first + 1
  return Array.from({ length: Math.max(1, count) }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** The pieces of a line that has gaps: runs of places that have a value. */
export function unbroken(values: (number | null)[]): number[][] {
  const pieces: number[][] = []
  for (const [place, value] of values.entries()) {
    if (value === null) continue
    const last = pieces.at(-1)
    if (last && last.at(-1) === place - 1) last.push(place)
    else pieces.push([place])
  }
  return pieces
}
