import { leastMemoryOf } from '../least-memory.ts'
import type { Workload } from './cluster.ts'
import type { Form } from './form.ts'

// What is reserved where the design says nothing: enough to be scheduled sensibly, to be replaced by what is measured.
const unknown = { cpu: '100m', memory: '128Mi' }
// Twice the heap that the stand-ins' program is allowed: whatever a flood of requests makes of it, its node does not suffer.
const ofStandIn = '512Mi'

/** What the program of the stand-ins reserves of a processor: it waits rather than computes, and many of it share one machine. */
export const standInCpu = unknown.cpu

/**
 * What the design limits is also what is reserved, so that a replica behaves the same on a busy node as on an idle one. What it
 * does not limit is reserved in a small amount and not limited, but for the program of the stand-ins, whose needs are known and
 * which would not fit on a person's own machine with what is meant for production. An autoscaler that counts in shares of a reservation has it as the design says.
 */
export function toResources({ plan, component, stated }: Workload, form: Form, reservedCores?: number): object {
  const { cpus, memoryBytes, image } = plan
  const limits = {
    ...(cpus === undefined ? {} : { cpu: toCores(cpus) }),
    ...(memoryBytes === undefined ? {} : { memory: toMemory(memoryBytes) }),
  }
  const standsIn = image.from === 'runtime' && form === 'stand-in'
  const bounds = standsIn ? { memory: ofStandIn, ...limits } : limits
  const reserved = {
    ...(stated?.reservations.cpus === undefined ? {} : { cpu: toCores(stated.reservations.cpus) }),
    ...(stated?.reservations.memoryBytes === undefined ? {} : { memory: toMemory(stated.reservations.memoryBytes) }),
    ...(reservedCores === undefined ? {} : { cpu: toCores(reservedCores) }),
  }
  const least = leastMemoryOf(plan, component.kind)
  const needed = least === undefined ? {} : { memory: toMemory(least) }
  const requests = { ...unknown, ...needed, ...limits, ...reserved, ...(standsIn ? { cpu: standInCpu } : {}) }
  return { requests, ...(Object.keys(bounds).length > 0 ? { limits: bounds } : {}) }
}

// 0.5 -> 500m
function toCores(cpus: number): string {
  return Number.isInteger(cpus) ? String(cpus) : `${Math.max(1, Math.round(cpus * 1000))}m`
}

function toMemory(bytes: number): string {
  for (const [unit, factor] of [
    ['Gi', 2 ** 30],
    ['Mi', 2 ** 20],
    ['Ki', 2 ** 10],
  ] as const) {
    if (bytes >= factor && bytes % factor === 0) return `${bytes / factor}${unit}`
  }
  return String(bytes)
}
