import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { kindOf, kinds } from '../../app/catalogue/catalogue.ts'
import { familyWords } from '../../app/catalogue/family-words.ts'
import { addAtCentre } from '../canvas/add-component.ts'
import { canvasView } from '../canvas/viewport.ts'
import { commands } from '../commands/commands.ts'
import { runCommand } from '../commands/run-command.ts'
import { t } from '../language/t.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Shortcut } from '../parts/Shortcut.tsx'
import { designStore } from '../state/design-store.ts'
import { selectComponents } from '../state/selection-store.ts'
import './SearchDialog.css'
import { findEntries, type SearchEntry } from './search-entries.ts'

interface Entry extends SearchEntry {
  icon: string
  shortcut?: string | undefined
  run: () => void
}

/** Finds components of the design, commands that apply now, and kinds to add. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const entries = useMemo(toEntries, [])
  const found = useMemo(() => findEntries(entries, typed), [entries, typed])
  const choose = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((now) => (now + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter') choose(found[at])
    else return
    event.preventDefault()
  }
  // Newer engines answer with a promise, which is no clean-up.
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <Dialog title={t('Search')} bare onClose={onClose} width={560} className="search">
      <div className="search-field">
        <Icon name="search" />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls="search-found"
          aria-activedescendant={found[at] ? `search-${found[at].id}` : undefined}
          aria-label={t('Search components and commands')}
          placeholder={t('Search components and commands')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {found.length === 0 && <p className="search-nothing muted">{t('Nothing is called that.')}</p>}
      <div ref={list} id="search-found" role="listbox" aria-label={t('Found')} className="search-found">
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys.
          // biome-ignore lint/a11y/useFocusableInteractive: the field above keeps the focus.
          <div
            key={entry.id}
            id={`search-${entry.id}`}
            role="option"
            aria-selected={index === at}
            className="search-entry"
            onPointerMove={() => setAt(index)}
            onClick={() => choose(entry)}
          >
            <Icon name={entry.icon} />
            <span>{entry.label}</span>
            <span className="search-detail muted">{entry.detail}</span>
            {entry.shortcut && <Shortcut keys={entry.shortcut} framed />}
          </div>
        ))}
      </div>
    </Dialog>
  )
}

function toEntries(): Entry[] {
  const { open, design } = designStore.getState()
  const components = open ? Object.entries(design.components) : []
  return [
    ...components.map(([id, component]) => ({
      id: `component:${id}`,
      label: component.name ?? id,
      detail: kindOf(component.kind)?.label ?? component.kind,
      keywords: [id],
      icon: kindOf(component.kind)?.icon ?? 'box',
      run: () => {
        selectComponents([id])
        canvasView.getState().view?.show([id])
      },
    })),
    ...commands
      .filter((command) => command.icon && command.when?.() !== false && command.id !== 'search')
      .map(({ id, label, section, icon, shortcut }) => ({
        id: `command:${id}`,
        label: t(label),
        detail: t(section),
        icon: icon ?? '',
        shortcut,
        run: () => void runCommand(id),
      })),
    ...(open ? kinds : []).map(({ kind, label, icon, family, keywords }) => ({
      id: `add:${kind}`,
      label: t('Add {kind}', { kind: label }),
      detail: t('Component'),
      keywords: [...keywords, ...familyWords[family]],
      icon,
      run: () => addAtCentre(kind),
    })),
  ]
}
