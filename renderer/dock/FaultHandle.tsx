import { targetName } from '../../app/faults/fault-words.ts'
import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { useDesignStore } from '../state/design-store.ts'
import { carryFault, offerFaultsNow } from './fault-drag.ts'

/** What a fault is carried by from a card, a connection or a group onto the timeline; a press offers the kinds of fault. */
export function FaultHandle({ target, className }: { target: string; className: string }) {
  const name = useDesignStore(({ design }) => targetName(target, design))
  return (
    <button
      type="button"
      className={`${className} nodrag nopan`}
      aria-label={t('Break {name}', { name })}
      data-tip={t('Drag to the timeline to break it, or press')}
      onPointerDown={(event) => carryFault(event, target)}
      onClick={(event) => {
        const { left, bottom } = event.currentTarget.getBoundingClientRect()
        offerFaultsNow(target, { x: left, y: bottom + 4 })
      }}
    >
      <Icon name="zap" size={13} />
    </button>
  )
}
