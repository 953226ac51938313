/** Where a rising function of x crosses zero between two bounds, to the last bit. */
export function root(low: number, high: number, rising: (x: number) => number): number {
  let [a, b] = [low, high]
  for (let i = 0; i < 200; i++) {
    const middle = (a + b) / 2
    if (rising(middle) > 0) b = middle
    else a = middle
  }
  return (a + b) / 2
}

/** The value below which a share of a distribution lies; `share(t)` is its cumulative distribution function. */
export function quantile(p: number, share: (t: number) => number): number {
  let high = 1
  while (share(high) < p) high *= 2
  return root(0, high, (t) => share(t) - p)
}

export function sum(from: number, to: number, term: (i: number) => number): number {
  let total = 0
  for (let i = from; i <= to; i++) total += term(i)
  return total
}
