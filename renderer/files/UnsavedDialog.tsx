import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'

/** Asks what becomes of unsaved edits before the design is left. */
export function UnsavedDialog({ name, answer }: { name: string; answer: (choice: 'save' | 'discard' | 'cancel') => void }) {
  return (
    <Dialog
      title="Save your edits?"
      description={`${name} has edits that are not saved. Discarded edits cannot be brought back.`}
      onClose={() => answer('cancel')}
      width={440}
      footer={
        <>
          <Button variant="danger" onClick={() => answer('discard')}>
            Discard edits
          </Button>
          <span className="spring" />
          <Button onClick={() => answer('cancel')}>Cancel</Button>
          <Button variant="primary" autoFocus onClick={() => answer('save')}>
            Save
          </Button>
        </>
      }
    />
  )
}
