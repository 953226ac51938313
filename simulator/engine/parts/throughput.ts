import type { Throughput } from '../../../app/catalogue/component.ts'
import { Places } from '../chance/places.ts'
import { createStreams, keyedUniform } from '../chance/streams.ts'
import { callKey } from './call-key.ts'
import { CONNECTION } from './visits.ts'
import type { World } from './world.ts'

/** What an unused limit saves up where nothing else is said. */
const usualBurstMs = 1000

/**
 * Buckets that hold time instead of tokens: each fills by a millisecond each millisecond, and who takes a hundredth of what a second
 * allows takes 10 ms.
 */
class TimeBuckets {
  private readonly burstMs: Float64Array
  private readonly heldMs: Float64Array
  private readonly filledAt: Float64Array

  constructor(burstMs: Float64Array) {
    this.burstMs = burstMs
    this.heldMs = Float64Array.from(burstMs)
    this.filledAt = new Float64Array(burstMs.length)
  }

  has(i: number, now: number, costMs: number): boolean {
    this.heldMs[i] = Math.min(this.burstMs[i], this.heldMs[i] + now - this.filledAt[i])
    this.filledAt[i] = now
    // What rounding takes away must not cost a request.
    return this.heldMs[i] >= costMs - 1e-9
  }

  take(i: number, costMs: number): void {
    this.heldMs[i] = Math.max(0, this.heldMs[i] - costMs)
  }
}

/** The partitions of one component, and what each of them and all together may still do. */
export class ThroughputState {
  private readonly rule: Throughput
  private readonly places: Places
  private readonly chance: Int32Array
  private readonly partitions: TimeBuckets
  private readonly whole: TimeBuckets
  /** By read (0) and write (1): what one takes of its partition, and of the whole; 0: it has no limit there. */
  private readonly partitionMs: Float64Array
  private readonly wholeMs: Float64Array

  constructor(rule: Throughput, seed: number, name: string) {
    const { read, write, partitions } = rule
    const costs = (of: 'perPartition' | 'perSecond') => Float64Array.of((read.units * 1000) / read[of], (write.units * 1000) / write[of])
    const holding = (burstMs: number, costs: Float64Array) => Math.max(burstMs, ...costs)
    this.rule = rule
    this.places = new Places(partitions, seed, name)
    this.chance = createStreams(seed, [`reads ${name}`]).state
    this.partitionMs = costs('perPartition')
    this.wholeMs = costs('perSecond')
    this.partitions = new TimeBuckets(new Float64Array(2 * partitions.count).fill(holding(usualBurstMs, this.partitionMs)))
    this.whole = new TimeBuckets(new Float64Array(2).fill(holding(rule.burstMs ?? usualBurstMs, this.wholeMs)))
  }

  isRead(key: number, reads: number): boolean {
    return reads > 0 && keyedUniform(this.chance, 0, key) < reads
  }

  /** Whether there is room for what has this key, which is taken then. */
  admits(key: number, isRead: boolean, now: number): boolean {
    const { partitions, sharesPartition } = this.rule
    const what = isRead ? 0 : 1
    const partition = 2 * this.places.draw(key, partitions.count) + (sharesPartition ? 0 : what)
    const fits = this.partitions.has(partition, now, this.partitionMs[what]) && this.whole.has(what, now, this.wholeMs[what])
    if (!fits) return false
    this.partitions.take(partition, this.partitionMs[what])
    this.whole.take(what, this.wholeMs[what])
    return true
  }
}

/** Whether a request finds its partition, and the whole, with room for it. */
export function admitsThroughput(w: World, visit: number, component: number): boolean {
  const state = w.throughputs[component]
  if (state === null) return true
  const connection = w.visits.ints[visit + CONNECTION]
  const reads = connection < 0 ? 0 : w.model.connections.reads[connection]
  // What is tried again is for the same partition.
  const key = callKey(w, visit)
  return state.admits(key, state.isRead(key, reads), w.queue.clock[0])
}
