import type { Skew } from '../../../app/catalogue/component.ts'
import { Popularity } from './popularity.ts'
import { aim, createStreams, uniform } from './streams.ts'

/**
 * Draws which of several places (partitions, shards) something is for. Keys are dealt out in the order of their popularity, so that
 * the hottest ones lie apart, as a hash that spreads well leaves them; a hot key still makes its place hot.
 */
export class Places {
  private readonly popularity: Popularity | null
  /** Cumulative. */
  private readonly shares: number[]
  private readonly chance: Int32Array

  constructor({ keys, zipf, shares }: Skew, seed: number, name: string) {
    this.popularity = shares === null ? new Popularity(keys, zipf) : null
    let sum = 0
    this.shares = (shares ?? []).map((share) => (sum += share))
    this.chance = createStreams(seed, [`places ${name}`]).state
  }

  /** The place, counted from 0, of what has this key of chance. */
  draw(key: number, count: number): number {
    aim(this.chance, 0, key)
    if (this.popularity !== null) return this.popularity.draw(this.chance, 0) % count
    const at = uniform(this.chance, 0) * this.shares[this.shares.length - 1]
    const found = this.shares.findIndex((until) => at < until)
    return Math.max(0, found) % count
  }
}
