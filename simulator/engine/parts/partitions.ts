import type { Places } from '../chance/places.ts'
import { Backlog } from './backlog.ts'
import type { World } from './world.ts'

/**
 * A backlog in partitions, each in order. What is said of its head is said of the partition that was chosen last. Of a partition one
 * delivery at a time is under way, so that no message overtakes another.
 */
export class PartitionedBacklog extends Backlog {
  readonly partitions: Backlog[]
  /** 1: a delivery of it is under way, or a message of it that failed is not to be seen yet. */
  readonly taken: Uint8Array
  private readonly places: Places
  chosen = 0

  constructor(count: number, places: Places) {
    super()
    this.partitions = Array.from({ length: count }, () => new Backlog())
    this.taken = new Uint8Array(count)
    this.places = places
  }

  override push(journey: number, acceptedAt: number, receives: number, key: number, partition = -1): void {
    this.length++
    const at = partition < 0 ? this.places.draw(key, this.partitions.length) : partition
    this.partitions[at].push(journey, acceptedAt, receives, key)
  }

  override putBack(journey: number, acceptedAt: number, receives: number, key: number, partition: number): void {
    this.length++
    this.partitions[partition].putBack(journey, acceptedAt, receives, key)
  }

  override headJourney(): number {
    return this.partitions[this.chosen].headJourney()
  }

  override headTime(): number {
    return this.partitions[this.chosen].headTime()
  }

  override headReceives(): number {
    return this.partitions[this.chosen].headReceives()
  }

  override headKey(): number {
    return this.partitions[this.chosen].headKey()
  }

  chooseOldest(): void {
    this.chosen = this.partitions.reduce((oldest, { length }, p) => {
      const sooner =
        length > 0 && (this.partitions[oldest].length === 0 || this.partitions[p].headTime() < this.partitions[oldest].headTime())
      return sooner ? p : oldest
    }, 0)
  }

  override drop(): void {
    this.length--
    this.partitions[this.chosen].drop()
  }
}

/** A visit was given messages of the partition that was chosen. */
export function takePartition(w: World, visit: number, backlog: PartitionedBacklog): void {
  backlog.taken[backlog.chosen] = 1
  w.partitionOf.set(visit, backlog.chosen)
}

/** Messages of a visit are done with, or are in their queue again. */
export function freePartition(w: World, visit: number, connection: number): void {
  const backlog = w.backlogs[connection]
  const partition = w.partitionOf.get(visit)
  if (partition === undefined || !(backlog instanceof PartitionedBacklog)) return
  backlog.taken[partition] = 0
}

/** A message that failed is not to be seen, and those behind it wait for it. */
export function holdPartition(w: World, visit: number, connection: number): void {
  const backlog = w.backlogs[connection]
  const partition = w.partitionOf.get(visit)
  if (partition !== undefined && backlog instanceof PartitionedBacklog) backlog.taken[partition] = 1
}
