import { targetName } from '../../app/faults/fault-words.ts'
import { toClock } from '../../app/run/figures.ts'
import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { useDesignStore } from '../state/design-store.ts'
import { useFaultDrag } from './fault-drag.ts'
import './FaultGhost.css'

/** What is carried to the timeline, beside the pointer. */
export function FaultGhost() {
  const drag = useFaultDrag()
  const design = useDesignStore((state) => state.design)
  if (!drag) return null
  const name = targetName(drag.target, design)
  return (
    <div className="fault-ghost" style={{ transform: `translate(${drag.x + 12}px, ${drag.y - 30}px)` }} aria-hidden="true">
      <Icon name="zap" size={13} />
      {drag.seconds === null ? t('Break {name}', { name }) : t('Break {name} at {time}', { name, time: toClock(drag.seconds) })}
    </div>
  )
}

/** The moment at which it would come. */
export function FaultMoment({ durationSeconds, width }: { durationSeconds: number; width: number }) {
  const seconds = useFaultDrag()?.seconds ?? null
  if (seconds === null) return null
  return <div className="fault-moment" style={{ left: (seconds / durationSeconds) * width }} aria-hidden="true" />
}
