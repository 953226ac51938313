import { t, tCount, tWord } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Icon } from '../parts/Icon.tsx'
import type { Target, Written } from './preview.ts'

interface ExportResultProps {
  target: Target
  written: Written
  onBack: () => void
  onClose: () => void
}

/** What an export did. */
export function ExportResult({ target, written, onBack, onClose }: ExportResultProps) {
  const lines = [
    ...written.written.map((path) => ({ path, note: '' })),
    ...written.kept.map((path) => ({ path, note: t('kept as it was') })),
    ...written.removed.map((path) => ({ path, note: t('removed') })),
  ]
  return (
    <Dialog
      title={t('Exported to {target}', { target: tWord(target.label) })}
      onClose={onClose}
      width={620}
      footer={
        <>
          <Button onClick={onBack}>{t('Export to something else')}</Button>
          <Button variant="primary" onClick={onClose}>
            {t('Close')}
          </Button>
        </>
      }
    >
      <div className="export-result selectable">
        <p className="export-done">
          <Icon name="circle-check" /> {tCount(written.written.length, '{count} file written to', '{count} files written to')}{' '}
          <span className="mono">{written.folder}</span>
        </p>
        <ul className="export-names mono">
          {lines.map(({ path, note }) => (
            <li key={path} className={note ? 'muted' : ''}>
              {path}
              {note && ` (${note})`}
            </li>
          ))}
        </ul>
        {target.nextStep && <p className="muted">{withCode(tWord(target.nextStep))}</p>}
      </div>
    </Dialog>
  )
}

// Start it with `docker compose up`. -> the command as code
function withCode(text: string) {
  return text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      <code key={part} className="mono">
        {part}
      </code>
    ) : (
      part
    ),
  )
}
