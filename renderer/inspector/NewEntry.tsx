import { type KeyboardEvent, useState } from 'react'
import { t } from '../language/t.ts'
import { IconButton } from '../parts/IconButton.tsx'

/** Where a person types the name of a new entry of a map. */
export function NewEntry({ title, onAdd }: { title: string; onAdd: (name: string) => void }) {
  const [name, setName] = useState('')
  const add = () => {
    if (!name.trim()) return
    onAdd(name.trim())
    setName('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') add()
  }
  return (
    <div className="map-row">
      <input
        className="input"
        aria-label={t('New name in {title}', { title })}
        placeholder={t('Add a name')}
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <IconButton icon="plus" size={14} label={t('Add to {title}', { title })} disabled={name.trim() === ''} onClick={add} />
    </div>
  )
}
