import { quantile } from './numerics.ts'
import type { Queue } from './queues.ts'

/** M/G/1 with gamma work: how long requests take, by inverting the transform of Pollaczek and Khinchine numerically. */
export function gammaResponseQuantile(p: number, queue: Queue & { cv: number }): number {
  return quantile(p, (t) => (t === 0 ? 0 : inverted((s) => over(responseTransform(s, queue), s), t)))
}

type Complex = readonly [re: number, im: number]

/** E[e^{-s response}] = (1 - rho) s B(s) / (s - lambda + lambda B(s)), where B(s) = (1 + s theta)^(-k) is that of the work. */
function responseTransform(s: Complex, { rate, work, cv }: Queue & { cv: number }): Complex {
  const lambda = rate / 1000
  const theta = work * cv * cv
  const b = power([1 + s[0] * theta, s[1] * theta], -1 / (cv * cv))
  const below: Complex = [s[0] - lambda + lambda * b[0], s[1] + lambda * b[1]]
  const above = times([(1 - lambda * work) * s[0], (1 - lambda * work) * s[1]], b)
  return over(above, below)
}

/**
 * The function of which this is the Laplace transform, at t: the Fourier series with Euler summation of Abate and Whitt (1995),
 * Numerical inversion of Laplace transforms of probability distributions, with their A = 18.4; eight digits for smooth functions.
 */
function inverted(transform: (s: Complex) => Complex, t: number): number {
  const a = 18.4
  const [terms, averaged] = [15, 11]
  const real = (k: number) => transform([a / (2 * t), (k * Math.PI) / t])[0]
  const partial: number[] = []
  let total = real(0) / 2
  for (let k = 1; k <= terms + averaged; k++) {
    total += (k % 2 === 0 ? 1 : -1) * real(k)
    partial.push(total)
  }
  let [sum, choose] = [0, 1]
  for (let m = 0; m <= averaged; m++) {
    sum += (choose / 2 ** averaged) * (partial[terms - 1 + m] as number)
    choose = (choose * (averaged - m)) / (m + 1)
  }
  return (Math.exp(a / 2) / t) * sum
}

function times([a, b]: Complex, [c, d]: Complex): Complex {
  return [a * c - b * d, a * d + b * c]
}

function over([a, b]: Complex, [c, d]: Complex): Complex {
  const square = c * c + d * d
  return [(a * c + b * d) / square, (b * c - a * d) / square]
}

function power([a, b]: Complex, exponent: number): Complex {
  const size = Math.hypot(a, b) ** exponent
  const angle = Math.atan2(b, a) * exponent
  return [size * Math.cos(angle), size * Math.sin(angle)]
}
