import { fargateSizes } from '../../catalogue/fargate-size.ts'
import type { Part } from './plan.ts'

/** What the proxy of Service Connect takes of each task. */
const proxyMiB = 64
const mebibyte = 2 ** 20

export interface FargateSize {
  cpu: number
  memoryMiB: number
  /** The design asks for more than the largest task has. */
  cut: boolean
}

/** The task in which a service runs. */
export function sizeOf({ container, counterpart }: Pick<Part, 'container' | 'counterpart'>): FargateSize {
  const isWhole = counterpart.construct === 'Microservice' && counterpart.sized === 'task'
  return toFargateSize(container?.cpus, container?.memoryBytes, isWhole ? 0 : proxyMiB)
}

/** The smallest task that holds a container with these limits, and what runs beside it. */
export function toFargateSize(cpus: number | undefined, memoryBytes: number | undefined, besideMiB = proxyMiB): FargateSize {
  const cpu = Math.ceil((cpus ?? 0.25) * 1024)
  const memoryMiB = Math.ceil((memoryBytes ?? 0) / mebibyte) + besideMiB
  for (const size of fargateSizes) {
    const fitting = size.memory.find((each) => each >= memoryMiB)
    if (size.cpus * 1024 >= cpu && fitting !== undefined) return { cpu: size.cpus * 1024, memoryMiB: fitting, cut: false }
  }
  return { cpu: 16384, memoryMiB: 122880, cut: true }
}
