import { kindOf } from '../../app/catalogue/catalogue.ts'
import { Icon } from '../parts/Icon.tsx'
import './KindTile.css'
import { familyLook } from '../../app/catalogue/family-look.ts'

/** The icon of a kind in a tile of its family's colour. An unknown kind gets a question mark on slate. */
export function KindTile({ kind, size = 24 }: { kind: string; size?: number }) {
  const known = kindOf(kind)
  const hue = known ? familyLook(known.family).hue : 'slate'
  return (
    <span className={`kind-tile hue-${hue}`} style={{ width: size, height: size }}>
      <Icon name={known?.icon ?? 'circle-question-mark'} size={Math.round(size * 0.62)} />
    </span>
  )
}
