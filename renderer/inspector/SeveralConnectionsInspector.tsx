import { useMemo } from 'react'
import { allowedProtocols } from '../../app/design/allowed-protocols.ts'
import { connectionId, type Design } from '../../app/design/design.ts'
import { runCommand } from '../commands/run-command.ts'
import { t, tCount } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useDesignStore } from '../state/design-store.ts'
import { selectConnection } from '../state/selection-store.ts'
import { connectionForm, withProtocols } from './connection-form.ts'
import { SeveralForm } from './SeveralForm.tsx'

/** These name a call of one caller, which says nothing of the calls of another. */
const ofOneCaller = ['onMiss', 'fallbackFor']
const shared = connectionForm.filter(({ key }) => !ofOneCaller.includes(key))

/** Several connections: what they have in common, set for all at once, and which they are. */
export function SeveralConnectionsInspector({ ids }: { ids: string[] }) {
  const design = useDesignStore((state) => state.design)
  const problems = useDesignStore((state) => state.problems)
  const all = useMemo(() => (design.connections ?? []).filter((one) => ids.includes(connectionId(one))), [design, ids])
  const fields = useMemo(() => {
    const [first = [], ...others] = all.map(({ from, to }): string[] => allowedProtocols(design, from, to).protocols)
    const protocols = first.filter((protocol) => others.every((allowed) => allowed.includes(protocol)))
    const usable = protocols.length > 0 ? shared : shared.filter(({ key }) => key !== 'protocol')
    return usable.map((field) => withProtocols(field, protocols))
  }, [all, design])
  return (
    <>
      <header className="inspector-head">
        <span className="inspector-edge-tile">
          <Icon name="move-right" size={20} />
        </span>
        <div className="inspector-title">
          <h2>{tCount(ids.length, '{count} connection', '{count} connections')}</h2>
          <p className="muted">{t('what is set here is set for all')}</p>
        </div>
      </header>
      <div className="inspector-body inspector-body-ruled">
        <div className="inspector-actions">
          <Button icon="trash-2" variant="danger" onClick={() => void runCommand('delete-selection')}>
            {t('Delete')}
          </Button>
        </div>
        <SeveralForm
          fields={fields}
          all={all as unknown as Record<string, unknown>[]}
          section="connections"
          ids={ids}
          problems={problems.filter(({ connection }) => connection !== undefined && ids.includes(connection))}
          called={`${ids.length} connections`}
        />
        <h3 className="inspector-list-head">{t('Selected')}</h3>
        <ul className="inspector-list" aria-label={t('Selected connections')}>
          {all.map((connection) => (
            <li key={connectionId(connection)}>
              <button type="button" onClick={() => selectConnection(connectionId(connection))}>
                <span className="inspector-list-name">{toEnds(design, connection)}</span>
                <span className="muted">{connection.protocol}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function toEnds({ components }: Design, { from, to }: { from: string; to: string }): string {
  return `${components[from]?.name ?? from} → ${components[to]?.name ?? to}`
}
