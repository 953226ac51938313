import type { Scenario } from '../../app/design/design.ts'
import { nameDesign } from '../../app/design/edit.ts'
import { isDuration, toSeconds } from '../../app/design/quantities.ts'
import { toSpan } from '../../app/run/figures.ts'
import { objectiveWords } from '../dock/objective-words.ts'
import { t, tCount } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { Shortcut } from '../parts/Shortcut.tsx'
import { edit, useDesignStore } from '../state/design-store.ts'
import { NameField } from './NameField.tsx'

const hints = [
  ['Add', 'Drag from the list, or press Enter on it', undefined],
  ['Connect', 'Drag from a card’s right edge to another card', undefined],
  ['Search', 'Components, commands, kinds to add', 'Mod+K'],
  ['Predict', 'The answer in a second, without Docker', 'Mod+Enter'],
] as const

/** The design as a whole, when nothing of it is selected. */
export function DesignInspector() {
  const design = useDesignStore((state) => state.design)
  const fileName = useDesignStore((state) => state.name)
  const scenarios = Object.entries(design.scenarios ?? {})
  return (
    <>
      <header className="inspector-head">
        <span className="inspector-edge-tile">
          <Icon name="network" size={20} />
        </span>
        <div className="inspector-title">
          <NameField
            label={t('Name of the design')}
            name={design.name ?? fileName.replace(/(\.microcosm)?\.ya?ml$/, '')}
            onKeep={(name) => edit(t('Rename the design'), (before) => nameDesign(before, name))}
          />
          <p className="muted">
            {tCount(Object.keys(design.components).length, '{count} component', '{count} components')} ·{' '}
            {tCount(design.connections?.length ?? 0, '{count} connection', '{count} connections')}
          </p>
        </div>
      </header>
      <div className="inspector-body inspector-body-ruled">
        <section className="form-section">
          <h3>{t('Scenarios')}</h3>
          {scenarios.length === 0 && (
            <p className="muted">{t('None yet: Predict and Run use steady traffic. Add one under Scenario below the canvas.')}</p>
          )}
          {scenarios.map(([id, scenario]) => (
            <ScenarioCard key={id} id={id} scenario={scenario} />
          ))}
        </section>
        <section className="form-section">
          <h3>{t('How to')}</h3>
          <dl className="hints">
            {hints.map(([term, text, keys]) => (
              <div key={term}>
                <dt>{t(term)}</dt>
                <dd className="muted">
                  {t(text)} {keys && <Shortcut keys={keys} framed />}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </>
  )
}

function ScenarioCard({ id, scenario }: { id: string; scenario: Scenario }) {
  const faults = scenario.faults?.length ?? 0
  return (
    <article className="scenario-card">
      <strong>{scenario.name ?? id}</strong>
      <p className="muted">
        {isDuration(scenario.duration) ? toSpan(toSeconds(scenario.duration)) : scenario.duration}
        {faults > 0 && ` · ${tCount(faults, '{count} fault', '{count} faults')}`}
      </p>
      {scenario.objectives?.map((objective) => (
        <p key={JSON.stringify(objective)} className="scenario-objective">
          <Icon name="target" size={13} /> {objective.journey ?? objective.component} {objectiveWords(objective)}
        </p>
      ))}
    </article>
  )
}
