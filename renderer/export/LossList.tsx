import { Fragment } from 'react'
import type { Loss } from '../../app/exporters/exporter.ts'
import { groupLosses } from '../../app/exporters/group-losses.ts'
import { t, tCount } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { showPlace } from '../problems/focus-place.ts'
import { designStore } from '../state/design-store.ts'
import { closeDialog } from '../state/shell-store.ts'
import { placeOfLoss } from './loss-place.ts'

/** What the files cannot carry over, before they are written. A place that is drawn leads to it. */
export function LossList({ losses }: { losses: Loss[] }) {
  if (losses.length === 0) {
    return (
      <p className="export-whole">
        <Icon name="circle-check" /> {t('Everything in the design is carried over.')}
      </p>
    )
  }
  const groups = groupLosses(losses)
  return (
    <details className="export-losses" open={groups.length <= 3}>
      <summary>
        <Icon name="triangle-exclamation-point" className="export-losses-icon" />
        {tCount(groups.length, 'One thing is not carried over', '{count} things are not carried over')}
        <Icon name="chevron-down" size={14} className="export-losses-more" />
      </summary>
      <ul className="selectable">
        {groups.map(({ reason, at }) => (
          <li key={`${at[0]?.fields !== undefined} ${reason}`}>
            {at.map(({ where, fields }, index) => (
              <Fragment key={`${where} ${fields}`}>
                {index === 0 ? '' : fields === undefined ? ', ' : '; '}
                <Where where={where} />
                {fields === undefined ? '' : ` ${fields}`}
              </Fragment>
            ))}
            : {reason}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Where({ where }: { where: string }) {
  const place = placeOfLoss(where, designStore.getState().design)
  if (!place) return <span className="mono">{where}</span>
  const show = () => {
    closeDialog()
    showPlace(place)
  }
  return (
    <button type="button" className="export-where mono" data-tip={t('Close this and show it on the canvas')} onClick={show}>
      {where}
    </button>
  )
}
