import type { Problem } from '../../app/design/problem.ts'
import { Icon } from '../parts/Icon.tsx'

/** A mark on what has problems; it tells the first when the pointer rests on it. */
export function ProblemBadge({ problems }: { problems: Problem[] }) {
  const [first] = problems
  if (!first) return null
  const worst = problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning'
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  const text = `${first.message}${first.remedy ? ` ${first.remedy}` : ''}${more}`
  return (
    <span className={`problem-badge problem-${worst}`} data-tip={text} role="img" aria-label={text}>
      <Icon name={worst === 'error' ? 'circle-alert' : 'triangle-alert'} size={13} />
    </span>
  )
}
