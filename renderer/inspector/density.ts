/** Shape of a work time's distribution around its mean, for the small curve in the form. Heights are relative. */
export interface Density {
  /** Multiples of the mean, with the density there scaled so that the highest is 1. */
  points: { x: number; y: number }[]
}

const steps = 60
const widest = 3

/** The curve from 0 to three times the mean; undefined where the distribution has none (constant, empirical). */
export function toDensity(distribution: string, cv: number): Density | undefined {
  const density = densityOf(distribution, Math.max(cv, 0.02))
  if (!density) return undefined
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const x = (step / steps) * widest
    // The curve at 0 itself may be infinite; just beside it it is not.
    return { x, y: density(Math.max(x, widest / steps / 4)) }
  })
  const highest = Math.max(...points.map(({ y }) => y))
  return { points: points.map(({ x, y }) => ({ x, y: y / highest })) }
}

/** Densities with mean 1; `cv` is the standard deviation. */
function densityOf(distribution: string, cv: number): ((x: number) => number) | undefined {
  switch (distribution) {
    case 'exponential':
      return (x) => Math.exp(-x)
    case 'uniform':
      return (x) => (x <= 2 ? 1 : 0)
    case 'lognormal': {
      const variance = Math.log(1 + cv * cv)
      return (x) => Math.exp(-((Math.log(x) + variance / 2) ** 2) / (2 * variance)) / x
    }
    case 'gamma': {
      const shape = 1 / (cv * cv)
      return (x) => Math.exp((shape - 1) * Math.log(x) - shape * x + shape)
    }
    default:
      return undefined
  }
}
