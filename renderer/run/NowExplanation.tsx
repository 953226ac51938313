import { findBottleneck } from '../../app/analysis/bottleneck.ts'
import { explain } from '../../app/analysis/explain.ts'
import { Icon } from '../parts/Icon.tsx'
import { useRunStore } from './run-store.ts'
import { shownFrame, shownResult } from './shown.ts'
import type { Trouble } from './trouble.ts'

const icons: Record<Trouble, string> = { none: 'info', warning: 'triangle-exclamation-point', bad: 'triangle-exclamation-point' }

/** Why a component is as it is, in one sentence, with the remedy where it is what limits the system. */
export function NowExplanation({ component, trouble }: { component: string; trouble: Trouble }) {
  const design = useRunStore((state) => (state.engine ? state.runs[state.engine].design : null))
  const seen = useRunStore((state) => (state.engine ? (shownFrame(state, state.engine) ?? shownResult(state, state.engine)) : null))
  const sentence = design && seen && explain(design, seen, component)
  if (!design || !seen || !sentence) return null
  const bottleneck = 'engine' in seen ? findBottleneck(design, seen) : null
  const isLimit = bottleneck?.component === component
  return (
    <p className={`now-why now-why-${isLimit && trouble === 'none' ? 'warning' : trouble} selectable`}>
      <Icon name={icons[isLimit && trouble === 'none' ? 'warning' : trouble]} />
      <span>{isLimit ? `${bottleneck.sentence} ${bottleneck.remedy}` : sentence}</span>
    </p>
  )
}
