import { useRef, useState } from 'react'
import type { Problem } from '../../app/design/problem.ts'
import { silence } from '../../app/rules/silence.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { edit, useDesignStore } from '../state/design-store.ts'
import { toWords } from './to-words.ts'

/** Asks why a warning is no problem here, which then stands in the file. */
export function SilenceDialog({ problem, onClose }: { problem: Problem; onClose: () => void }) {
  const design = useDesignStore((state) => state.design)
  const [reason, setReason] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const keep = () => {
    if (reason.trim() === '') {
      input.current?.focus()
      return
    }
    edit(t('Silence {rule}', { rule: problem.rule }), (before) => silence(before, problem, problem.rule, reason))
    onClose()
  }
  return (
    <Dialog
      title={problem.severity === 'advice' ? t('Silence this advice here') : t('Silence this warning here')}
      description={toWords(problem.message, problem, design)}
      onClose={onClose}
      onEnter={keep}
      edited={reason.trim() !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={reason.trim() === ''} onClick={keep}>
            {t('Silence')}
          </Button>
        </>
      }
    >
      <Field label={t('Reason')} help={t('Kept in the design file, for whoever asks later.')} stacked>
        {(control) => (
          <input
            {...control}
            ref={input}
            className="input"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  )
}
