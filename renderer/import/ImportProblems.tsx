import { Icon } from '../parts/Icon.tsx'
import type { Made } from './import-store.ts'

/** What is wrong with the files: where, what, and what to do, one sentence each. */
export function ImportProblems({ problems }: { problems: Made['problems'] }) {
  return (
    <ul className="import-problems selectable" role="alert">
      {problems.map((problem) => (
        <li key={`${problem.file}:${problem.line}:${problem.column} ${problem.message}`}>
          <Icon name={problem.severity === 'error' ? 'circle-x' : 'triangle-exclamation-point'} />
          <p>
            <span className="mono">
              {problem.file}
              {problem.line !== undefined && `:${problem.line}:${problem.column ?? 1}`}
            </span>
            <br />
            {problem.message}
            {problem.remedy && ` ${problem.remedy}`}
          </p>
        </li>
      ))}
    </ul>
  )
}
