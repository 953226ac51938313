import { type KeyboardEvent, useState } from 'react'
import { rename } from '../../app/design/edit.ts'
import { t } from '../language/t.ts'
import { edit } from '../state/design-store.ts'
import { endRenaming } from '../state/renaming-store.ts'

/** The name of a card while it is typed. Enter or leaving keeps it, Escape does not. */
export function CardName({ id, name }: { id: string; name: string }) {
  const [text, setText] = useState(name)
  const keep = () => {
    const wanted = text.trim()
    if (wanted && wanted !== name) edit(t('Rename {name}', { name }), (design) => rename(design, id, wanted))
    endRenaming()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.stopPropagation()
    if (event.key === 'Enter') keep()
    // Taken off the page, the field does not keep what was typed.
    if (event.key === 'Escape') endRenaming()
  }
  return (
    <input
      className="card-name nodrag nopan"
      aria-label={t('Name')}
      value={text}
      maxLength={80}
      ref={selectOnce}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  )
}

function selectOnce(input: HTMLInputElement | null): void {
  input?.select()
}
