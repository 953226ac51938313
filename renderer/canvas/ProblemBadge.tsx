import type { Problem } from '../../app/design/problem.ts'
import { Icon } from '../parts/Icon.tsx'
import { toWords } from '../problems/to-words.ts'
import { useDesignStore } from '../state/design-store.ts'

/** A mark on what has problems; it tells the first when the pointer rests on it. */
export function ProblemBadge({ problems }: { problems: Problem[] }) {
  const [first] = problems
  const said = useDesignStore(({ design }) => first && toWords([first.message, first.remedy].filter(Boolean).join(' '), first, design))
  if (!first) return null
  const worst = problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning'
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  const text = `${said}${more}`
  return (
    <span className={`problem-badge problem-${worst}`} data-tip={text} role="img" aria-label={text}>
      <Icon name={worst === 'error' ? 'circle-alert' : 'triangle-alert'} size={13} />
    </span>
  )
}
