import type { AdaptiveConcurrency } from '../../../app/catalogue/component.ts'
import { LIMIT_LOOK } from '../events/event-kinds.ts'
import type { Model } from '../model/model.ts'
import type { World } from './world.ts'

/** How many answers tell what latency is with few requests. */
const answersOfFew = 50
const decrease = 0.9
const [leastGradient, mostGradient] = [0.5, 2]

/**
 * The limit of requests in one replica, waiting ones included, that follows their latency. `gradient` is Envoy's adaptive
 * concurrency: limit x gradient + sqrt(limit), where the gradient is the latency of few requests, and the buffer, by the median
 * of the last window; that latency is measured anew now and then, with as few requests as the limit may be. `aimd` adds one in each
 * window in which the limit was reached, and takes a tenth where the median exceeded the target.
 */
export class Limiter {
  limit: number
  private readonly rule: AdaptiveConcurrency
  private latencies: number[] = []
  private reached = false
  /** Of few requests; 0: not known yet. */
  private fewMs = 0
  private before: number
  /** Windows since the limit fell so that few can be measured; -1: they are not being measured. */
  private measuring: number
  private measuredAt = 0

  constructor(rule: AdaptiveConcurrency) {
    this.rule = rule
    this.limit = rule.min
    this.before = rule.min
    this.measuring = rule.algorithm === 'gradient' ? 0 : -1
  }

  admits(load: number): boolean {
    if (load + 1 >= this.limit) this.reached = true
    return load < this.limit
  }

  answered(ms: number): void {
    this.latencies.push(ms)
  }

  /** A window is over. */
  look(now: number): void {
    const { algorithm, recalculateMs } = this.rule
    if (algorithm === 'aimd') this.addOrCut()
    else if (this.measuring >= 0) this.measure(now)
    else if (now - this.measuredAt >= recalculateMs) {
      this.before = this.limit
      this.limit = this.rule.min
      this.measuring = 0
      this.latencies = []
    } else this.follow()
  }

  private addOrCut(): void {
    const { targetMs, max, min } = this.rule
    const sample = this.takeMedian()
    if (sample > targetMs) this.limit = Math.max(min, Math.floor(this.limit * decrease))
    else if (this.reached) this.limit = Math.min(max, this.limit + 1)
    this.reached = false
  }

  private measure(now: number): void {
    // What came before the limit fell is not of few requests.
    if (this.measuring++ === 0 && now > this.rule.windowMs) this.latencies = []
    if (this.latencies.length < answersOfFew) return
    this.fewMs = this.takeMedian()
    this.measuring = -1
    this.measuredAt = now
    this.limit = this.before
  }

  private follow(): void {
    if (this.latencies.length === 0) return
    const { buffer, min, max } = this.rule
    const gradient = Math.min(mostGradient, Math.max(leastGradient, (this.fewMs * (1 + buffer)) / this.takeMedian()))
    this.limit = Math.min(max, Math.max(min, Math.floor(this.limit * gradient + Math.sqrt(this.limit))))
  }

  private takeMedian(): number {
    const sorted = this.latencies.sort((a, b) => a - b)
    this.latencies = []
    return sorted.length === 0 ? 0 : sorted[Math.floor(sorted.length / 2)]
  }
}

export function createLimiters({ components, serving }: Model): (Limiter | null)[] {
  return components.ids.flatMap((_, c) =>
    Array.from({ length: components.mostReplicas[c] }, () => {
      const rule = serving.adaptive[c]
      return rule && new Limiter(rule)
    }),
  )
}

export function scheduleLimitLooks(w: World): void {
  w.model.serving.adaptive.forEach((rule, component) => {
    if (rule !== null) w.queue.push(rule.windowMs, LIMIT_LOOK, component, 0)
  })
}

export function lookAtLimits(w: World, component: number): void {
  const rule = w.model.serving.adaptive[component]
  if (rule === null) return
  w.queue.push(rule.windowMs, LIMIT_LOOK, component, 0)
  const first = w.model.components.firstReplica[component]
  for (let r = first; r < first + w.model.components.mostReplicas[component]; r++) w.limiters[r]?.look(w.queue.clock[0])
}
