import type { Trace } from '../run/result.ts'

const spread = 12
const slowest = 8

/** Keeps up to twenty of many traces: the first of each twelfth of the measured time, and the slowest of all. */
export class TraceShelf {
  private readonly bySlot: (Trace | undefined)[] = Array.from({ length: spread })
  private readonly slow: { ms: number; trace: Trace }[] = []

  /** `share`: of the measured time, 0 to 1, when it began; it took so many milliseconds. */
  wants(share: number, ms: number): boolean {
    return this.bySlot[slotOf(share)] === undefined || this.isSlow(ms)
  }

  put(trace: Trace, share: number, ms: number): void {
    this.bySlot[slotOf(share)] ??= trace
    if (!this.isSlow(ms)) return
    this.slow.push({ ms, trace })
    this.slow.sort((a, b) => b.ms - a.ms)
    this.slow.length = Math.min(this.slow.length, slowest)
  }

  /** In order of time. */
  traces(): Trace[] {
    const kept = new Set([...this.bySlot.filter((trace) => trace !== undefined), ...this.slow.map(({ trace }) => trace)])
    return [...kept].sort((a, b) => a.at - b.at)
  }

  private isSlow(ms: number): boolean {
    const last = this.slow.at(-1)
    return this.slow.length < slowest || last === undefined || ms > last.ms
  }
}

function slotOf(share: number): number {
  return Math.max(0, Math.min(spread - 1, Math.floor(share * spread)))
}
