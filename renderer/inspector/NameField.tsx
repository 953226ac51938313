import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { t } from '../language/t.ts'

/** A name that is edited where it stands. */
export function NameField({ name, onKeep, label = t('Name') }: { name: string; onKeep: (name: string) => void; label?: string }) {
  const [typed, setTyped] = useState(name)
  const cancelled = useRef(false)
  useEffect(() => setTyped(name), [name])
  const keep = () => {
    const wanted = typed.trim()
    if (wanted && wanted !== name && !cancelled.current) onKeep(wanted)
    else setTyped(name)
    cancelled.current = false
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    cancelled.current = event.key === 'Escape'
    event.stopPropagation()
    event.currentTarget.blur()
  }
  return (
    <input
      className="name-field"
      aria-label={label}
      value={typed}
      maxLength={80}
      spellCheck={false}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  )
}
