import { useMemo } from 'react'
import { type ComparedRow, comparedFigures, compareResults, isChanged } from '../../app/report/compare-results.ts'
import { runCommand } from '../commands/run-command.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { pinResult, shownSeen, unpin, usePinned } from '../run/pin-store.ts'
import { runStore, useRunStore } from '../run/run-store.ts'
import './ComparePanel.css'

/** The pinned result beside the one that is shown: what was changed, and what came of it. */
export function ComparePanel() {
  const pinned = usePinned()
  // A result is replaced as a whole, so that it stands for its design, too.
  const result = useRunStore((state) => shownSeen(state)?.result ?? null)
  const compared = useMemo(() => {
    const shown = shownSeen(runStore.getState())
    return pinned && shown && shown.result === result && result !== pinned.result ? compareResults(pinned, shown) : null
  }, [pinned, result])
  if (!compared) return <NothingYet isPinned={pinned !== null} hasResult={result !== null} />
  const names = [pinned?.design.name, shownSeen(runStore.getState())?.design.name].filter((name) => name !== undefined)
  const { changes, sentence, journeys, objectives, components, connections, cost } = compared
  const moved = [...components, ...connections].filter(isChanged)
  return (
    <div className="compare">
      <div className="compare-head">
        <p className="selectable">
          {new Set(names).size > 1 && <strong>{names.join(' → ')}. </strong>}
          {sentence ?? (changes.length > 0 ? changes.join(', ') : 'Nothing that counts was changed.')}
        </p>
        <Button icon="git-compare" onClick={() => void runCommand('compare-designs')}>
          {t('Side by side')}
        </Button>
        <Button icon="pin" onClick={pinResult}>
          Pin this one instead
        </Button>
        <Button icon="pin-off" onClick={unpin}>
          Unpin
        </Button>
      </div>
      <ComparedTable head="Journey" figures={comparedFigures.journeys} rows={journeys} />
      <ComparedTable head="Objective" figures={comparedFigures.objectives} rows={objectives} />
      <ComparedTable head="Cost" figures={comparedFigures.cost} rows={cost} />
      <ComparedTable head="Component or connection" figures={comparedFigures.components} rows={moved} />
    </div>
  )
}

function NothingYet({ isPinned, hasResult }: { isPinned: boolean; hasResult: boolean }) {
  return (
    <div className="compare-nothing">
      <p className="muted">
        {isPinned
          ? 'The result is pinned. Change the design, or open another that has the same scenario, and predict again: what came of it stands here, and on every card.'
          : hasResult
            ? 'Pin the result that is shown, change the design and predict again: both stand beside each other.'
            : 'Predict first, then pin the result, change the design and predict again.'}
      </p>
      <Button icon="git-compare" onClick={() => void runCommand('compare-designs')}>
        {t('Compare designs side by side')}
      </Button>
      {isPinned ? (
        <Button icon="pin-off" onClick={unpin}>
          Unpin
        </Button>
      ) : (
        <Button icon="pin" disabled={!hasResult} onClick={pinResult}>
          Pin this result
        </Button>
      )}
    </div>
  )
}

function ComparedTable({ head, figures, rows }: { head: string; figures: readonly string[]; rows: ComparedRow[] }) {
  if (rows.length === 0) return null
  return (
    <table className="compare-table">
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {figures.map((figure) => (
            <th key={figure} scope="col">
              {figure}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, presence, figures: found }) => (
          <tr key={id}>
            <th scope="row">
              {name} {presence !== 'both' && <span className="muted">{presence}</span>}
            </th>
            {figures.map((figure) => (
              <Cell key={figure} before={found[figure]?.before} after={found[figure]?.after} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({ before, after }: { before: string | undefined; after: string | undefined }) {
  if (before === undefined || after === undefined || before === after) return <td className="muted">{after ?? before ?? ''}</td>
  return (
    <td>
      <span className="muted">{before} → </span>
      <strong>{after}</strong>
    </td>
  )
}
