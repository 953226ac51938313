import { useStore } from 'zustand'
import type { Message } from '../../app/language/translate.ts'
import { t } from '../language/t.ts'
import { type Tab, Tabs } from '../parts/Tabs.tsx'
import './AnswersPanel.css'
import { useAsked } from './answers-store.ts'
import { type AnswerView, answersViewStore, answerViews, showAnswer } from './answers-view.ts'
import { BottleneckAnswer } from './BottleneckAnswer.tsx'
import { CapacityAnswer } from './CapacityAnswer.tsx'
import { CostAnswer } from './CostAnswer.tsx'
import { RepetitionsAnswer } from './RepetitionsAnswer.tsx'
import { RetriesAnswer } from './RetriesAnswer.tsx'
import { SensitivityAnswer } from './SensitivityAnswer.tsx'
import { SweepAnswer } from './SweepAnswer.tsx'
import { TimeAnswer } from './TimeAnswer.tsx'

/** What follows from a prediction or a run, and what many predictions together say. */
export function AnswersPanel() {
  const view = useStore(answersViewStore, (state) => state.view)
  return (
    <div className="answers">
      <Tabs label={t('Answers')} vertical tabs={useViews()} selected={view} onSelect={showAnswer} className="answers-views" />
      <section className="answer" role="tabpanel" aria-label={t(labels[view])}>
        <Answer view={view} />
      </section>
    </div>
  )
}

function Answer({ view }: { view: AnswerView }) {
  switch (view) {
    case 'bottleneck':
      return <BottleneckAnswer />
    case 'time':
      return <TimeAnswer />
    case 'capacity':
      return <CapacityAnswer />
    case 'sensitivity':
      return <SensitivityAnswer />
    case 'sweep':
      return <SweepAnswer />
    case 'retries':
      return <RetriesAnswer />
    case 'cost':
      return <CostAnswer />
    case 'repetitions':
      return <RepetitionsAnswer />
  }
}

const labels: Record<AnswerView, Message> = {
  bottleneck: 'Bottleneck',
  time: 'Where time goes',
  capacity: 'Capacity',
  sensitivity: 'Sensitivity',
  sweep: 'Sweep',
  retries: 'Retries',
  cost: 'Cost',
  repetitions: 'Repetitions',
}

const icons: Record<AnswerView, string> = {
  bottleneck: 'funnel',
  time: 'chart-bar-stacked',
  capacity: 'gauge',
  sensitivity: 'sliders-horizontal',
  sweep: 'chart-spline',
  retries: 'repeat-2',
  cost: 'coins',
  repetitions: 'dices',
}

/** A question that is being answered shows how far it is, whichever view is open. */
function useViews(): Tab<AnswerView>[] {
  const asked = { capacity: useAsked('capacity'), sensitivity: useAsked('sensitivity'), sweep: useAsked('sweep') }
  const under: Partial<Record<AnswerView, { status: string; done: number }>> = { ...asked, repetitions: useAsked('replications') }
  return answerViews.map((id) => {
    const one = under[id]
    const badge = one && one.status !== 'idle' ? `${Math.round(one.done * 100)} %` : undefined
    return { id, label: t(labels[id]), icon: icons[id], badge }
  })
}
