import { useLayoutEffect, useRef } from 'react'
import type { Question } from '../../app/analysis/answers.ts'
import { t } from '../language/t.ts'
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
  const place = useKeptFocus(status === 'idle')
  if (status !== 'idle') {
    return (
      <div {...place} className="asking" role="status">
        <ProgressBar value={done > 0 ? done : undefined} label={label} />
        <span className="asking-done">{Math.round(done * 100)} %</span>
        <Button disabled={status === 'cancelling'} onClick={() => cancel(kind)}>
          {t('Cancel')}
        </Button>
      </div>
    )
  }
  const isBlocked = reason !== undefined || question === null
  return (
    <div {...place}>
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
    </div>
  )
}

/** The button that was pressed gives way to another one: the focus stays at the place. */
function useKeptFocus(isIdle: boolean) {
  const ref = useRef<HTMLDivElement>(null)
  const hadFocus = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the buttons change with it.
  useLayoutEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) ref.current?.querySelector('button')?.focus()
  }, [isIdle])
  return {
    ref,
    onFocus: () => {
      hadFocus.current = true
    },
    onBlur: () => {
      hadFocus.current = false
    },
  }
}
