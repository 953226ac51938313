/** The normal quantile that leaves 2.5 % above it. */
const normal = 1.959963984540054
/** Both tails together. */
const tails = 0.05

/**
 * The value that Student's t with so many degrees of freedom exceeds, on either side, with a chance of 5 %: the factor of the
 * standard error in a 95 % confidence interval. Hill (1970), Algorithm 396, Communications of the ACM 13; six digits.
 */
export function studentT95(degrees: number): number {
  if (degrees < 1) return Number.POSITIVE_INFINITY
  if (degrees === 1) return 1 / Math.tan((tails * Math.PI) / 2)
  if (degrees === 2) return Math.sqrt(2 / (tails * (2 - tails)) - 2)
  const n = degrees
  const a = 1 / (n - 0.5)
  const b = 48 / (a * a)
  let c = (((20700 * a) / b - 98) * a - 16) * a + 96.36
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * n
  const y = (d * tails) ** (2 / n)
  if (y <= 0.05 + a) {
    const series = ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1) * ((n + 1) / (n + 2)) + 1 / y
    return Math.sqrt(n * series)
  }
  let x = -normal
  const square = x * x
  if (n < 5) c += 0.3 * (n - 4.5) * (x + 0.6)
  c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c
  x *= ((((0.4 * square + 6.3) * square + 36) * square + 94.5) / c - square - 3) / b + 1
  const exponent = a * x * x
  return Math.sqrt(n * (exponent > 0.002 ? Math.exp(exponent) - 1 : 0.5 * exponent * exponent + exponent))
}
