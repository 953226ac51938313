import { useMemo } from 'react'
import type { Sweep } from '../../app/analysis/answers.ts'
import { type Parameter, parametersOf } from '../../app/analysis/parameters.ts'
import { t } from '../language/t.ts'
import { useDesignStore } from '../state/design-store.ts'
import { AnswerHead } from './AnswerHead.tsx'
import { AskControl } from './AskControl.tsx'
import { useAsked } from './answers-store.ts'
import { FailedAnswer } from './FailedAnswer.tsx'
import './Sweep.css'
import { SweepForm } from './SweepForm.tsx'
import { SweepResult } from './SweepResult.tsx'
import { useSweepChoice } from './sweep-store.ts'
import { rangeProblem, sweepValues, usualRange } from './sweep-values.ts'

/** A figure over the values of one parameter. */
export function SweepAnswer() {
  const { answer, about, message, status } = useAsked('sweep')
  const design = useDesignStore((state) => state.design)
  const parameters = useMemo(() => parametersOf(design), [design])
  const choice = useSweepChoice()
  const parameter = parameters.find(({ path }) => path === choice.path) ?? (parameters[0] as Parameter)
  const range = choice.range ?? usualRange(parameter)
  const problem = rangeProblem(range)
  const values = problem ? [] : sweepValues(parameter.kind, range)
  return (
    <>
      <AnswerHead title={t('What a parameter changes')} about={about}>
        <AskControl
          kind="sweep"
          question={problem ? null : { kind: 'sweep', path: parameter.path, values }}
          label={problem ? t('Sweep') : t('Sweep {count} values', { count: values.length })}
          again={problem ? t('Sweep') : t('Sweep {count} values', { count: values.length })}
          block={problem}
        />
      </AnswerHead>
      <div className="sweep">
        <SweepForm parameters={parameters} parameter={parameter} range={range} problem={problem} />
        <div className="sweep-result">
          {message && <FailedAnswer message={message} />}
          {answer ? (
            <Answered sweep={answer.sweep} parameters={parameters} />
          ) : (
            <p className="answer-note">
              {status === 'idle'
                ? t(
                    'Choose a parameter and a range: the scenario is predicted at each value, with the same chance, and a figure is drawn over them.',
                  )
                : t('Predicting the scenario at each value.')}
            </p>
          )}
        </div>
      </div>
    </>
  )
}

/** The parameter may have been taken out of the design since. */
function Answered({ sweep, parameters }: { sweep: Sweep; parameters: Parameter[] }) {
  const parameter = parameters.find(({ path }) => path === sweep.path)
  return <SweepResult sweep={sweep} kind={parameter?.kind ?? 'number'} now={parameter?.value ?? null} />
}
