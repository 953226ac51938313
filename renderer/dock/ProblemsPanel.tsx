import type { Problem } from '../../app/design/problem.ts'
import { Icon } from '../parts/Icon.tsx'
import { FixButton } from '../problems/FixButton.tsx'
import { focusPlace } from '../problems/focus-place.ts'
import { useDesignStore } from '../state/design-store.ts'
import './ProblemsPanel.css'

/** What is wrong with the design, errors first; a press selects where, and a button beside it mends what one change can. */
export function ProblemsPanel() {
  const problems = useDesignStore((state) => state.problems)
  if (problems.length === 0) {
    return (
      <div className="dock-empty problems-none">
        <Icon name="circle-check" />
        <p>Nothing is wrong with the design.</p>
      </div>
    )
  }
  const sorted = [...problems].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
  return (
    <ul className="problems" aria-label="Problems">
      {sorted.map((problem) => (
        <li key={`${problem.rule} ${problem.path.join('.')} ${problem.message}`} className="problem-row">
          <Row problem={problem} />
          <FixButton fix={problem.fix} />
        </li>
      ))}
    </ul>
  )
}

function Row({ problem }: { problem: Problem }) {
  const isError = problem.severity === 'error'
  return (
    <button type="button" className="problem" onClick={() => focusPlace(problem)}>
      <Icon name={isError ? 'circle-x' : 'triangle-exclamation-point'} className={isError ? 'problem-error' : 'problem-warning'} />
      <span className="visually-hidden">{isError ? 'Error:' : 'Warning:'}</span>
      <span className="problem-text">
        {problem.message} {problem.remedy && <span className="muted">{problem.remedy}</span>}
      </span>
      <span className="problem-place mono">{placeOf(problem)}</span>
    </button>
  )
}

// 12:5 · orders.replicas
function placeOf(problem: Problem): string {
  const line = problem.line === undefined ? '' : `${problem.line}:${problem.column ?? 1}`
  const path = problem.connection ?? problem.component ?? problem.path.join('.')
  return [path, line].filter(Boolean).join(' · ')
}
