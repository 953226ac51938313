import type { Fault } from '../../app/faults/faults.ts'
import type { ActiveFault } from '../../app/run/frame.ts'
import { faultLook, faultTag } from './fault-kinds.ts'

/** A fault that can be brought about, or taken back, by one click. */
export interface QuickFault {
  /** Stable name for lists and tests: `kill`, `latency-200ms`. */
  id: string
  label: string
  icon: string
  tip: string
  fault: Fault
  /** The fault that already strikes; the click takes it back. */
  active: ActiveFault | null
  /** Stands among the first buttons, the rest in a menu. */
  main: boolean
}

/** What can be done to a component or a connection (`a->b`) in a live run, given what strikes it already. */
export function quickFaults(target: string, active: ActiveFault[]): QuickFault[] {
  const at = '0s'
  const choices: [Fault, string, boolean][] = target.includes('->')
    ? [
        [{ at, kind: 'latency', target, add: '100ms' }, 'Delay +100 ms', true],
        [{ at, kind: 'latency', target, add: '200ms' }, 'Delay +200 ms', true],
        [{ at, kind: 'loss', target, rate: 0.2 }, 'Lose 20 % of calls', false],
        [{ at, kind: 'partition', target }, 'Cut', true],
      ]
    : [
        [{ at, kind: 'kill', target }, 'Kill', true],
        [{ at, kind: 'pause', target }, 'Pause', true],
        [{ at, kind: 'slow', target, factor: 3 }, 'Slow ×3', true],
        [{ at, kind: 'errors', target, rate: 0.2 }, 'Fail 20 % of requests', false],
        [{ at, kind: 'restart', target }, 'Restart', false],
      ]
  return choices.map(([fault, label, main]) => toQuickFault(fault, label, main, active))
}

function toQuickFault(fault: Fault, label: string, main: boolean, active: ActiveFault[]): QuickFault {
  const look = faultLook(fault.kind)
  const striking = active.find((each) => each.fault.target === fault.target && faultTag(each.fault) === faultTag(fault)) ?? null
  const id = fault.kind === 'latency' ? `latency-${fault.add}` : fault.kind
  const tip = striking ? `${look.heal}: ${striking.mechanism || faultTag(fault)}` : look.summary
  return { id, label: striking ? look.heal : label, icon: striking ? 'heart-pulse' : look.icon, tip, fault, active: striking, main }
}
