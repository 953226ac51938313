import { componentsIn } from '../../app/design/components-in.ts'
import { groupFields } from '../../app/design/design.ts'
import { setParameter } from '../../app/design/edit.ts'
import { KindTile } from '../catalogue/KindTile.tsx'
import { runCommand } from '../commands/run-command.ts'
import { FaultHandle } from '../dock/FaultHandle.tsx'
import { t, tCount, tWord } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { FaultActions } from '../run/FaultActions.tsx'
import { edit, useDesignStore } from '../state/design-store.ts'
import { selectComponents } from '../state/selection-store.ts'
import { Form } from './Form.tsx'
import { toFieldSpecs } from './field-spec.ts'
import { NameField } from './NameField.tsx'

const { kind, latency } = groupFields
const ofAll = toFieldSpecs({ kind }).map((field) => ({ ...field, section: 'Group' }))
const ofZones = toFieldSpecs({ kind, latency }).map((field) => ({ ...field, section: 'Group' }))

/** A group: its name, what it means, and who is in it. */
export function GroupInspector({ id }: { id: string }) {
  const design = useDesignStore((state) => state.design)
  const problems = useDesignStore((state) => state.problems)
  const group = design.groups?.[id]
  if (!group) return null
  const name = group.name ?? id
  const members = componentsIn(design, id)
  return (
    <>
      <header className="inspector-head">
        <span className="inspector-edge-tile">
          <Icon name="group" size={20} />
        </span>
        <div className="inspector-title">
          <NameField
            name={name}
            onKeep={(wanted) => edit(t('Rename {name}', { name }), (before) => setParameter(before, ['groups', id, 'name'], wanted))}
          />
          <p className="muted">{t('group · {members}', { members: tCount(members.length, '{count} component', '{count} components') })}</p>
        </div>
        <FaultHandle target={id} className="icon-button" />
      </header>
      <FaultActions target={id} />
      <div className="inspector-body inspector-body-ruled">
        <div className="inspector-actions">
          <Button icon="ungroup" onClick={() => void runCommand('dissolve-group')}>
            {t('Dissolve')}
          </Button>
          {group.area && (
            <Button icon="shrink" onClick={() => void runCommand('fit-group')}>
              {t('Fit to members')}
            </Button>
          )}
          <Button icon="trash-2" variant="danger" onClick={() => void runCommand('delete-selection')}>
            {t('Delete all')}
          </Button>
        </div>
        <Form
          fields={group.kind === 'zone' ? ofZones : ofAll}
          values={{ ...group }}
          problems={problems}
          at={['groups', id]}
          put={(path, value, title) =>
            edit(t('{title} of {name}', { title: tWord(title), name }), (before) => setParameter(before, ['groups', id, ...path], value))
          }
        />
        <h3 className="inspector-list-head">{t('In it')}</h3>
        <ul className="inspector-list" aria-label={t('Members')}>
          {members.map((member) => (
            <li key={member}>
              <button type="button" onClick={() => selectComponents([member])}>
                <KindTile kind={design.components[member]?.kind ?? ''} size={22} />
                <span className="inspector-list-name">{design.components[member]?.name ?? member}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
