import { AnswersPanel } from '../answers/AnswersPanel.tsx'
import { t } from '../language/t.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { type Tab, Tabs } from '../parts/Tabs.tsx'
import { PresentationPanel } from '../presentation/PresentationPanel.tsx'
import { useRunStore } from '../run/run-store.ts'
import { useDesignStore } from '../state/design-store.ts'
import { putSetting, useSettingsStore } from '../state/settings-store.ts'
import { YamlPanel } from '../yaml/YamlPanel.tsx'
import { ChartsPanel } from './ChartsPanel.tsx'
import { ComparePanel } from './ComparePanel.tsx'
import { type DockTab, showDockTab, useDockTab } from './dock-store.ts'
import { FaultGhost } from './FaultGhost.tsx'
import { LogsPanel } from './LogsPanel.tsx'
import { ProblemsPanel } from './ProblemsPanel.tsx'
import { ScenarioPanel } from './ScenarioPanel.tsx'
import { TracesPanel } from './TracesPanel.tsx'
import { Transport } from './Transport.tsx'
import './Dock.css'

/** The bottom of the window: what happens and what came of it. */
export function Dock() {
  const tab = useDockTab()
  const tabs = useTabs()
  const open = useSettingsStore((state) => state.dockOpen)
  return (
    <div className="dock">
      <div className="dock-head">
        <Tabs label={t('Dock')} tabs={tabs} selected={tab} onSelect={showDockTab} className="dock-tabs" />
        <Transport />
        <IconButton
          icon={open ? 'chevron-down' : 'chevron-up'}
          label={open ? t('Close the dock') : t('Open the dock')}
          onClick={() => putSetting('dockOpen', !open)}
        />
      </div>
      <FaultGhost />
      {open && (
        <div className="dock-body" role="tabpanel" aria-label={tabs.find(({ id }) => id === tab)?.label}>
          <Panel tab={tab} />
        </div>
      )}
    </div>
  )
}

function Panel({ tab }: { tab: DockTab }) {
  switch (tab) {
    case 'scenario':
      return <ScenarioPanel />
    case 'charts':
      return <ChartsPanel />
    case 'answers':
      return <AnswersPanel />
    case 'compare':
      return <ComparePanel />
    case 'logs':
      return <LogsPanel />
    case 'traces':
      return <TracesPanel />
    case 'problems':
      return <ProblemsPanel />
    case 'presentation':
      return <PresentationPanel />
    case 'yaml':
      return <YamlPanel />
  }
}

function useTabs(): Tab<DockTab>[] {
  const errors = useDesignStore((state) => state.problems.filter((problem) => problem.severity === 'error').length)
  // Advice waits until somebody looks.
  const mistakes = useDesignStore((state) => state.problems.filter((problem) => problem.severity !== 'advice').length)
  const traces = useRunStore((state) => (state.engine ? (state.runs[state.engine].result?.traces.length ?? 0) : 0))
  return [
    { id: 'scenario', label: t('Scenario') },
    { id: 'charts', label: t('Charts') },
    { id: 'answers', label: t('Answers') },
    { id: 'compare', label: t('Compare') },
    { id: 'logs', label: t('Logs') },
    { id: 'traces', label: t('Traces'), badge: traces || undefined },
    { id: 'problems', label: t('Problems'), badge: mistakes || undefined, tone: errors > 0 ? 'bad' : 'warning' },
    { id: 'presentation', label: t('Presentation') },
    { id: 'yaml', label: 'YAML' },
  ]
}
