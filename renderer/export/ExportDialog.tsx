import { useEffect, useState } from 'react'
import { request, toMessage } from '../bridge.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { ExportPreview } from './ExportPreview.tsx'
import { ExportResult } from './ExportResult.tsx'
import type { Target, Written } from './preview.ts'
import { TargetCards } from './TargetCards.tsx'
import '../parts/Field.css'
import './ExportDialog.css'

/** Where the export stands: what to, what it would be, what became of it. */
type Step = { is: 'choosing' } | { is: 'previewing'; target: Target } | { is: 'written'; target: Target; written: Written }

/** Exports the design: the target is chosen, its files are shown beside what is there, and then they are written. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const [targets, setTargets] = useState<Target[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const [step, setStep] = useState<Step>({ is: 'choosing' })
  useEffect(() => {
    request('exports.targets', {}).then(setTargets, (error) => setFailure(toMessage(error)))
  }, [])
  if (step.is === 'previewing') {
    const { target } = step
    return (
      <ExportPreview
        target={target}
        onBack={() => setStep({ is: 'choosing' })}
        onClose={onClose}
        onWritten={(written) => setStep({ is: 'written', target, written })}
      />
    )
  }
  if (step.is === 'written') return <ExportResult {...step} onBack={() => setStep({ is: 'choosing' })} onClose={onClose} />
  return (
    <Dialog
      title={t('Export')}
      description={t('Everything is shown before it is written.')}
      onClose={onClose}
      width={820}
      footer={<Button onClick={onClose}>{t('Cancel')}</Button>}
    >
      {failure && (
        <p className="export-error selectable" role="alert">
          {failure}
        </p>
      )}
      <TargetCards targets={targets} onChoose={(target) => setStep({ is: 'previewing', target })} />
    </Dialog>
  )
}
