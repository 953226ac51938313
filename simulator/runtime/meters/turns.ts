import type { Meter, MeterEvents } from './meter.ts'

/**
 * Counts turns: from the first bytes of the client after an answer to the first bytes of the server. Holds for any protocol in
 * which both take turns, encrypted ones too; requests sent without waiting for answers (pipelining) count as one.
 */
export function createTurnMeter(events: MeterEvents): Meter {
  let asked = false
  return {
    fromClient() {
      if (asked) return
      asked = true
      events.begin()
    },
    fromServer() {
      if (!asked) return
      asked = false
      events.end(true)
    },
  }
}
