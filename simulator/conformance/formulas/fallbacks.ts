/** A request that makes three calls which fail by themselves: one needed, one optional, one with a fallback. */
export interface Calls {
  needed: number
  extras: number
  primary: number
  spare: number
}

/** The share of requests that fail: where the needed call does, or the first and its fallback. */
export function failedShare({ needed, primary, spare }: Calls): number {
  return 1 - (1 - needed) * (1 - primary * spare)
}

/** The share that is answered without all that was asked for. */
export function degradedShare(calls: Calls): number {
  return 1 - failedShare(calls) - inFullShare(calls)
}

export function inFullShare({ needed, extras, primary }: Calls): number {
  return (1 - needed) * (1 - extras) * (1 - primary)
}

/** Of the requests that were answered, the mean time: that of the first call, and of its fallback where it was called. */
export function answerMs({ primary, spare }: Calls, firstMs: number, fallbackMs: number): number {
  const fellBack = (primary * (1 - spare)) / (1 - primary * spare)
  return firstMs + fellBack * fallbackMs
}
