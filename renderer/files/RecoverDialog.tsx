import type { Output } from '../../app/bridge/requests.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Icon } from '../parts/Icon.tsx'
import { forgetDrafts, recoverDraft } from './recover.ts'

/** Offers what was not saved when the program last ended. */
export function RecoverDialog({ drafts, onClose }: { drafts: Output<'drafts.list'>; onClose: () => void }) {
  return (
    <Dialog
      title="Recover unsaved edits?"
      description="Microcosm ended before these were saved. Recovering opens them as unsaved edits; the files are as they were."
      onClose={onClose}
      width={520}
      footer={
        <>
          <Button
            variant="danger"
            onClick={() => {
              onClose()
              void forgetDrafts(drafts)
            }}
          >
            {drafts.length === 1 ? 'Discard it' : 'Discard all'}
          </Button>
          <span className="spring" />
          <Button onClick={onClose}>Later</Button>
        </>
      }
    >
      <ul className="file-list file-list-framed">
        {drafts.map((draft, index) => (
          <li key={draft.id}>
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
              <span className="muted">{new Date(draft.savedAt).toLocaleString()}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus()
}
