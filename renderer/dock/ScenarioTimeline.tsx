import { useEffect, useState } from 'react'
import { nameOf } from '../../app/analysis/name-of.ts'
import type { Scenario } from '../../app/design/design.ts'
import { toClock } from '../../app/run/figures.ts'
import { t } from '../language/t.ts'
import type { ChosenScenario } from '../run/chosen-scenario.ts'
import { edit, useDesignStore } from '../state/design-store.ts'
import { FaultMoment } from './FaultGhost.tsx'
import { FaultLanes } from './FaultLanes.tsx'
import { offerTimeline } from './fault-drag.ts'
import { Playhead } from './Playhead.tsx'
import type { ScenarioEditor } from './scenario-editor.ts'
import { replaceScenario } from './scenario-edits.ts'
import { TrafficArea } from './TrafficArea.tsx'
import { ticksOf } from './timeline-layout.ts'
import { useSize } from './use-size.ts'
import './ScenarioTimeline.css'

/** Traffic, faults and the playhead over the time of a scenario. What is dragged is written when it is let go, as one undo step. */
export function ScenarioTimeline({ chosen, onOpenFault }: { chosen: ChosenScenario; onOpenFault: (index: number) => void }) {
  const { ref, width } = useSize<HTMLDivElement>()
  const [draft, setDraft] = useState<Scenario | null>(null)
  const { name, durationSeconds } = chosen
  useEffect(() => (ref.current ? offerTimeline({ element: ref.current, durationSeconds }) : undefined), [ref, durationSeconds])
  const scenario = draft ?? chosen.scenario
  const design = useDesignStore((state) => state.design)
  const editor: ScenarioEditor | null =
    name === null
      ? null
      : {
          draft: setDraft,
          commit(label, edited) {
            setDraft(null)
            edit(t(label), (design) => replaceScenario(design, name, edited))
          },
        }
  return (
    <div className="timeline">
      <div ref={ref} className="timeline-field">
        {width > 0 && (
          <>
            <Ruler durationSeconds={durationSeconds} width={width} />
            <TrafficArea
              scenario={scenario}
              durationSeconds={durationSeconds}
              width={width}
              editor={editor}
              nameFor={(id) => nameOf(design, id)}
            />
            <FaultLanes scenario={scenario} durationSeconds={durationSeconds} width={width} editor={editor} onOpen={onOpenFault} />
            <FaultMoment durationSeconds={durationSeconds} width={width} />
            <Playhead durationSeconds={durationSeconds} warmupSeconds={chosen.warmupSeconds} width={width} />
          </>
        )}
      </div>
    </div>
  )
}

function Ruler({ durationSeconds, width }: { durationSeconds: number; width: number }) {
  return (
    <div className="timeline-ruler" aria-hidden="true">
      {ticksOf(durationSeconds, width).map((time) => (
        <span key={time} className="timeline-tick" style={{ left: (time / durationSeconds) * width }}>
          {toClock(time)}
        </span>
      ))}
    </div>
  )
}
