import { useMemo, useState } from 'react'
import { readDocument } from '../../app/design/document.ts'
import { checkDocument } from '../../app/rules/rules.ts'
import { t, tCount } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { designStore, editText } from '../state/design-store.ts'
import '../files/files.css'
import './YamlDialog.css'

/** The whole design as text. What is typed is checked at once and becomes one undo step when it is applied. */
export function YamlDialog({ onClose }: { onClose: () => void }) {
  const [before] = useState(() => designStore.getState().document.text)
  const [text, setText] = useState(before)
  const read = useMemo(() => readDocument(text), [text])
  const problems = useMemo(() => (read.design ? checkDocument(read) : read.problems), [read])
  const apply = () => {
    editText('Edit YAML', text)
    onClose()
  }
  return (
    <Dialog
      title={t('Design as YAML')}
      description={t('Comments and order are kept as you write them.')}
      onClose={onClose}
      width={880}
      edited={text !== before}
      className="yaml-dialog"
      footer={
        <>
          <span className="yaml-verdict muted">{verdict(problems.length, read.design !== undefined)}</span>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={!read.design} onClick={apply}>
            {t('Apply')}
          </Button>
        </>
      }
    >
      <textarea
        className="input yaml-text mono"
        aria-label={t('Design as YAML')}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {problems.length > 0 && (
        <ul className="problem-lines yaml-problems selectable" aria-label={t('Problems')}>
          {problems.map((problem) => (
            <li
              key={`${problem.rule} ${problem.path.join('.')} ${problem.line} ${problem.message}`}
              className={`problem-${problem.severity}`}
            >
              <span className="mono muted">{problem.line === undefined ? '' : `${problem.line}:${problem.column ?? 1}`}</span>
              <span>{problem.message}</span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function verdict(count: number, usable: boolean): string {
  if (!usable) return t('Not usable as it stands: correct what is listed first.')
  return count === 0 ? t('No problems') : tCount(count, '{count} problem', '{count} problems')
}
