import { kindOf } from '../../app/catalogue/catalogue.ts'
import { KindTile } from '../catalogue/KindTile.tsx'
import { t, tWord } from '../language/t.ts'
import { useDesignStore } from '../state/design-store.ts'
import './EmptyCanvas.css'

/** What the sketch shows: the smallest design that says something. */
const sketched = ['traffic', 'service', 'postgres']

/** What an empty canvas says. It lies under everything and takes no pointer. */
export function EmptyCanvas() {
  const isBroken = useDesignStore((state) => state.problems.some(({ severity }) => severity === 'error'))
  if (isBroken) {
    return (
      <div className="empty-canvas">
        <h2>{t('Nothing of this design can be drawn yet')}</h2>
        <p>{t('Its file has components, but none without an error: Problems, below, says where and what to do.')}</p>
      </div>
    )
  }
  return (
    <div className="empty-canvas">
      <ol className="empty-sketch" aria-hidden="true">
        {sketched.map((kind) => (
          <li key={kind} className="empty-card">
            <KindTile kind={kind} size={26} />
            {tWord(kindOf(kind)?.label ?? '')}
          </li>
        ))}
      </ol>
      <h2>{t('Nothing drawn yet')}</h2>
      <p>{t('Drag a component from the list on the left, or press Enter on one.')}</p>
      <p>{t('Then draw a line from one card’s right edge to the next.')}</p>
    </div>
  )
}
