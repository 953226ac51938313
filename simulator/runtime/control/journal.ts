/** What a container writes about itself: enough to see it live, little enough to cost nothing. */
export interface Journal {
  started(message: string): void
  failure(message: string): void
  served(method: string, path: string, status: number, ms: number): void
}

const everyRequests = 100
const slowMs = 1000
/** Failures written per second; the rest is counted. */
const mostFailures = 20

export function createJournal(write: (line: string) => void = console.log, clock: () => number = () => performance.now()): Journal {
  let served = 0
  let second = 0
  let failures = 0
  return {
    started: (message) => write(message),
    failure(message) {
      const now = Math.floor(clock() / 1000)
      if (now !== second) {
        if (failures > mostFailures) write(`… and ${failures - mostFailures} more failures in that second`)
        second = now
        failures = 0
      }
      failures += 1
      if (failures <= mostFailures) write(message)
    },
    served(method, path, status, ms) {
      served += 1
      if (served === 1 || served % everyRequests === 0 || ms > slowMs) {
        write(`${method} ${path} ${status} in ${ms.toFixed(1)} ms (request ${served})`)
      }
    },
  }
}
