import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'

/** Asks what becomes of unsaved edits before the design is left. */
export function UnsavedDialog({ name, answer }: { name: string; answer: (choice: 'save' | 'discard' | 'cancel') => void }) {
  return (
    <Dialog
      title={t('Save your edits?')}
      description={t('{name} has edits that are not saved. Discarded edits cannot be brought back.', { name })}
      onClose={() => answer('cancel')}
      width={440}
      footer={
        <>
          <Button variant="danger" onClick={() => answer('discard')}>
            {t('Discard edits')}
          </Button>
          <span className="spring" />
          <Button onClick={() => answer('cancel')}>{t('Cancel')}</Button>
          <Button variant="primary" autoFocus onClick={() => answer('save')}>
            {t('Save')}
          </Button>
        </>
      }
    />
  )
}
