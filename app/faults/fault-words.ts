import type { Design } from '../design/design.ts'
import { type Fault, faultTag } from './faults.ts'

/** A component, connection or group by the name people know. */
export function targetName(target: string, design: Design): string {
  const [from = target, to] = target.split('->')
  if (to !== undefined) return `${targetName(from, design)} → ${targetName(to, design)}`
  return design.components[target]?.name ?? design.groups?.[target]?.name ?? target
}

/** As the timeline and lists say it: `Orders killed`, `Orders → Orders DB latency +200 ms`. */
export function faultTitle(fault: Fault, design: Design): string {
  return `${targetName(fault.target, design)} ${faultTag(fault)}`
}
