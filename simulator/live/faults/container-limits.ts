import type { ReplicaTrouble } from '../../../app/faults/effects.ts'
import { isAbsent, toDockerFailure } from '../docker-failure.ts'
import type { PlannedComponent } from '../live-plan.ts'
import { cpuPeriod, killContainer, type Replica } from '../replica.ts'

/** More than any machine has; the engine takes nothing for "as it is" and cannot be told to lift a bound. */
const boundless = 2 ** 50
/** The engine refuses less. */
const leastMemory = 6 * 1024 * 1024

/**
 * Gives a container what the faults leave it of the cores and the memory that its design gives it. One that already uses more
 * memory than it may have is killed, as the system would kill it when it asks for the next page.
 */
export async function setLimits(
  { container: plan, label, id }: PlannedComponent,
  { container }: Replica,
  { cores, memoryBytes }: Pick<ReplicaTrouble, 'cores' | 'memoryBytes'>,
): Promise<void> {
  const cpus = Math.min(cores, plan.cpus ?? Number.POSITIVE_INFINITY)
  const bytes = Math.min(memoryBytes, plan.memoryBytes ?? boundless)
  const limits = {
    CpuPeriod: cpuPeriod,
    CpuQuota: cpus === Number.POSITIVE_INFINITY ? -1 : Math.max(1000, Math.round(cpus * cpuPeriod)),
    Memory: Math.max(leastMemory, bytes),
    MemorySwap: -1,
  }
  const update = () => container.update(limits)
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
