import type { FaultKind } from '../../../app/faults/faults.ts'
import { errors } from './errors.ts'
import type { LiveFault } from './fault.ts'
import { kill } from './kill.ts'
import { latency } from './latency.ts'
import { partition } from './partition.ts'
import { pause } from './pause.ts'
import { restart } from './restart.ts'
import { scale } from './scale.ts'
import { slow } from './slow.ts'

/** Every fault that the live engine can bring about. */
const faults: LiveFault[] = [kill, pause, restart, slow, errors, latency, partition, scale]

const byKind = new Map(faults.map((fault) => [fault.kind, fault]))

export function liveFault(kind: FaultKind): LiveFault | undefined {
  return byKind.get(kind)
}
