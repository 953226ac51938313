/** A source of uniform numbers in [0, 1). */
export type Random = () => number

/** The same numbers for the same seed (splitmix32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32
  }
}

/** An exponential variate with mean 1. */
export function exponential(random: Random): number {
  return -Math.log(1 - random())
}

/** A standard normal variate (Box and Muller). */
export function normal(random: Random): number {
  return Math.sqrt(2 * exponential(random)) * Math.cos(2 * Math.PI * random())
}
