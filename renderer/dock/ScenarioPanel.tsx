import { useState } from 'react'
import { runCommand } from '../commands/run-command.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { newScenario } from '../run/ScenarioMenu.tsx'
import { useChosenScenario } from '../run/scenario-choice.ts'
import { FaultDialog } from './FaultDialog.tsx'
import { JourneyChart } from './JourneyChart.tsx'
import { ObjectiveList } from './ObjectiveList.tsx'
import { ScenarioTimeline } from './ScenarioTimeline.tsx'
import './ScenarioPanel.css'

/** The scenario on its timeline, the figure it is judged by, and its objectives. */
export function ScenarioPanel() {
  const chosen = useChosenScenario()
  const [fault, setFault] = useState<number | 'new' | null>(null)
  return (
    <div className="scenario">
      <div className="scenario-time">
        <ScenarioTimeline chosen={chosen} onOpenFault={setFault} />
        <div className="scenario-foot">
          {chosen.name === null ? (
            <>
              <span className="muted">
                {t('Steady traffic as drawn. A scenario of your own can change it over time, break things and set objectives.')}
              </span>
              <Button icon="plus" onClick={newScenario}>
                {t('New scenario')}
              </Button>
            </>
          ) : (
            <>
              <Button icon="zap-off" onClick={() => setFault('new')}>
                {t('Add fault')}
              </Button>
              <Button icon="sliders-horizontal" onClick={() => void runCommand('edit-scenario')}>
                {t('Edit scenario')}
              </Button>
              <span className="muted scenario-hint">
                {t(
                  'Double-click the traffic to add a point; drag points and faults, with Alt to copy a fault, and new faults from a card.',
                )}
              </span>
            </>
          )}
        </div>
      </div>
      <div className="scenario-side">
        <JourneyChart />
        <ObjectiveList />
      </div>
      {fault !== null && chosen.name !== null && (
        <FaultDialog scenario={chosen.name} index={fault === 'new' ? null : fault} onClose={() => setFault(null)} />
      )}
    </div>
  )
}
