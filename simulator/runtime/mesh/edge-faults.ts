import type { EdgeFault } from '../control/messages.ts'

/** What the faults on one connection come to, taken together. */
export interface EdgeTrouble {
  addMs: number
  jitterMs: number
  /** Share of requests that are aborted. */
  abort: number
  blackhole: boolean
}

export const noTrouble: EdgeTrouble = { addMs: 0, jitterMs: 0, abort: 0, blackhole: false }

/** Delays add up; a request passes only if no fault aborts it. */
export function toTrouble(faults: EdgeFault[]): EdgeTrouble {
  const trouble = { ...noTrouble }
  for (const fault of faults) {
    if (fault.kind === 'latency') {
      trouble.addMs += fault.addMs
      trouble.jitterMs += fault.jitterMs
    } else if (fault.kind === 'abort') {
      trouble.abort = 1 - (1 - trouble.abort) * (1 - fault.share)
    } else trouble.blackhole = true
  }
  return trouble
}
