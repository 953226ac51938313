import type { Objective } from '../../app/design/design.ts'
import { scenarioFields } from '../../app/design/design.ts'
import { setParameter } from '../../app/design/edit.ts'
import { Form } from '../inspector/Form.tsx'
import { type FieldSpec, toFieldSpecs } from '../inspector/field-spec.ts'
import { t, tWord } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { chooseScenario } from '../run/scenario-choice.ts'
import { edit, useDesignStore } from '../state/design-store.ts'
import { openDialog } from '../state/shell-store.ts'
import { ObjectiveRow } from './ObjectiveRow.tsx'
import { usualObjective } from './objective-bound.ts'
import './ScenarioDialog.css'
import { duplicateScenario, putObjective, removeScenario } from './scenario-list.ts'

const titles: Record<string, string> = { name: 'Name', duration: 'Duration', warmup: 'Warm-up' }
const fields: FieldSpec[] = toFieldSpecs({
  name: scenarioFields.name,
  duration: scenarioFields.duration,
  warmup: scenarioFields.warmup,
}).map((field) => ({ ...field, title: titles[field.key] ?? field.key, section: 'Scenario' }))

/** What a scenario is called, how long it takes and what is asked of the system in it. Each change is kept at once, as an undo step. */
export function ScenarioDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const design = useDesignStore((state) => state.design)
  const problems = useDesignStore((state) => state.problems)
  const scenario = design.scenarios?.[name]
  if (!scenario) return null
  const label = scenario.name ?? name
  const objectives = scenario.objectives ?? []
  const change = (index: number, objective: Objective | undefined) =>
    edit(objective ? t('Objective of {name}', { name: label }) : t('Remove objective of {name}', { name: label }), (before) => {
      const now = before.scenarios?.[name]
      return now ? setParameter(before, ['scenarios', name], putObjective(now, index, objective)) : before
    })
  const duplicate = () => {
    const { id } = duplicateScenario(design, name)
    edit(t('Duplicate scenario {name}', { name: label }), (before) => duplicateScenario(before, name).design)
    chooseScenario(id)
    openDialog({ kind: 'scenario', name: id })
  }
  const remove = () => {
    onClose()
    edit(t('Delete scenario {name}', { name: label }), (before) => removeScenario(before, name))
  }
  return (
    <Dialog
      title={t('Scenario {name}', { name: label })}
      description={t('What is changed here is kept at once; Undo takes it back.')}
      onClose={onClose}
      width={660}
      footer={
        <>
          <Button variant="danger" icon="trash" onClick={remove}>
            {t('Delete scenario')}
          </Button>
          <Button icon="copy-plus" onClick={duplicate}>
            {t('Duplicate')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('Done')}
          </Button>
        </>
      }
    >
      <Form
        key={name}
        fields={fields}
        values={{ ...scenario }}
        problems={problems}
        at={['scenarios', name]}
        put={(path, value, title) =>
          edit(t('{title} of {name}', { title: tWord(title), name: label }), (before) =>
            setParameter(before, ['scenarios', name, ...path], value),
          )
        }
      />
      <h3 className="scenario-objectives-head">{t('Objectives')}</h3>
      <ul className="scenario-objectives" aria-label={t('Objectives of the scenario')}>
        {objectives.map((objective, index) => (
          <ObjectiveRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is the objective at its place, whatever it says.
            key={index}
            design={design}
            objective={objective}
            number={index + 1}
            onChange={(next) => change(index, next)}
          />
        ))}
      </ul>
      <Button icon="plus" onClick={() => change(objectives.length, usualObjective('p99'))}>
        {t('Add objective')}
      </Button>
    </Dialog>
  )
}
