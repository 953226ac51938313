/** One worker whose requests are of two classes: reads of exponential work, writes of constant work. Rates per second, times milliseconds. */
export interface Classes {
  rate: number
  read: number
  write: number
  /** Shares, in any measure. */
  reads: number
  writes: number
}

const mean = (classes: Classes, of: { read: number; write: number }) =>
  (classes.reads * of.read + classes.writes * of.write) / (classes.reads + classes.writes)

export function busyShare(classes: Classes): number {
  return (classes.rate * mean(classes, classes)) / 1000
}

/** Pollaczek and Khinchine over the mixture of both: the wait is the same for either class. */
export function mixedWait(classes: Classes): number {
  const { rate, read, write } = classes
  const second = mean(classes, { read: 2 * read ** 2, write: write ** 2 })
  return ((rate / 1000) * second) / (2 * (1 - busyShare(classes)))
}
