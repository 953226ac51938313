import { useState } from 'react'
import type { Output } from '../../app/bridge/requests.ts'
import { languageNow, t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { forgetDrafts, recoverDraft } from './recover.ts'

/** Offers what was not saved when the program last ended. Nothing goes that the person does not discard. */
export function RecoverDialog({ found, onClose }: { found: Output<'drafts.list'>; onClose: () => void }) {
  const [left, setLeft] = useState(found)
  const discard = (ids: string[]) => {
    void forgetDrafts(ids.map((id) => ({ id })))
    const remaining = {
      drafts: left.drafts.filter(({ id }) => !ids.includes(id)),
      unreadable: left.unreadable.filter(({ id }) => !ids.includes(id)),
    }
    if (remaining.drafts.length + remaining.unreadable.length === 0) onClose()
    else setLeft(remaining)
  }
  return (
    <Dialog
      title={t('Recover unsaved edits?')}
      description={t('Microcosm ended before these were saved. Recovering opens them as unsaved edits; the files are as they were.')}
      onClose={onClose}
      width={560}
      footer={
        <>
          {left.drafts.length > 0 && (
            <Button variant="danger" onClick={() => discard(left.drafts.map(({ id }) => id))}>
              {left.drafts.length === 1 ? t('Discard it') : t('Discard all')}
            </Button>
          )}
          <span className="spring" />
          <Button onClick={onClose}>{t('Later')}</Button>
        </>
      }
    >
      <ul className="file-list file-list-framed">
        {left.drafts.map((draft, index) => (
          <li key={draft.id} className="draft-line">
            <button
              type="button"
              className="file-row"
              ref={index === 0 ? focusOnce : undefined}
              onClick={() => {
                onClose()
                void recoverDraft(draft)
              }}
            >
              <Icon name="history" />
              <span className="file-row-name">{draft.name}</span>
              <span className="muted">{new Date(draft.savedAt).toLocaleString(languageNow())}</span>
            </button>
            <IconButton icon="trash-2" label={t('Discard the edits of {name}', { name: draft.name })} onClick={() => discard([draft.id])} />
          </li>
        ))}
        {left.unreadable.map(({ id, file }) => (
          <li key={id} className="draft-line">
            <span className="file-row draft-unreadable">
              <Icon name="triangle-alert" />
              <span className="draft-file">
                <span className="selectable">{file}</span>
                <span className="muted">
                  {t('This draft is damaged and cannot be opened here; a text editor may still show its text.')}
                </span>
              </span>
            </span>
            <IconButton icon="trash-2" label={t('Discard {name}', { name: file })} onClick={() => discard([id])} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus()
}
