import type { ActiveFault } from '../../app/run/frame.ts'
import { Icon } from '../parts/Icon.tsx'
import { faultLook, faultTag } from '../run/fault-kinds.ts'

/** The faults that strike a component or connection now, as tags on it. */
export function FaultTags({ faults }: { faults: ActiveFault[] }) {
  if (faults.length === 0) return null
  return (
    <ul className="fault-tags" aria-label="Faults">
      {faults.slice(0, 2).map(({ id, fault, mechanism }) => (
        <li key={id} className="fault-tag" data-tip={mechanism || undefined}>
          <Icon name={faultLook(fault.kind).icon} size={11} />
          {faultTag(fault)}
        </li>
      ))}
      {faults.length > 2 && <li className="fault-tag">+{faults.length - 2}</li>}
    </ul>
  )
}
