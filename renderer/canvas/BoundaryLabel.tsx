import type { NodeProps } from '@xyflow/react'
import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import './CollapsedCard.css'
import { toggleCollapsed } from './selection-edits.ts'
import type { BoundaryNode } from './to-flow.ts'

/** A group's boundary behind its members, with its name on the line, by which it is selected and moved. */
export function BoundaryLabel({ data }: NodeProps<BoundaryNode>) {
  return (
    <div className={`boundary ${data.selected ? 'boundary-selected' : ''}`}>
      <span className="boundary-name">{data.label}</span>
      {data.canCollapse && (
        <button
          type="button"
          className="boundary-collapse nodrag nopan"
          aria-label={t('Collapse {name}', { name: data.label })}
          data-tip={t('Collapse into one card')}
          onClick={() => toggleCollapsed(data.group)}
        >
          <Icon name="minimize-2" size={13} />
        </button>
      )}
    </div>
  )
}
