import { useState } from 'react'
import type { Output } from '../../app/bridge/requests.ts'
import { consentRow } from '../../app/run/run-sheet.ts'
import { t, tCount } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { RunSheetConsents } from './RunSheetConsents.tsx'
import { RunSheetReach } from './RunSheetReach.tsx'
import { RunSheetSize } from './RunSheetSize.tsx'
import { RunSheetSources } from './RunSheetSources.tsx'
import './RunSheet.css'

interface RunSheetDialogProps {
  shown: Output<'runs.sheet'>
  /** The ids of what was said yes to; null: nothing is started. */
  answer: (consents: string[] | null) => void
}

/** What a run will start and may reach, before it starts. Enter starts, once everything that needs a yes of its own has one. */
export function RunSheetDialog({ shown, answer }: RunSheetDialogProps) {
  const { sheet, changed } = shown
  const [given, setGiven] = useState<string[]>([])
  const missing = sheet.consents.length - given.length
  const start = () => {
    if (missing === 0) answer(given)
  }
  const marks = new Set(changed)
  return (
    <Dialog
      className="run-sheet"
      title={tCount(sheet.containers, 'Run {count} container on Docker?', 'Run {count} containers on Docker?')}
      description={
        changed === null
          ? t('All that will be started, and what it may reach. It is shown once, and again when it changes.')
          : t('Something is not as it was when you last ran this design. What changed is marked.')
      }
      onClose={() => answer(null)}
      onEnter={start}
      width={720}
      footer={
        <>
          <span className="run-sheet-missing" role="status">
            {missing > 0 && tCount(missing, 'One thing has to be accepted first.', '{count} things have to be accepted first.')}
          </span>
          <span className="spring" />
          <Button onClick={() => answer(null)}>{t('Cancel')}</Button>
          <Button variant="primary" icon="play" aria-disabled={missing > 0} autoFocus={sheet.consents.length === 0} onClick={start}>
            {t('Start')}
          </Button>
        </>
      }
    >
      <RunSheetConsents
        consents={sheet.consents}
        given={given}
        isChanged={(consent) => marks.has(consentRow(consent))}
        onChange={setGiven}
      />
      <RunSheetSize sheet={sheet} marks={marks} />
      <RunSheetSources sheet={sheet} marks={marks} />
      <RunSheetReach sheet={sheet} marks={marks} />
    </Dialog>
  )
}
