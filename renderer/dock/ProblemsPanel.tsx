import { useState } from 'react'
import type { Design } from '../../app/design/design.ts'
import { type Problem, severities } from '../../app/design/problem.ts'
import { helpFor } from '../../app/rules/rules.ts'
import { canBeSilenced } from '../../app/rules/silence.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { FixButton } from '../problems/FixButton.tsx'
import { focusPlace } from '../problems/focus-place.ts'
import { SilencedList } from '../problems/SilencedList.tsx'
import { toWords } from '../problems/to-words.ts'
import { useDesignStore } from '../state/design-store.ts'
import { openDialog } from '../state/shell-store.ts'
import './ProblemsPanel.css'

/** What is wrong with the design, errors first; a press selects where, and a button beside it mends what one change can. */
export function ProblemsPanel() {
  const problems = useDesignStore((state) => state.problems)
  const design = useDesignStore((state) => state.design)
  if (problems.length === 0) {
    return (
      <>
        <SilencedList />
        <div className="dock-empty problems-none">
          <Icon name="circle-check" />
          <p>{t('Nothing is wrong with the design.')}</p>
        </div>
      </>
    )
  }
  const isSound = problems.every(({ severity }) => severity === 'advice')
  const sorted = [...problems].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
  return (
    <div className="problems-panel">
      {isSound && (
        <p className="problems-sound">
          <Icon name="circle-check" /> {t('Nothing is wrong with the design.')}{' '}
          <span className="muted">{t('Good practice would add this:')}</span>
        </p>
      )}
      <ul className="problems" aria-label={t('Problems')}>
        {sorted.map((problem) => (
          <Entry key={`${problem.rule} ${problem.path.join('.')} ${problem.message}`} problem={problem} design={design} />
        ))}
      </ul>
      <SilencedList />
    </div>
  )
}

const signs = {
  error: { icon: 'circle-x', word: 'Error:' },
  warning: { icon: 'triangle-exclamation-point', word: 'Warning:' },
  advice: { icon: 'lightbulb', word: 'Advice:' },
} as const

function Entry({ problem, design }: { problem: Problem; design: Design }) {
  const [open, setOpen] = useState(false)
  const help = helpFor(problem.rule)
  return (
    <li>
      <div className="problem-row">
        <Row problem={problem} design={design} />
        <FixButton fix={problem.fix && { ...problem.fix, label: toWords(problem.fix.label, problem, design) }} />
        {help && (
          <IconButton
            icon="circle-question-mark"
            size={14}
            label={t('Why: {term}', { term: help.term })}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          />
        )}
        {canBeSilenced(problem) && (
          <IconButton
            icon="bell-off"
            size={14}
            label={problem.severity === 'advice' ? t('Silence this advice here…') : t('Silence this warning here…')}
            onClick={() => openDialog({ kind: 'silence', problem })}
          />
        )}
      </div>
      {help && open && (
        <div className="problem-help selectable">
          <strong>{help.term}.</strong> {help.why} <span className="mono problem-address">{help.url}</span>{' '}
          <Button variant="ghost" icon="copy" onClick={() => void navigator.clipboard.writeText(help.url)}>
            {t('Copy the address')}
          </Button>
        </div>
      )}
    </li>
  )
}

function Row({ problem, design }: { problem: Problem; design: Design }) {
  const { icon, word } = signs[problem.severity]
  return (
    <button type="button" className="problem" onClick={() => focusPlace(problem)}>
      <Icon name={icon} className={`problem-${problem.severity}`} />
      <span className="visually-hidden">{t(word)}</span>
      <span className="problem-text">
        {toWords(problem.message, problem, design)}{' '}
        {problem.remedy && <span className="muted">{toWords(problem.remedy, problem, design)}</span>}
      </span>
      <span className="problem-place mono">{placeOf(problem, design)}</span>
    </button>
  )
}

// Orders · 12:5
function placeOf(problem: Problem, design: Design): string {
  const line = problem.line === undefined ? '' : `${problem.line}:${problem.column ?? 1}`
  const path = toWords(problem.connection ?? problem.component ?? problem.path.join('.'), problem, design)
  return [path, line].filter(Boolean).join(' · ')
}
