import type { Question } from '../../app/analysis/answers.ts'
import { Button } from '../parts/Button.tsx'
import { ProgressBar } from '../parts/ProgressBar.tsx'
import { runBlock } from '../run/run-block.ts'
import { useDesignStore } from '../state/design-store.ts'
import { useAsked } from './answers-store.ts'
import { ask, cancel } from './ask.ts'

interface AskControlProps {
  /** null: it cannot be asked yet, for the reason given as `block`. */
  question: Question | null
  kind: Question['kind']
  label: string
  /** Once there is an answer. */
  again: string
  block?: string | undefined
}

/** Asks a question that takes many predictions; while they run, how far they are, and the way to stop them. */
export function AskControl({ question, kind, label, again, block }: AskControlProps) {
  const { status, done, answer } = useAsked(kind)
  const unsound = useDesignStore((state) => runBlock('predict', state.design, state.problems, null))
  const reason = unsound ?? block
  if (status !== 'idle') {
    return (
      <div className="asking" role="status">
        <ProgressBar value={done > 0 ? done : undefined} label={label} />
        <span className="asking-done">{Math.round(done * 100)} %</span>
        <Button disabled={status === 'cancelling'} onClick={() => cancel(kind)}>
          Cancel
        </Button>
      </div>
    )
  }
  const isBlocked = reason !== undefined || question === null
  return (
    <Button
      variant={answer ? 'plain' : 'predict'}
      icon={answer ? 'rotate-cw' : 'play'}
      aria-disabled={isBlocked}
      tip={reason}
      onClick={() => {
        if (!isBlocked) void ask(question)
      }}
    >
      {answer ? again : label}
    </Button>
  )
}
