import type { KeyboardEvent } from 'react'
import type { PresentationStep } from '../../app/design/presentation-step.ts'
import { runCommand } from '../commands/run-command.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { useDesignStore } from '../state/design-store.ts'
import './PresentationPanel.css'
import { chooseStep, usePresentation } from './presentation-store.ts'
import { StepForm } from './StepForm.tsx'
import { addStepFromView, deleteStep, shiftStep } from './step-edits.ts'

const none: PresentationStep[] = []

/** The steps in which the design is presented, and what the chosen one says and shows. */
export function PresentationPanel() {
  const steps = useDesignStore((state) => state.design.presentation ?? none)
  const chosen = Math.min(
    usePresentation((state) => state.chosen),
    steps.length - 1,
  )
  const step = steps[chosen]
  if (!step) {
    return (
      <div className="dock-empty">
        <p>
          {t('Show the design to others in steps: move and zoom the drawing, focus on a part, predict and stop at a moment, then keep it.')}
        </p>
        <Button icon="list-plus" onClick={addStepFromView}>
          {t('Add step from this view')}
        </Button>
      </div>
    )
  }
  return (
    <div className="presentation">
      <div className="presentation-side">
        <ol className="presentation-steps" aria-label={t('Steps of the presentation')}>
          {steps.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is the step at its place, whatever it says.
            <Row key={index} step={one} index={index} isChosen={index === chosen} count={steps.length} />
          ))}
        </ol>
        <div className="presentation-foot">
          <Button icon="list-plus" onClick={addStepFromView}>
            {t('Add step from this view')}
          </Button>
          <Button icon="presentation" variant="primary" onClick={() => void runCommand('present')}>
            {t('Present')}
          </Button>
        </div>
      </div>
      <StepForm key={chosen} step={step} index={chosen} />
    </div>
  )
}

function Row({ step, index, isChosen, count }: { step: PresentationStep; index: number; isChosen: boolean; count: number }) {
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined
    if (by === undefined || !event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    shiftStep(index, by)
  }
  return (
    <li className={`presentation-step ${isChosen ? 'presentation-step-chosen' : ''}`}>
      <button type="button" aria-current={isChosen ? 'step' : undefined} onClick={() => chooseStep(index)} onKeyDown={onKeyDown}>
        <span className="presentation-number">{index + 1}</span>
        <span className="presentation-name">{step.name}</span>
      </button>
      {isChosen && (
        <span className="presentation-tools">
          <IconButton icon="arrow-up" label={t('Move the step up')} size={14} disabled={index === 0} onClick={() => shiftStep(index, -1)} />
          <IconButton
            icon="arrow-down"
            label={t('Move the step down')}
            size={14}
            disabled={index === count - 1}
            onClick={() => shiftStep(index, 1)}
          />
          <IconButton icon="trash" label={t('Delete the step')} size={14} onClick={() => deleteStep(index)} />
        </span>
      )}
    </li>
  )
}
