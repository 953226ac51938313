import { useId } from 'react'
import type { PresentationStep } from '../../app/design/presentation-step.ts'
import { isDuration } from '../../app/design/quantities.ts'
import { t, tCount } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { useDesignStore } from '../state/design-store.ts'
import { KeptText } from './KeptText.tsx'
import { retakeStep, setMoment, writeStep } from './step-edits.ts'

/** Of the choice; no id of a scenario has a space. */
const steady = 'steady traffic'

/** What a step says, and what it shows: all is kept as soon as it is left. */
export function StepForm({ step, index }: { step: PresentationStep; index: number }) {
  const id = useId()
  return (
    <div className="step-form">
      <div className="step-words">
        <label className="field-label" htmlFor={`${id}-name`}>
          {t('Title')}
        </label>
        <KeptText id={`${id}-name`} text={step.name} most={120} onKeep={(name) => writeStep(index, { name })} />
        <label className="field-label" htmlFor={`${id}-text`}>
          {t('Text')}
        </label>
        <KeptText id={`${id}-text`} text={step.text ?? ''} most={4000} lines onKeep={(text) => writeStep(index, { text })} />
      </div>
      <div className="step-shown">
        <span className="field-label">{t('Shows')}</span>
        <p>
          {step.view ? t('A part of the drawing') : t('The whole drawing')}
          {step.focus && ` · ${tCount(step.focus.length, '{count} in focus', '{count} in focus')}`}
        </p>
        <Button icon="camera" onClick={() => retakeStep(index)}>
          {t('Take this view instead')}
        </Button>
        <Moment id={id} step={step} index={index} />
      </div>
    </div>
  )
}

function Moment({ id, step, index }: { id: string; step: PresentationStep; index: number }) {
  const scenarios = useDesignStore((state) => state.design.scenarios)
  const shown = step.scenario ?? (step.steady ? null : undefined)
  const isGone = step.scenario !== undefined && !Object.hasOwn(scenarios ?? {}, step.scenario)
  return (
    <>
      <label className="field-label" htmlFor={`${id}-scenario`}>
        {t('Figures of')}
      </label>
      <select
        id={`${id}-scenario`}
        className="input"
        value={step.scenario ?? (step.steady ? steady : '')}
        onChange={({ target: { value } }) => setMoment(index, value === steady ? null : value || undefined, step.at)}
      >
        <option value="">{t('no scenario: the drawing alone')}</option>
        <option value={steady}>{t('steady traffic, as drawn')}</option>
        {isGone && <option value={step.scenario}>{step.scenario}</option>}
        {Object.entries(scenarios ?? {}).map(([scenario, { name }]) => (
          <option key={scenario} value={scenario}>
            {name ?? scenario}
          </option>
        ))}
      </select>
      {shown !== undefined && (
        <>
          <label className="field-label" htmlFor={`${id}-at`}>
            {t('At')}
          </label>
          <KeptText
            id={`${id}-at`}
            text={step.at ?? ''}
            placeholder={t('the whole run')}
            check={(text) => (text === '' || isDuration(text) ? undefined : t('Write a time with its unit, such as 40s.'))}
            onKeep={(at) => setMoment(index, shown, at || undefined)}
          />
        </>
      )}
    </>
  )
}
