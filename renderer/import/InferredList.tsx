import { connectionId } from '../../app/design/design.ts'
import { isTaken } from '../../app/importers/decide-connections.ts'
import type { Inferred } from '../../app/importers/importer.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { decide, type Made } from './import-store.ts'
import { toPlaceText } from './place-text.ts'

interface InferredListProps {
  inferred: Made['inferred']
  decisions: ReadonlyMap<string, boolean>
}

/** Connections that the files suggest, each with the reason to believe it and a box to take it or leave it. */
export function InferredList({ inferred, decisions }: InferredListProps) {
  const all = inferred as Inferred[]
  const possible = all.filter(({ obstacle }) => obstacle === undefined).map(({ connection }) => connectionId(connection))
  const taken = all.filter((each) => isTaken(each, decisions)).length
  if (all.length === 0) {
    return <p className="import-empty muted">{t('Nothing in the files names another service. Draw the connections on the canvas.')}</p>
  }
  return (
    <>
      <div className="import-list-head">
        <span>{t('{taken} of {all} taken', { taken, all: all.length })}</span>
        <Button variant="ghost" disabled={taken === possible.length} onClick={() => decide(possible, true)}>
          {t('Take all')}
        </Button>
        <Button variant="ghost" disabled={taken === 0} onClick={() => decide(possible, false)}>
          {t('Take none')}
        </Button>
      </div>
      <ul className="import-list">
        {all.map((each) => (
          <Row key={connectionId(each.connection)} inferred={each} taken={isTaken(each, decisions)} />
        ))}
      </ul>
    </>
  )
}

function Row({ inferred, taken }: { inferred: Inferred; taken: boolean }) {
  const { connection, reason, confidence, obstacle, place } = inferred
  const id = connectionId(connection)
  return (
    <li>
      <label className={`import-row import-choice ${obstacle === undefined ? '' : 'import-row-blocked'}`}>
        <input
          type="checkbox"
          className="check"
          checked={taken}
          disabled={obstacle !== undefined}
          aria-label={t('{from} to {to}', { from: connection.from, to: connection.to })}
          onChange={(event) => decide([id], event.target.checked)}
        />
        <span className="import-row-text">
          <span className="import-ends">
            <strong>{connection.from}</strong>
            <Icon name="arrow-right" size={13} />
            <strong>{connection.to}</strong>
            <span className="import-protocol muted">{connection.protocol}</span>
          </span>
          <span className="import-reason muted">
            {reason}
            {obstacle !== undefined && ` ${t('It cannot be drawn: {obstacle}', { obstacle })}`}
          </span>
        </span>
        <span className="import-confidence">
          <span className="import-meter" aria-hidden="true">
            <span style={{ width: `${Math.round(confidence * 100)}%` }} />
          </span>
          {Math.round(confidence * 100)} %
        </span>
        <span className="import-place mono muted">{toPlaceText(place)}</span>
      </label>
    </li>
  )
}
