import type { Capacity } from '../../app/analysis/answers.ts'
import { isCapacityKnown } from '../../app/analysis/capacity-interval.ts'
import { targetName } from '../../app/faults/fault-words.ts'
import { toFactorText } from '../../app/run/figures.ts'
import { runCommand } from '../commands/run-command.ts'
import { objectiveWords } from '../dock/objective-words.ts'
import { Sentence } from '../language/Sentence.tsx'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useChosenScenario } from '../run/scenario-choice.ts'
import { useDesignStore } from '../state/design-store.ts'
import { AnswerHead } from './AnswerHead.tsx'
import { AskControl } from './AskControl.tsx'
import './CapacityAnswer.css'
import { useAsked } from './answers-store.ts'
import { ComponentLink } from './ComponentLink.tsx'
import { capacityWords, risesWithTraffic } from './capacity-words.ts'
import { FailedAnswer } from './FailedAnswer.tsx'

/** How much traffic each objective of the scenario stands, and what gives way beyond it. */
export function CapacityAnswer() {
  const { answer, about, message, status } = useAsked('capacity')
  const { scenario } = useChosenScenario()
  const hasObjectives = (scenario.objectives ?? []).length > 0
  const block = hasObjectives ? undefined : t('The chosen scenario has no objectives that could break')
  return (
    <>
      <AnswerHead title={t('How much traffic it stands')} about={about}>
        <AskControl kind="capacity" question={{ kind: 'capacity' }} label={t('Find capacity')} again={t('Find again')} block={block} />
      </AnswerHead>
      <div className="answer-body">
        {message && <FailedAnswer message={message} />}
        {answer ? <Objectives capacities={answer.capacity} /> : hasObjectives ? <WhatItDoes status={status} /> : <NoObjectives />}
      </div>
    </>
  )
}

function WhatItDoes({ status }: { status: string }) {
  return (
    <p className="answer-note">
      {status === 'idle'
        ? t(
            'Raises and lowers the scenario’s traffic until each objective breaks, says between which factors that is for sure, and what gives way.',
          )
        : t('Predicting the scenario at more and at less traffic.')}
    </p>
  )
}

const exampleObjective = 'objectives: [{ metric: p99, below: 400ms }]'

function NoObjectives() {
  const { name } = useChosenScenario()
  return (
    <div className="answer-empty">
      <p>
        <Sentence
          message={
            name === null
              ? 'Capacity is the traffic at which an objective breaks, and steady traffic has none. Choose a scenario with objectives, or write one, such as {example}.'
              : 'Capacity is the traffic at which an objective breaks, and this scenario has none. Write one under the scenario, such as {example}.'
          }
          parts={{ example: <code>{exampleObjective}</code> }}
        />
      </p>
      <Button icon="braces" onClick={() => void runCommand('edit-yaml')}>
        {t('Edit the YAML')}
      </Button>
    </div>
  )
}

function Objectives({ capacities }: { capacities: Capacity[] }) {
  const top = Math.max(1, ...capacities.flatMap(({ met, missed, surely }) => [met ?? 0, missed ?? 0, surely?.missed ?? 0])) * 1.1
  return (
    <ul className="capacities" aria-label={t('Objectives and the traffic they stand')}>
      {capacities.map((capacity) => (
        <Objective key={JSON.stringify(capacity.objective)} capacity={capacity} top={top} />
      ))}
    </ul>
  )
}

function Objective({ capacity, top }: { capacity: Capacity; top: number }) {
  const design = useDesignStore((state) => state.design)
  const { objective, met, component, sentence } = capacity
  const who = objective.journey ?? (objective.component ? targetName(objective.component, design) : t('every journey'))
  const rises = risesWithTraffic(objective)
  const { state, icon } = stateOf(capacity)
  const edge = ((met ?? 0) / top) * 100
  const bar = met === null ? { width: 0 } : rises ? { left: `${edge}%`, right: 0 } : { left: 0, width: `${edge}%` }
  return (
    <li className={`capacity capacity-${state}`}>
      <Icon name={icon} size={14} />
      <div className="capacity-words selectable">
        <b>
          {who} {objectiveWords(objective)}
        </b>{' '}
        {capacityWords(capacity)}
        {sentence && <span className="muted">{t('; beyond that: {sentence}', { sentence })}</span>}
        {component && (
          <>
            {' '}
            <ComponentLink target={component} />
          </>
        )}
      </div>
      <div
        className="capacity-lane"
        role="img"
        aria-label={
          met === null
            ? t('Never met')
            : rises
              ? t('Met from {factor} of the scenario’s traffic', { factor: toFactorText(met) })
              : t('Met up to {factor} of the scenario’s traffic', { factor: toFactorText(met) })
        }
      >
        <i className="capacity-bar" style={bar} />
        <Uncertainty capacity={capacity} top={top} />
        <i className="capacity-now" style={{ left: `${(1 / top) * 100}%` }} />
        <span className="capacity-today" style={{ left: `${(1 / top) * 100}%` }}>
          {t('now')}
        </span>
      </div>
    </li>
  )
}

/** At today's traffic: held for sure, broken for sure, or within what chance leaves open. */
function stateOf(capacity: Capacity): { state: 'holds' | 'breaks' | 'open'; icon: 'circle-check' | 'circle-x' | 'circle-dashed' } {
  const { objective, met, surely } = capacity
  const open = { state: 'open', icon: 'circle-dashed' } as const
  const breaks = { state: 'breaks', icon: 'circle-x' } as const
  const holds = { state: 'holds', icon: 'circle-check' } as const
  if (met === null) return breaks
  if (!isCapacityKnown(capacity)) return open
  const isWithin = (scale: number) => (risesWithTraffic(objective) ? scale <= 1 : scale >= 1)
  if (isWithin(surely?.met ?? met)) return holds
  return surely === undefined || (surely.missed !== null && !isWithin(surely.missed)) ? breaks : open
}

/** The part of the lane within which the objective breaks. */
function Uncertainty({ capacity: { surely }, top }: { capacity: Capacity; top: number }) {
  if (!surely || surely.met === null || surely.missed === null) return null
  const [low, high] = [Math.min(surely.met, surely.missed), Math.max(surely.met, surely.missed)]
  return <i className="capacity-uncertain" style={{ left: `${(low / top) * 100}%`, width: `${((high - low) / top) * 100}%` }} />
}
