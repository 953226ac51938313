import { useState } from 'react'
import { kindOf } from '../../app/catalogue/catalogue.ts'
import { commonFields } from '../../app/design/design.ts'
import { rename, setParameter } from '../../app/design/edit.ts'
import { KindTile } from '../catalogue/KindTile.tsx'
import { FaultHandle } from '../dock/FaultHandle.tsx'
import { t, tWord } from '../language/t.ts'
import { Tabs } from '../parts/Tabs.tsx'
import { FaultActions } from '../run/FaultActions.tsx'
import { NowTable } from '../run/NowTable.tsx'
import { edit, useDesignStore } from '../state/design-store.ts'
import { SelectionYaml } from '../yaml/SelectionYaml.tsx'
import { Form } from './Form.tsx'
import { toFieldSpecs } from './field-spec.ts'
import type { Put } from './form-props.ts'
import { IdField } from './IdField.tsx'
import { NameField } from './NameField.tsx'

const tabs = [
  { id: 'properties', label: 'Properties' },
  { id: 'yaml', label: 'YAML' },
] as const
const about = toFieldSpecs({ team: commonFields.team, notes: commonFields.notes }).map((field) => ({ ...field, section: 'About' }))

/** One component. */
export function ComponentInspector({ id }: { id: string }) {
  const component = useDesignStore((state) => state.design.components[id])
  const [tab, setTab] = useState<(typeof tabs)[number]['id']>('properties')
  if (!component) return null
  const kind = kindOf(component.kind)
  const name = component.name ?? id
  return (
    <>
      <header className="inspector-head">
        <KindTile kind={component.kind} size={32} />
        <div className="inspector-title">
          <NameField key={id} name={name} onKeep={(wanted) => edit(t('Rename {name}', { name }), (design) => rename(design, id, wanted))} />
          <p className="muted">
            {[kind?.label ?? component.kind, component.team && t('team {team}', { team: component.team })].filter(Boolean).join(' · ')}
          </p>
        </div>
        <FaultHandle target={id} className="icon-button" />
      </header>
      <FaultActions key={id} target={id} />
      <Tabs label={t('Component')} tabs={tabs.map(({ id, label }) => ({ id, label: tWord(label) }))} selected={tab} onSelect={setTab} />
      <div
        className={`inspector-body ${tab === 'yaml' ? 'inspector-yaml' : ''}`}
        role="tabpanel"
        aria-label={tab === 'yaml' ? 'YAML' : t('Properties')}
      >
        {tab === 'yaml' ? <SelectionYaml path={['components', id]} name={name} /> : <Properties key={id} id={id} />}
      </div>
    </>
  )
}

function Properties({ id }: { id: string }) {
  const component = useDesignStore((state) => state.design.components[id])
  const problems = useDesignStore((state) => state.problems)
  if (!component) return null
  const kind = kindOf(component.kind)
  const name = component.name ?? id
  const put: Put = (path, value, title) =>
    edit(t('{title} of {name}', { title: tWord(title), name }), (design) => setParameter(design, ['components', id, ...path], value))
  return (
    <>
      <NowTable target={id} />
      <Form fields={toFieldSpecs(kind?.parameters ?? {})} values={component} problems={problems} at={['components', id]} put={put} />
      <Form fields={about} values={component} problems={problems} at={['components', id]} put={put} />
      <div className="form-section form-section-joined">
        <IdField id={id} />
      </div>
      {kind && <p className="inspector-note muted">{kind.summary}</p>}
      {typeof kind?.container === 'object' && (
        <p className="inspector-note muted">{t('It is predicted only: {reason}', { reason: kind.container.reason })}</p>
      )}
    </>
  )
}
