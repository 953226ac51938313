/** What a picture of all connections may have at most, so that a very large design is drawn more coarsely and not slowly. */
const mostPixels = 6_000_000
/** A canvas with a much longer side stays empty in browsers, as that of a long chain of components would. */
const longestSide = 16_000

/** Pixels of the picture for one of the design; `sharpest` is as many as the screen could show. */
export function toSheetScale({ width, height }: { width: number; height: number }, sharpest: number): number {
  return Math.min(sharpest, Math.sqrt(mostPixels / (width * height)), longestSide / Math.max(width, height))
}
