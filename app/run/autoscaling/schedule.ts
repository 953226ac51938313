import type { ScalingSchedule } from '../../catalogue/component.ts'

/** The replicas that a schedule asks for at this moment of the run; 0: none. It holds from `at` to just before its end. */
export function scheduledReplicas(schedule: ScalingSchedule | null, nowMs: number): number {
  if (!schedule || nowMs < schedule.atMs) return 0
  const since = nowMs - schedule.atMs
  return since % schedule.everyMs < schedule.forMs ? schedule.replicas : 0
}
