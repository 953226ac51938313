import { kindOf } from '../../app/catalogue/catalogue.ts'
import { familyLook } from '../../app/catalogue/family-look.ts'
import { useTrouble } from '../run/facts.ts'
import './PlainCard.css'
import { PlainHandles } from './PlainHandles.tsx'
import type { CardNode } from './to-flow.ts'

/** A card seen from afar, where no figure could be read: a box in its family's colour, with its name and its trouble. */
export function PlainCard({ id, data, selected }: { id: string; data: CardNode['data']; selected: boolean }) {
  const { component, calls, called } = data
  const trouble = useTrouble(id)
  const family = kindOf(component.kind)?.family
  const hue = family ? familyLook(family).hue : 'slate'
  return (
    <div className={`plain-card hue-${hue} plain-${trouble} ${selected ? 'plain-selected' : ''}`}>
      <span className="plain-name">{component.name ?? id}</span>
      <PlainHandles calls={calls} called={called} />
    </div>
  )
}
