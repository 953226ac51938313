import type { WorkTime } from '../../../app/catalogue/component.ts'
import { exponential, keyedExponential } from './exponential.ts'
import { normal } from './normal.ts'
import { aim, uniform } from './streams.ts'

/** Distributions of work times, as numbers. */
const CONSTANT = 0
const EXPONENTIAL = 1
const LOGNORMAL = 2
const GAMMA = 3
const UNIFORM = 4
const EMPIRICAL = 5

/** The work time of every component in arrays: the distribution, and up to two numbers that shape it. */
export interface WorkSamplers {
  distribution: Int32Array
  /** Milliseconds. */
  mean: Float64Array
  /** lognormal: mean of the logarithm; gamma: shape. */
  first: Float64Array
  /** lognormal: standard deviation of the logarithm; gamma: scale. */
  second: Float64Array
  samples: Float64Array[]
}

export function toWorkSamplers(works: (WorkTime | null)[]): WorkSamplers {
  const n = works.length
  const samplers: WorkSamplers = {
    distribution: new Int32Array(n),
    mean: new Float64Array(n),
    first: new Float64Array(n),
    second: new Float64Array(n),
    samples: works.map((work) => Float64Array.from(work?.samplesMs ?? [])),
  }
  works.forEach((work, i) => {
    if (work) setSampler(samplers, i, work)
  })
  return samplers
}

function setSampler(s: WorkSamplers, i: number, work: WorkTime): void {
  const { meanMs, cv } = work
  s.mean[i] = meanMs
  if (meanMs === 0 && work.distribution !== 'empirical') return
  if (work.distribution === 'exponential') s.distribution[i] = EXPONENTIAL
  else if (work.distribution === 'uniform') s.distribution[i] = UNIFORM
  else if (work.distribution === 'lognormal') {
    const variance = Math.log(1 + cv * cv)
    s.distribution[i] = LOGNORMAL
    s.first[i] = Math.log(meanMs) - variance / 2
    s.second[i] = Math.sqrt(variance)
  } else if (work.distribution === 'gamma') {
    s.distribution[i] = GAMMA
    s.first[i] = 1 / (cv * cv)
    s.second[i] = meanMs * cv * cv
  } else if (work.distribution === 'empirical' && work.samplesMs.length > 0) {
    s.distribution[i] = EMPIRICAL
    s.mean[i] = work.samplesMs.reduce((sum, ms) => sum + ms, 0) / work.samplesMs.length
  }
}

/** Whether every draw is the same, so that ends of work come in the order in which work began. */
export function isConstant(s: WorkSamplers, i: number): boolean {
  return s.distribution[i] === CONSTANT
}

/** The mean of an exponential distribution; 0: it is another. */
export function exponentialMean(s: WorkSamplers, i: number): number {
  return s.distribution[i] === EXPONENTIAL ? s.mean[i] : 0
}

/** The work time in milliseconds that belongs to a key, which is that of the request it is spent on. */
export function sampleWork(s: WorkSamplers, i: number, state: Int32Array, stream: number, key: number): number {
  const distribution = s.distribution[i]
  if (distribution === EXPONENTIAL) return s.mean[i] * keyedExponential(state, stream, key)
  if (distribution === CONSTANT) return s.mean[i]
  aim(state, stream, key)
  return sampleOther(s, i, state, stream)
}

/** The next time in a stream's sequence, for what belongs to no request. */
export function nextTime(s: WorkSamplers, i: number, state: Int32Array, stream: number): number {
  const distribution = s.distribution[i]
  if (distribution === EXPONENTIAL) return s.mean[i] * exponential(state, stream)
  if (distribution === CONSTANT) return s.mean[i]
  return sampleOther(s, i, state, stream)
}

function sampleOther(s: WorkSamplers, i: number, state: Int32Array, stream: number): number {
  switch (s.distribution[i]) {
    case LOGNORMAL:
      return Math.exp(s.first[i] + s.second[i] * normal(state, stream))
    case GAMMA:
      return gamma(s.first[i], state, stream) * s.second[i]
    case UNIFORM:
      return 2 * s.mean[i] * uniform(state, stream)
    default: {
      const samples = s.samples[i]
      return samples[Math.floor(uniform(state, stream) * samples.length)]
    }
  }
}

/** Scale 1 (Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", 2000); a shape below 1 is boosted by a power. */
function gamma(shape: number, state: Int32Array, stream: number): number {
  if (shape < 1) return gamma(shape + 1, state, stream) * (1 - uniform(state, stream)) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(state, stream)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - uniform(state, stream)) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
