const thinnest = 1.5
const thickest = 5

/** Stroke width of a connection, pixels, growing by the same amount with every tenfold rate per second. */
export function edgeWidth(ratePerSecond: number | null): number {
  if (ratePerSecond === null || ratePerSecond <= 0) return thinnest
  return Math.min(thickest, thinnest + Math.log10(1 + ratePerSecond) * 0.75)
}
