import type { Facts } from './component-facts.ts'
import { worstTrouble } from './trouble.ts'

/**
 * What is true of several together: their rates, queues and replicas are summed, errors are a share of all, and of latency, utilisation
 * and trouble the worst is said. There is one at least.
 */
export function mergeFacts(all: readonly [Facts, ...Facts[]]): Facts {
  const [first] = all
  if (all.length === 1) return first
  const rate = sum(all.map((facts) => facts.rate))
  const failed = sum(all.map((facts) => (facts.rate === null || facts.errorRate === null ? null : facts.rate * facts.errorRate)))
  const faults = all.flatMap((facts) => facts.faults)
  return {
    ...first,
    stale: all.some(({ stale }) => stale),
    state: null,
    message: null,
    rate,
    p50: most(all.map((facts) => facts.p50)),
    p99: most(all.map((facts) => facts.p99)),
    errorRate: rate === null || failed === null ? null : rate === 0 ? 0 : failed / rate,
    utilisation: most(all.map((facts) => facts.utilisation)),
    queue: sum(all.map((facts) => facts.queue)),
    replicas: sum(all.map((facts) => facts.replicas)),
    replicasReady: sum(all.map((facts) => facts.replicasReady)),
    trouble: worstTrouble(all.map((facts) => facts.trouble)),
    faults: faults.filter((one, index) => faults.findIndex(({ id }) => id === one.id) === index),
    predicted: null,
    measured: null,
    unknown: {},
  }
}

/** Of those that are known; null: none is. */
function sum(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0)
}

function most(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}
