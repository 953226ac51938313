import type { Problem } from '../../app/design/problem.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import './files.css'

/** A file that is no design at all: where, what is wrong, what to do. */
export function UnreadableDialog({ name, problems, onClose }: { name: string; problems: Problem[]; onClose: () => void }) {
  return (
    <Dialog
      title={t('{name} cannot be opened', { name })}
      description={t(
        'It is not YAML that a design can be read from. The file is as it was; correct it in a text editor and open it again.',
      )}
      onClose={onClose}
      width={560}
      footer={
        <Button variant="primary" autoFocus onClick={onClose}>
          {t('Close')}
        </Button>
      }
    >
      <ul className="problem-lines selectable">
        {problems.slice(0, 8).map((problem) => (
          <li key={`${problem.line}:${problem.column}:${problem.message}`}>
            {problem.line !== undefined && (
              <span className="mono muted">
                {problem.line}:{problem.column ?? 1}
              </span>
            )}
            <span>{problem.message}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
