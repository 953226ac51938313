import { useMemo } from 'react'
import { kindOf } from '../../app/catalogue/catalogue.ts'
import { commonFields } from '../../app/design/design.ts'
import { KindTile } from '../catalogue/KindTile.tsx'
import { arranging } from '../commands/arranging.ts'
import { commands } from '../commands/commands.ts'
import { runCommand } from '../commands/run-command.ts'
import { t, tCount } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { IconButton } from '../parts/IconButton.tsx'
import { useDesignStore } from '../state/design-store.ts'
import { selectComponents } from '../state/selection-store.ts'
import { toCommonFields } from './common-values.ts'
import { toFieldSpecs } from './field-spec.ts'
import { SeveralForm } from './SeveralForm.tsx'

const about = toFieldSpecs({ team: commonFields.team }).map((field) => ({ ...field, section: 'About' }))

/** Several components: which they are, and what can be done to all of them. */
export function SeveralInspector({ ids }: { ids: string[] }) {
  const components = useDesignStore((state) => state.design.components)
  const problems = useDesignStore((state) => state.problems)
  const all = useMemo(() => ids.flatMap((id) => components[id] ?? []), [ids, components])
  const kinds = [...new Set(all.map(({ kind }) => kind))].join()
  const fields = useMemo(() => {
    const forms = kinds.split(',').map((kind) => toFieldSpecs(kindOf(kind)?.parameters ?? {}))
    return [...toCommonFields(forms), ...about]
  }, [kinds])
  return (
    <>
      <header className="inspector-head">
        <span className="inspector-edge-tile">
          <Icon name="boxes" size={20} />
        </span>
        <div className="inspector-title">
          <h2>{tCount(ids.length, '{count} component', '{count} components')}</h2>
          <p className="muted">{t('what is set here is set for all')}</p>
        </div>
      </header>
      <div className="inspector-body inspector-body-ruled">
        <div className="inspector-actions">
          <Button icon="copy-plus" onClick={() => void runCommand('duplicate')}>
            {t('Duplicate')}
          </Button>
          <Button icon="copy" onClick={() => void runCommand('copy')}>
            {t('Copy')}
          </Button>
          <Button icon="trash-2" variant="danger" onClick={() => void runCommand('delete-selection')}>
            {t('Delete')}
          </Button>
        </div>
        <div className="inspector-arrange" role="toolbar" aria-label={t('Arrange')}>
          {commands
            .filter(({ id }) => arranging.includes(id))
            .map(({ id, label, icon = '', shortcut, when }) => (
              <IconButton
                key={id}
                icon={icon}
                label={t(label)}
                shortcut={shortcut}
                disabled={when?.() === false}
                onClick={() => void runCommand(id)}
              />
            ))}
        </div>
        <SeveralForm
          fields={fields}
          all={all}
          section="components"
          ids={ids}
          problems={problems.filter(({ component }) => component !== undefined && ids.includes(component))}
          called={`${ids.length} components`}
        />
        <h3 className="inspector-list-head">{t('Selected')}</h3>
        <ul className="inspector-list" aria-label={t('Selected components')}>
          {ids.map((id) => {
            const component = components[id]
            return (
              component && (
                <li key={id}>
                  <button type="button" onClick={() => selectComponents([id])}>
                    <KindTile kind={component.kind} size={22} />
                    <span className="inspector-list-name">{component.name ?? id}</span>
                    <span className="muted">{kindOf(component.kind)?.label ?? component.kind}</span>
                  </button>
                </li>
              )
            )
          })}
        </ul>
      </div>
    </>
  )
}
