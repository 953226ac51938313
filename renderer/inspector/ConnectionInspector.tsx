import { useState } from 'react'
import { allowedProtocols } from '../../app/design/allowed-protocols.ts'
import { connectionId } from '../../app/design/design.ts'
import { setParameter } from '../../app/design/edit.ts'
import { isAsynchronous } from '../../app/design/is-asynchronous.ts'
import { checkTurn } from '../../app/design/turn-connection.ts'
import { runCommand } from '../commands/run-command.ts'
import { FaultHandle } from '../dock/FaultHandle.tsx'
import { t, tWord } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { FaultActions } from '../run/FaultActions.tsx'
import { NowTable } from '../run/NowTable.tsx'
import { edit, useDesignStore } from '../state/design-store.ts'
import { selectComponents } from '../state/selection-store.ts'
import { SelectionYaml } from '../yaml/SelectionYaml.tsx'
import { connectionForm, withProtocols } from './connection-form.ts'
import { Form } from './Form.tsx'
import type { Put } from './form-props.ts'

const tabs = [
  { id: 'properties', label: 'Properties' },
  { id: 'yaml', label: 'YAML' },
] as const

/** One connection. */
export function ConnectionInspector({ id }: { id: string }) {
  const design = useDesignStore((state) => state.design)
  const problems = useDesignStore((state) => state.problems)
  const [tab, setTab] = useState<(typeof tabs)[number]['id']>('properties')
  const index = design.connections?.findIndex((one) => connectionId(one) === id) ?? -1
  const connection = design.connections?.[index]
  if (!connection) return null
  const put: Put = (path, value, title) =>
    edit(t('{title} of {name}', { title: tWord(title), name: id }), (before) => setParameter(before, ['connections', id, ...path], value))
  const { protocols } = allowedProtocols(design, connection.from, connection.to)
  const blocked = checkTurn(design, connection)
  return (
    <>
      <header className="inspector-head">
        <span className="inspector-edge-tile">
          <Icon name="move-right" size={20} />
        </span>
        <div className="inspector-title">
          <p className="inspector-ends">
            <End id={connection.from} /> <Icon name="arrow-right" size={13} /> <End id={connection.to} />
          </p>
          <p className="muted">
            {t('connection')} · {isAsynchronous(design, connection) ? t('asynchronous') : t('synchronous')}
          </p>
        </div>
        <FaultHandle target={id} className="icon-button" />
        <IconButton
          icon="arrow-left-right"
          label={t('Turn the connection round')}
          disabled={blocked !== undefined}
          data-tip={blocked ?? t('Turn the connection round')}
          onClick={() => void runCommand('turn-connection')}
        />
        <IconButton
          icon="trash-2"
          label={t('Delete the connection')}
          shortcut="Delete"
          onClick={() => void runCommand('delete-selection')}
        />
      </header>
      <FaultActions key={id} target={id} />
      <Tabs label={t('Connection')} tabs={tabs.map(({ id, label }) => ({ id, label: tWord(label) }))} selected={tab} onSelect={setTab} />
      <div
        className={`inspector-body ${tab === 'yaml' ? 'inspector-yaml' : ''}`}
        role="tabpanel"
        aria-label={tab === 'yaml' ? 'YAML' : t('Properties')}
      >
        {tab === 'yaml' ? (
          <SelectionYaml path={['connections', index]} name={id} />
        ) : (
          <>
            <NowTable target={id} />
            <Form
              key={id}
              fields={connectionForm.map((field) => withProtocols(field, protocols))}
              values={{ ...connection }}
              problems={problems}
              at={['connections', index]}
              put={put}
            />
          </>
        )}
      </div>
    </>
  )
}

function End({ id }: { id: string }) {
  const name = useDesignStore((state) => state.design.components[id]?.name ?? id)
  return (
    <button type="button" className="inspector-end" onClick={() => selectComponents([id])} data-tip={t('Select {name}', { name })}>
      {name}
    </button>
  )
}
