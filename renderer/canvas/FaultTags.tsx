import { briefTag, faultKind, faultTag } from '../../app/faults/faults.ts'
import type { ActiveFault } from '../../app/run/frame.ts'
import { Icon } from '../parts/Icon.tsx'

/** The faults that strike a component or connection now, as tags on it; brief ones fit between two cards. */
export function FaultTags({ faults, brief = false }: { faults: ActiveFault[]; brief?: boolean }) {
  if (faults.length === 0) return null
  return (
    <ul className="fault-tags" aria-label="Faults">
      {faults.slice(0, 2).map(({ id, fault, mechanism }) => (
        <li key={id} className="fault-tag" data-tip={[brief && faultTag(fault), mechanism].filter(Boolean).join(': ') || undefined}>
          <Icon name={faultKind(fault.kind).icon} size={11} />
          {brief ? briefTag(fault) : faultTag(fault)}
        </li>
      ))}
      {faults.length > 2 && <li className="fault-tag">+{faults.length - 2}</li>}
    </ul>
  )
}
