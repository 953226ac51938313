import { effectsOf, type Fault, faultKinds, faultSchema, faultTag } from '../../app/faults/faults.ts'
import { live, refusal } from '../../app/faults/support.ts'
import type { ActiveFault } from '../../app/run/frame.ts'

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
  const struck = target.includes('->') ? 'connection' : 'component'
  return faultKinds
    .filter(({ strikes }) => strikes.includes(struck))
    .flatMap((file) =>
      file.quick.map(({ label, values, main = false }) => {
        const fault = faultSchema.parse({ at: '0s', kind: file.kind, target, ...values })
        const id = file.quick.length === 1 ? file.kind : [file.kind, ...Object.values(values)].join('-')
        const striking = active.find((each) => each.fault.target === target && faultTag(each.fault) === faultTag(fault)) ?? null
        const tip = striking ? `${file.heal}: ${striking.mechanism || faultTag(fault)}` : file.summary
        return { id, label: striking ? file.heal : label, icon: striking ? 'heart-pulse' : file.icon, tip, fault, active: striking, main }
      }),
    )
    .filter(({ fault }) => refusal(live, effectsOf(fault)) === undefined)
}
