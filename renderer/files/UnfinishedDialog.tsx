import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'

/** Asks what becomes of YAML that is not right yet, before the design is left. */
export function UnfinishedDialog({ what, answer }: { what: string; answer: (leaves: boolean) => void }) {
  return (
    <Dialog
      title={t('Leave text that is not right yet?')}
      description={t('{what}: what was typed there is not in the design yet. It is lost when you leave.', { what })}
      onClose={() => answer(false)}
      width={440}
      footer={
        <>
          <Button variant="danger" onClick={() => answer(true)}>
            {t('Discard the text')}
          </Button>
          <span className="spring" />
          <Button variant="primary" autoFocus onClick={() => answer(false)}>
            {t('Go on editing')}
          </Button>
        </>
      }
    />
  )
}
