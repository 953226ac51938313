import { runCommand } from '../commands/run-command.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { isActive } from '../run/run-state.ts'
import { useRunStore } from '../run/run-store.ts'

/** What an answer needs first, and the button that gets it. */
export function NothingYet({ children }: { children: string }) {
  const predicting = useRunStore((state) => isActive(state.runs.predict))
  return (
    <div className="answer-empty">
      <p>{children}</p>
      <Button variant="predict" icon="zap" disabled={predicting} onClick={() => void runCommand('predict')}>
        {predicting ? t('Predicting') : t('Predict')}
      </Button>
    </div>
  )
}
