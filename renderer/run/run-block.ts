import type { Output } from '../../app/bridge/requests.ts'
import type { Design } from '../../app/design/design.ts'
import type { Problem } from '../../app/design/problem.ts'
import type { EngineName } from './run-state.ts'

/** Why the engine cannot be started now, with what to do; undefined: it can. */
export function runBlock(
  engine: EngineName,
  design: Design,
  problems: Problem[],
  docker: Output<'docker.status'> | null,
): string | undefined {
  const isEmpty = Object.keys(design.components).length === 0
  const errors = problems.filter((problem) => problem.severity === 'error')
  const [first] = errors
  // A file whose components are all broken shows none of them, and yet they are not what has to be added.
  if (isEmpty && !first) return 'There is nothing to run yet: add traffic and a component for it to call.'
  if (first) {
    const rest = errors.length === 1 ? '' : ` (and ${errors.length - 1} more in the Problems panel)`
    return `${[first.message, first.remedy].filter(Boolean).join(' ')}${rest}`
  }
  if (engine === 'live' && docker && !docker.available) {
    return docker.message ?? 'Docker does not answer: start Docker, then come back to this window.'
  }
  return undefined
}
