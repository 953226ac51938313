import { type ReactNode, useState } from 'react'
import { kindOf } from '../../app/catalogue/catalogue.ts'
import { KindTile } from '../catalogue/KindTile.tsx'
import { t, tWord } from '../language/t.ts'
import { Tabs } from '../parts/Tabs.tsx'
import { InferredList } from './InferredList.tsx'
import type { Made } from './import-store.ts'
import { toPlaceText } from './place-text.ts'

interface ImportPartsProps {
  made: Made
  decisions: ReadonlyMap<string, boolean>
}

/** What was inferred, understood and carried along, one list at a time. */
export function ImportParts({ made, decisions }: ImportPartsProps) {
  const { understood, inferred, carried } = made
  const [shown, setShown] = useState<'inferred' | 'understood' | 'carried'>('inferred')
  return (
    <section className="import-parts" aria-label={t('What the files come to')}>
      <Tabs
        label={t('Parts of the import')}
        selected={shown}
        onSelect={setShown}
        tabs={[
          { id: 'inferred', label: t('Inferred connections'), badge: inferred.length },
          { id: 'understood', label: t('Understood services'), badge: understood.length },
          { id: 'carried', label: t('Carried along'), badge: carried.length },
        ]}
      />
      {shown === 'inferred' && <InferredList inferred={inferred} decisions={decisions} />}
      {shown === 'understood' && (
        <PartList empty={t('The files hold no services.')}>
          {understood.map(({ component, kind, service, because, place }) => (
            <li key={component} className="import-row">
              <KindTile kind={kind} size={22} />
              <span className="import-row-text selectable">
                <strong>{component}</strong> {tWord(kindOf(kind)?.label ?? kind)}
                {service !== component && <span className="muted"> {t('from {service}', { service })}</span>}
                <span className="import-reason muted">{because}</span>
              </span>
              <span className="import-place mono muted">{toPlaceText(place)}</span>
            </li>
          ))}
        </PartList>
      )}
      {shown === 'carried' && (
        <PartList empty={t('A design has words for everything in the files.')}>
          {carried.map(({ where, what, place }) => (
            <li key={`${where} ${place.file}:${place.line}:${place.column}`} className="import-row">
              <span className="import-row-text selectable">
                <strong>{where}</strong>
                <span className="import-reason muted">{what}</span>
              </span>
              <span className="import-place mono muted">{toPlaceText(place)}</span>
            </li>
          ))}
        </PartList>
      )}
    </section>
  )
}

function PartList({ children, empty }: { children: ReactNode[]; empty: string }) {
  if (children.length === 0) return <p className="import-empty muted">{empty}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keyboard.
    <ul className="import-list" tabIndex={0}>
      {children}
    </ul>
  )
}
