import { useEffect, useState } from 'react'
import { counted } from '../../app/run/figures.ts'
import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { useRunStore } from '../run/run-store.ts'
import { mostByHand, scalable, scaleByHand } from '../run/scale-by-hand.ts'
import { useSelectionStore } from '../state/selection-store.ts'
import './ReplicaStepper.css'

/** Under the only selected card while its containers run: one more or one fewer of them. */
export function ReplicaStepper({ id, name }: { id: string; name: string }) {
  const isOnly = useSelectionStore((state) => state.components.length === 1)
  const wanted = useRunStore((state) => (isOnly ? scalable(state.runs.live, id) : null))
  const [asked, setAsked] = useState<number | null>(null)
  // What was asked for shows at once, until the run says what there is, or has ended.
  useEffect(() => {
    if (wanted === asked || wanted === null) setAsked(null)
  }, [wanted, asked])
  if (wanted === null) return null
  const shown = asked ?? wanted
  const step = (by: number) => {
    setAsked(shown + by)
    void scaleByHand(id, shown + by).then((isDone) => isDone || setAsked(null))
  }
  return (
    <fieldset className="stepper nodrag nopan" aria-label={t('Replicas of {name}', { name })}>
      <button type="button" aria-label={t('One fewer')} data-tip={t('One fewer')} disabled={shown <= 0} onClick={() => step(-1)}>
        <Icon name="minus" size={13} />
      </button>
      <output>{counted(shown, 'replica')}</output>
      <button type="button" aria-label={t('One more')} data-tip={t('One more')} disabled={shown >= mostByHand} onClick={() => step(1)}>
        <Icon name="plus" size={13} />
      </button>
    </fieldset>
  )
}
