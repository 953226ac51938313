import type { WorkTime } from '../../../app/catalogue/component.ts'
import { exponential, normal, type Random } from './random.ts'

/** Draws work times, milliseconds, of the given distribution and mean. */
export function sampleWork(work: WorkTime, random: Random): number {
  switch (work.distribution) {
    case 'constant':
      return work.meanMs
    case 'exponential':
      return work.meanMs * exponential(random)
    case 'uniform':
      return work.meanMs * 2 * random()
    case 'lognormal': {
      // Mean m and variation c: sigma^2 = ln(1 + c^2), mu = ln m - sigma^2 / 2.
      const variance = Math.log(1 + work.cv * work.cv)
      return work.meanMs * Math.exp(Math.sqrt(variance) * normal(random) - variance / 2)
    }
    case 'gamma': {
      const shape = 1 / (work.cv * work.cv)
      return (work.meanMs / shape) * gamma(shape, random)
    }
    case 'empirical':
      return work.samplesMs[Math.floor(random() * work.samplesMs.length)] ?? work.meanMs
  }
}

/** A gamma variate with the given shape and scale 1 (Marsaglia and Tsang, 2000). */
function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
