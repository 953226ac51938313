import type { Edges } from './broker-edges.ts'
import { type Report, Window } from './window.ts'

/** Reports come every quarter of a second; figures on the screen cover this long, so that they do not jump about. */
const recentMs = 1000

/** Collects what the mesh and the stubs report: the last second for frames, everything after the warm-up for the result. */
export class Measurements {
  readonly edges: Edges
  #total = new Window()
  #totalSince = 0
  #recent: { at: number; report: Report }[] = []
  #measuring = false
  /** Since the beginning, by drawn connection: requests that ended well, and those in flight now. */
  readonly #passed = new Map<string, { ok: number; inFlight: number }>()

  constructor(edges: Edges) {
    this.edges = edges
  }

  onReport(report: Report, now: number): void {
    this.#recent.push({ at: now, report })
    if (report.type === 'edges') this.#follow(report)
    if (this.#measuring) this.#total.add(report)
  }

  /** Called with each look at the replicas: so many served for so long. */
  onReady(component: string, replicas: number, spanMs: number): void {
    if (this.#measuring) this.#total.addReady(component, replicas, spanMs)
  }

  /** Messages that a broker has accepted and not delivered yet, over all its consumers. */
  backlog(broker: string): number {
    const published = this.edges.into(broker).reduce((sum, id) => sum + (this.#passed.get(id)?.ok ?? 0), 0)
    const waiting = this.edges.outOf(broker).map((id) => {
      const passed = this.#passed.get(id)
      return Math.max(0, published - (passed ? passed.ok + passed.inFlight : 0))
    })
    return waiting.reduce((sum, each) => sum + each, 0)
  }

  /** Messages that wait for a component at its brokers, and those that it has not acknowledged. */
  unfinished(component: string): number {
    const isConsumed = (id: string) => this.edges.brokers.includes(id.split('->')[0] ?? '')
    return this.edges
      .into(component)
      .filter(isConsumed)
      .reduce((sum, id) => {
        const published = this.edges.into(id.split('->')[0] ?? '').reduce((all, each) => all + (this.#passed.get(each)?.ok ?? 0), 0)
        return sum + Math.max(0, published - (this.#passed.get(id)?.ok ?? 0))
      }, 0)
  }

  /** From here on everything counts for the result. */
  beginTotal(now: number): void {
    this.#measuring = true
    this.#total = new Window()
    this.#totalSince = now
  }

  endTotal(): void {
    this.#measuring = false
  }

  get measuring(): boolean {
    return this.#measuring
  }

  total(now: number): { window: Window; spanMs: number } {
    return { window: this.#total, spanMs: Math.max(1, now - this.#totalSince) }
  }

  /** The last second, or as much of it as there has been since `since`. */
  recent(now: number, since: number): { window: Window; spanMs: number } {
    const from = Math.max(now - recentMs, since)
    this.#recent = this.#recent.filter(({ at }) => at > from)
    const window = new Window()
    for (const { report } of this.#recent) window.add(report)
    return { window, spanMs: Math.max(1, now - from) }
  }

  #follow(report: Extract<Report, { type: 'edges' }>): void {
    for (const [id, edge] of Object.entries(report.edges)) {
      const passed = this.#passed.get(id) ?? { ok: 0, inFlight: 0 }
      this.#passed.set(id, { ok: passed.ok + edge.done - edge.failed, inFlight: edge.inFlight.now })
    }
    if (!this.#measuring) return
    for (const broker of this.edges.brokers) this.#total.addBacklog(broker, this.backlog(broker), report.spanMs)
  }
}
