import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'

type Choice = 'overwrite' | 'reload' | 'save-as' | 'cancel'

/** The file was changed by someone else since it was read; the person says which of the two stays. */
export function ChangedOnDiskDialog({ name, answer }: { name: string; answer: (choice: Choice) => void }) {
  return (
    <Dialog
      title="The file was changed elsewhere"
      description={`${name} is no longer what Microcosm read: another program, or git, wrote to it. Nothing has been saved yet.`}
      onClose={() => answer('cancel')}
      width={560}
      footer={
        <>
          <Button onClick={() => answer('cancel')}>Cancel</Button>
          <span className="spring" />
          <Button variant="danger" onClick={() => answer('reload')}>
            Discard my edits and reload
          </Button>
          <Button variant="danger" onClick={() => answer('overwrite')}>
            Overwrite the file
          </Button>
          <Button variant="primary" autoFocus onClick={() => answer('save-as')}>
            Save as…
          </Button>
        </>
      }
    />
  )
}
