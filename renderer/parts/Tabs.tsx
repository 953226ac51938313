import type { KeyboardEvent } from 'react'
import { Icon } from './Icon.tsx'
import './Tabs.css'

export interface Tab<Id extends string> {
  id: Id
  label: string
  icon?: string | undefined
  /** Small count or mark behind the label. */
  badge?: string | number | undefined
  tone?: 'warning' | 'bad' | undefined
}

interface TabsProps<Id extends string> {
  /** Says what the tabs choose, for screen readers. */
  label: string
  tabs: readonly Tab<Id>[]
  selected: Id
  onSelect: (id: Id) => void
  /** One under another; the arrow keys go up and down. */
  vertical?: boolean
  className?: string
}

/** A row of tabs; arrow keys move between them. The panel it chooses is drawn by the caller. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, vertical = false, className = '' }: TabsProps<Id>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const [before, after] = vertical ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight']
    const step = event.key === before ? -1 : event.key === after ? 1 : 0
    if (!step) return
    const next = tabs[(tabs.findIndex((tab) => tab.id === selected) + step + tabs.length) % tabs.length]
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    onSelect(next.id)
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus()
  }
  return (
    <div
      className={`tabs ${vertical ? 'tabs-vertical' : ''} ${className}`}
      role="tablist"
      aria-label={label}
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      onKeyDown={onKeyDown}
    >
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          className="tab"
          data-tab={tab.id}
          aria-selected={tab.id === selected}
          tabIndex={tab.id === selected ? 0 : -1}
          onClick={() => onSelect(tab.id)}
        >
          {tab.icon && <Icon name={tab.icon} size={15} />}
          {tab.label}
          {tab.badge !== undefined && <span className={`badge ${tab.tone ? `badge-${tab.tone}` : ''}`}>{tab.badge}</span>}
        </button>
      ))}
    </div>
  )
}
