import { nameOf } from '../../app/analysis/name-of.ts'
import { silence, silencedIn } from '../../app/rules/silence.ts'
import { t } from '../language/t.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { edit, useDesignStore } from '../state/design-store.ts'

/** Warnings that somebody has thought about, with the reason and a way back. */
export function SilencedList() {
  const design = useDesignStore((state) => state.design)
  const silenced = silencedIn(design)
  if (silenced.length === 0) return null
  return (
    <ul className="problems" aria-label={t('Silenced warnings')}>
      {silenced.map(({ rule, reason, where }) => {
        const id = where.connection ?? where.component ?? ''
        return (
          <li key={`${rule} ${id}`} className="problem-row problem-silenced">
            <Icon name="bell-off" />
            <span className="problem-text selectable">
              <span className="mono">{rule}</span> {t('is silenced on {name}:', { name: nameOf(design, id) })}{' '}
              <span className="muted">{reason}</span>
            </span>
            <Button onClick={() => edit(t('Let {rule} speak', { rule }), (before) => silence(before, where, rule, undefined))}>
              {t('Let it speak')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
