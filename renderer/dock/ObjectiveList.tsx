import type { Objective } from '../../app/design/design.ts'
import { targetName } from '../../app/faults/fault-words.ts'
import type { Result } from '../../app/run/result.ts'
import { Icon } from '../parts/Icon.tsx'
import { useRunStore } from '../run/run-store.ts'
import { useChosenScenario } from '../run/scenario-choice.ts'
import { useDesignStore } from '../state/design-store.ts'
import { objectiveFigure, objectiveTip, objectiveWords, unknownWords } from './objective-words.ts'

/** The scenario's objectives: met, missed, or not known yet, by each engine that has ended. */
export function ObjectiveList() {
  const { scenario } = useChosenScenario()
  const result = useRunStore((state) => state.result)
  const design = useDesignStore((state) => state.design)
  const objectives = scenario.objectives ?? []
  if (objectives.length === 0) return null
  return (
    <ul className="objectives" aria-label="Objectives">
      {objectives.map((objective) => (
        <Line
          key={JSON.stringify(objective)}
          objective={objective}
          who={
            objective.journey ??
            (objective.component ? targetName(objective.component, design) : objective.metric === 'cost' ? 'total' : 'all requests')
          }
          predicted={find(result.predict, objective)}
          measured={find(result.live, objective)}
        />
      ))}
    </ul>
  )
}

type Judged = Result['objectives'][number]

function find(result: Result | null, objective: Objective): Judged | undefined {
  return result?.objectives.find(
    (each) =>
      each.metric === objective.metric &&
      each.journey === objective.journey &&
      each.component === objective.component &&
      each.below === objective.below &&
      each.above === objective.above,
  )
}

interface LineProps {
  objective: Objective
  who: string
  predicted: Judged | undefined
  measured: Judged | undefined
}

function Line({ objective, who, predicted, measured }: LineProps) {
  const judged = measured ?? predicted
  const state = judged === undefined || judged.verdict === 'unknown' ? 'open' : judged.met ? 'met' : 'missed'
  const icon = { open: 'circle-dashed', met: 'circle-check', missed: 'circle-x' }[state]
  return (
    <li className={`objective objective-${state}`} data-tip={judged && objectiveTip(judged)}>
      <Icon name={icon} size={14} />
      <span className="visually-hidden">{{ open: 'not known yet', met: 'met', missed: 'missed' }[state]}</span>
      <span className="selectable">
        {who} {objectiveWords(objective)}
      </span>
      <span className="objective-actual">
        {predicted && (
          <span className="objective-predicted">
            {predicted.verdict === 'unknown' ? (
              <span className="objective-unknown">{unknownWords(predicted)}</span>
            ) : (
              objectiveFigure(objective, predicted.actual)
            )}
          </span>
        )}
        {measured && <span className="objective-measured">{objectiveFigure(objective, measured.actual)}</span>}
      </span>
    </li>
  )
}
