import type { NodeProps } from '@xyflow/react'
import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { useSettingsStore } from '../state/settings-store.ts'
import './CollapsedCard.css'
import { GroupHandles } from './GroupHandles.tsx'
import { toggleCollapsed } from './selection-edits.ts'
import type { BoundaryNode } from './to-flow.ts'

/** A group's boundary behind its members, with its name on the line, by which it is selected and moved, and corners that resize it. */
export function BoundaryLabel({ data }: NodeProps<BoundaryNode>) {
  const isLocked = useSettingsStore((state) => state.layoutLocked)
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
      {data.selected && !isLocked && <GroupHandles id={data.group} name={data.label} />}
    </div>
  )
}
