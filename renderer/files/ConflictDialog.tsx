import { useState } from 'react'
import type { MergePart } from '../../app/design/merge-texts.ts'
import { t, tCount } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import './conflict.css'

type Side = 'mine' | 'theirs'
type Conflict = Extract<MergePart, { kind: 'conflict' }>

interface ConflictDialogProps {
  name: string
  parts: MergePart[]
  /** One choice for each conflict; null: not now. */
  answer: (choices: Side[] | null) => void
}

/** Two edits of the same lines, side by side; the person says for each which of them stays. All else is merged already. */
export function ConflictDialog({ name, parts, answer }: ConflictDialogProps) {
  const places = toPlaces(parts)
  const [choices, setChoices] = useState<Side[]>(() => places.map(() => 'mine'))
  const choose = (index: number, side: Side) => setChoices(choices.map((choice, at) => (at === index ? side : choice)))
  return (
    <Dialog
      title={t('{name} was changed elsewhere, too', { name })}
      description={tCount(
        places.length,
        'Another program, or git, changed the same lines as you did. Choose what stays; everything else is merged already. The file is not written until you save, and Undo brings back what was here.',
        'Another program, or git, changed the same lines as you did in {count} places. Choose what stays; everything else is merged already. The file is not written until you save, and Undo brings back what was here.',
      )}
      onClose={() => answer(null)}
      width={860}
      edited={choices.includes('theirs')}
      footer={
        <>
          <Button onClick={() => setChoices(places.map(() => 'theirs'))}>{t('All of the file')}</Button>
          <Button onClick={() => setChoices(places.map(() => 'mine'))}>{t('All of mine')}</Button>
          <span className="spring" />
          <Button onClick={() => answer(null)}>{t('Later')}</Button>
          <Button variant="primary" autoFocus onClick={() => answer(choices)}>
            {t('Use what is chosen')}
          </Button>
        </>
      }
    >
      <div className="conflicts">
        {places.map(({ conflict, line }, index) => (
          <fieldset key={line} className="conflict">
            <legend className="muted">{t('Line {line}', { line })}</legend>
            <Choice
              index={index}
              side="mine"
              label={t('Yours')}
              text={conflict.mine}
              chosen={choices[index] === 'mine'}
              onChoose={choose}
            />
            <Choice
              index={index}
              side="theirs"
              label={t('The file')}
              text={conflict.theirs}
              chosen={choices[index] === 'theirs'}
              onChoose={choose}
            />
          </fieldset>
        ))}
      </div>
    </Dialog>
  )
}

interface ChoiceProps {
  index: number
  side: Side
  label: string
  text: string
  chosen: boolean
  onChoose: (index: number, side: Side) => void
}

function Choice({ index, side, label, text, chosen, onChoose }: ChoiceProps) {
  return (
    <label className={`conflict-side ${chosen ? 'conflict-chosen' : ''}`}>
      <span className="conflict-head">
        <input type="radio" name={`conflict-${index}`} checked={chosen} onChange={() => onChoose(index, side)} />
        {label}
      </span>
      {text === '' ? (
        <span className="conflict-none muted">{t('These lines are taken out.')}</span>
      ) : (
        <pre className="mono selectable">{text}</pre>
      )}
    </label>
  )
}

/** Each conflict with the number that its first line has in the person's own text. */
function toPlaces(parts: MergePart[]): { conflict: Conflict; line: number }[] {
  let line = 1
  return parts.flatMap((part) => {
    const here = line
    line += (part.kind === 'agreed' ? part.text : part.mine).split('\n').length - 1
    return part.kind === 'conflict' ? [{ conflict: part, line: here }] : []
  })
}
