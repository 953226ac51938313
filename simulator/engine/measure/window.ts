import type { World } from '../parts/world.ts'
import type { Levels } from './levels.ts'

/** Levels over the measured window: what their areas were when it began, and their highest value since. */
export class MeasuredWindow {
  startMs = 0
  private readonly levels: { level: Levels; before: Float64Array; high: Float64Array }[]

  constructor(world: World) {
    const { busy, queue, inSystem, ready, cores, limits } = world.meter
    this.levels = [busy, queue, inSystem, ready, cores, ...limits.levels].map((level) => ({
      level,
      before: new Float64Array(level.count),
      high: new Float64Array(level.count),
    }))
  }

  /** The warm-up is over. */
  begin(now: number): void {
    this.startMs = now
    for (const { level, before, high } of this.levels) {
      for (let i = 0; i < before.length; i++) before[i] = level.area(i, now)
      for (let i = 0; i < high.length; i++) high[i] = level.now(i)
    }
  }

  /** Call before an interval is folded. */
  noteHighs(): void {
    for (const { level, high } of this.levels) for (let i = 0; i < high.length; i++) high[i] = Math.max(high[i], level.high(i))
  }

  mean(level: Levels, i: number, now: number): number {
    const entry = this.levels.find((e) => e.level === level)
    const span = now - this.startMs
    if (!entry || span <= 0) return level.now(i)
    return Math.max(0, (level.area(i, now) - entry.before[i]) / span)
  }

  max(level: Levels, i: number): number {
    return this.levels.find((e) => e.level === level)?.high[i] ?? 0
  }
}
