import type { ContainerPlan } from '../../catalogue/component.ts'

// What is reserved where the design says nothing: enough to be scheduled sensibly, to be replaced by what is measured.
const unknown = { cpu: '100m', memory: '128Mi' }
// Twice the heap that the stand-ins' program is allowed: whatever a flood of requests makes of it, its node does not suffer.
const ofStandIn = '512Mi'

/**
 * What the design limits is also what is reserved, so that a replica behaves the same on a busy node as on an idle one. What it
 * does not limit is reserved in a small amount and not limited, but for the program of the stand-ins, whose needs are known. An
 * autoscaler that counts in shares of a reservation has it as the design says.
 */
export function toResources({ cpus, memoryBytes, image }: ContainerPlan, reservedCores?: number): object {
  const limits = {
    ...(cpus === undefined ? {} : { cpu: toCores(cpus) }),
    ...(memoryBytes === undefined ? {} : { memory: toMemory(memoryBytes) }),
  }
  const bounds = image.from === 'runtime' ? { memory: ofStandIn, ...limits } : limits
  const reserved = reservedCores === undefined ? {} : { cpu: toCores(reservedCores) }
  return { requests: { ...unknown, ...limits, ...reserved }, ...(Object.keys(bounds).length > 0 ? { limits: bounds } : {}) }
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
