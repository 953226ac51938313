import { type KeyboardEvent, useRef, useState } from 'react'
import { kinds } from '../../app/catalogue/catalogue.ts'
import { addAtCentre } from '../canvas/add-component.ts'
import { KindTile } from '../catalogue/KindTile.tsx'
import { t, tWord } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { putSetting, useSettingsStore } from '../state/settings-store.ts'
import { DragGhost } from './DragGhost.tsx'
import './Palette.css'
import { findKinds, firstOf, groupKinds, kindFilters, kindsUnder } from './find-kinds.ts'
import { useKindDrag } from './use-kind-drag.ts'

/** Every kind of component, to be dragged to the canvas or added with Enter. */
export function Palette() {
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState<readonly string[]>([])
  const list = useRef<HTMLDivElement>(null)
  const { drag, start } = useKindDrag()
  const filter = useSettingsStore(({ paletteFilter }) => paletteFilter)
  const groups = groupKinds(findKinds(kindsUnder(kinds, filter), typed))
  const first = groups[0]?.kinds[0]
  const onFieldKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && first) {
      addAtCentre(first.kind)
      setTyped('')
    } else if (event.key === 'Escape' && typed) setTyped('')
    else if (event.key === 'ArrowDown') moveFocus(list.current, 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <div className="palette-search">
        <Icon name="search" />
        <input
          className="input"
          type="search"
          placeholder={t('Add a component')}
          aria-label={t('Add a component')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onFieldKey}
        />
      </div>
      <Tabs
        label={t('Which kinds are shown')}
        className="palette-filter"
        tabs={kindFilters.map(({ id, label }) => ({ id, label: tWord(label) }))}
        selected={filter}
        onSelect={(id) => putSetting('paletteFilter', id)}
      />
      <div
        ref={list}
        className="palette-list"
        onKeyDown={(event) => onListKey(event, list.current)}
        role="listbox"
        aria-label={t('Kinds of component')}
      >
        {groups.map(({ heading, kinds: members }) => {
          const isOpen = opened.includes(heading)
          const shown = typed || isOpen ? members : firstOf(members)
          const hidden = typed ? 0 : members.length - firstOf(members).length
          return (
            // biome-ignore lint/a11y/useSemanticElements: options of a list box are grouped by role.
            <div key={heading} role="group" aria-label={tWord(heading)} className="palette-group">
              <p className="palette-heading">{tWord(heading)}</p>
              {shown.map(({ kind, label, summary }) => (
                <button
                  key={kind}
                  type="button"
                  role="option"
                  aria-selected={false}
                  aria-label={t('Add {kind}', { kind: label })}
                  className="palette-item"
                  data-kind={kind}
                  data-tip={summary}
                  tabIndex={kind === first?.kind ? 0 : -1}
                  onPointerDown={(event) => start(event, kind)}
                  onDoubleClick={() => addAtCentre(kind)}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter' || event.key === ' ') addAtCentre(kind)
                  }}
                >
                  <KindTile kind={kind} />
                  {label}
                </button>
              ))}
              {hidden > 0 && (
                <button
                  type="button"
                  role="option"
                  aria-selected={false}
                  aria-label={
                    isOpen
                      ? t('Show fewer under {heading}', { heading: tWord(heading) })
                      : t('Show {count} more under {heading}', { count: hidden, heading: tWord(heading) })
                  }
                  className="palette-item palette-more"
                  tabIndex={-1}
                  onClick={() => setOpened(isOpen ? opened.filter((each) => each !== heading) : [...opened, heading])}
                >
                  <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} />
                  {isOpen ? t('Fewer') : t('{count} more', { count: hidden })}
                </button>
              )}
            </div>
          )
        })}
        {groups.length === 0 && (
          <p className="palette-nothing muted">
            {filter === 'all'
              ? t('No kind is called “{typed}”. A Service plays anything that answers requests.', { typed: typed.trim() })
              : t('No kind here is called “{typed}”. Look among all of them.', { typed: typed.trim() })}
          </p>
        )}
      </div>
      {drag && <DragGhost {...drag} />}
    </>
  )
}

function onListKey(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  event.stopPropagation()
  moveFocus(list, step)
}

function moveFocus(list: HTMLElement | null, step: number): void {
  const items = [...(list?.querySelectorAll<HTMLElement>('.palette-item') ?? [])]
  const now = items.indexOf(document.activeElement as HTMLElement)
  items[Math.max(0, Math.min(items.length - 1, now + step))]?.focus()
}
