import { type KeyboardEvent, useState } from 'react'
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
        aria-label={`New name in ${title}`}
        placeholder="Add a name"
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <IconButton icon="plus" size={14} label={`Add to ${title}`} disabled={name.trim() === ''} onClick={add} />
    </div>
  )
}
