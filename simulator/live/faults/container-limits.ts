import type { ReplicaTrouble } from '../../../app/faults/effects.ts'
import { isAbsent, toDockerFailure } from '../docker-failure.ts'
import type { PlannedComponent } from '../live-plan.ts'
import { cpuPeriod, killContainer, type Replica } from '../replica.ts'

interface Limits {
  CpuPeriod: number
  CpuQuota: number
  Memory: number
  MemorySwap: number
}

/** More than any machine has; the engine takes nothing for "as it is" and cannot be told to lift a bound. */
const boundless = 2 ** 50
/** The engine refuses less. */
const leastMemory = 6 * 1024 * 1024

/** What containers were made with, to be given back. */
const made = new WeakMap<Replica, Limits>()

/**
 * Gives a container what the faults leave it of the cores and the memory that it was made with. One that already uses more memory
 * than it may have is killed, as the system would kill it when it asks for the next page.
 */
export async function setLimits(
  { label, id }: PlannedComponent,
  replica: Replica,
  { cores, memoryBytes }: Pick<ReplicaTrouble, 'cores' | 'memoryBytes'>,
): Promise<void> {
  const { container } = replica
  const update = async () => container.update(toLimits(await limitsOf(replica), cores, memoryBytes))
  await update()
    .catch(async (error: unknown) => {
      if (!/busy|unable to set memory limit/i.test(String(error))) throw error
      await killContainer(container)
      await update()
    })
    .catch((error: unknown) => {
      if (!isAbsent(error)) throw toDockerFailure(error, `to change the limits of ${label}`, id)
    })
}

function toLimits(own: Limits, cores: number, memoryBytes: number): Limits {
  const quota = own.CpuQuota > 0 ? own.CpuQuota : Number.POSITIVE_INFINITY
  const allowed = Math.min(quota, Math.max(1000, Math.round(cores * cpuPeriod)))
  const bytes = Math.max(leastMemory, Math.min(memoryBytes, own.Memory))
  return { ...own, CpuQuota: allowed === Number.POSITIVE_INFINITY ? -1 : allowed, Memory: bytes }
}

async function limitsOf(replica: Replica): Promise<Limits> {
  const known = made.get(replica)
  if (known) return known
  const { HostConfig } = await replica.container.inspect()
  const { CpuQuota = 0, Memory = 0, MemorySwap = 0 } = HostConfig
  const limits = {
    CpuPeriod: cpuPeriod,
    CpuQuota,
    Memory: Memory > 0 ? Memory : boundless,
    // A bound of memory with swap that is below the memory's own is refused, and none is left as none.
    MemorySwap: Memory > 0 && MemorySwap > 0 ? MemorySwap : -1,
  }
  made.set(replica, limits)
  return limits
}
