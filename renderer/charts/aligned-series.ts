import type { Frame } from '../../app/run/frame.ts'

/** One line of a chart: its own times (seconds) and values; null: no figure at that time. */
export interface Line {
  times: number[]
  values: (number | null)[]
}

export type Aligned = [times: number[], ...columns: (number | null | undefined)[][]]

/**
 * Lines with times of their own on one common axis, as a chart wants them. Where a line has no point, its column holds undefined
 * (drawn through); where its figure is missing, null (a gap).
 */
export function alignSeries(lines: Line[]): Aligned {
  const times = [...new Set(lines.flatMap((line) => line.times))].sort((a, b) => a - b)
  const place = new Map(times.map((time, index) => [time, index]))
  const columns = lines.map((line) => {
    const column: (number | null | undefined)[] = new Array(times.length).fill(undefined)
    for (const [index, time] of line.times.entries()) column[place.get(time) ?? 0] = line.values[index] ?? null
    return column
  })
  return [times, ...columns]
}

/** A figure of every frame. */
export function lineOf(frames: Frame[], figure: (frame: Frame) => number | null | undefined): Line {
  return { times: frames.map((frame) => frame.time), values: frames.map((frame) => figure(frame) ?? null) }
}

/** Whether there is anything to draw. */
export function hasValues(line: Line): boolean {
  return line.values.some((value) => value !== null)
}
