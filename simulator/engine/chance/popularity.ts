import { uniform } from './streams.ts'

/**
 * Draws keys by their popularity, the n-th in proportion to 1 / n^zipf, in constant time whatever their number (alias method:
 * Walker 1974, built as Vose 1991).
 */
export class Popularity {
  private readonly keep: Float64Array
  private readonly alias: Int32Array

  constructor(keys: number, zipf: number) {
    const weights = Float64Array.from({ length: keys }, (_, i) => (i + 1) ** -zipf)
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / keys
    this.keep = weights.map((weight) => weight / mean)
    this.alias = Int32Array.from(weights, (_, i) => i)
    const { keep, alias } = this
    const small: number[] = []
    const large: number[] = []
    for (let i = 0; i < keys; i++) (keep[i] < 1 ? small : large).push(i)
    while (small.length > 0 && large.length > 0) {
      const [less, more] = [small.pop() as number, large[large.length - 1]]
      alias[less] = more
      keep[more] -= 1 - keep[less]
      if (keep[more] < 1) small.push(large.pop() as number)
    }
    // What rounding has left over belongs to itself.
    for (const i of [...small, ...large]) keep[i] = 1
  }

  draw(state: Int32Array, stream: number): number {
    const at = uniform(state, stream) * this.keep.length
    const i = Math.floor(at)
    // The fraction is chance of its own only where the keys are few; a second number keeps it whole.
    return uniform(state, stream) < this.keep[i] ? i : this.alias[i]
  }
}
