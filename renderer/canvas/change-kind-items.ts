import { kindOf } from '../../app/catalogue/catalogue.ts'
import { changeKind, otherKinds } from '../../app/design/change-kind.ts'
import { t } from '../language/t.ts'
import type { MenuItem } from '../parts/Menu.tsx'
import { designStore, edit } from '../state/design-store.ts'
import { showToast } from '../state/toast-store.ts'

/** Menu items that change a component into another kind that plays the same part. */
export function changeKindItems(id: string): MenuItem[] {
  return otherKinds(designStore.getState().design, id).map(({ kind, protocols }) => ({
    label: kind.label,
    icon: kind.icon,
    detail: protocols.length > 0 ? `speaks ${protocols.join(', ')}` : undefined,
    run: () => change(id, kind.kind),
  }))
}

/** One undo step; says what does not carry over. */
function change(id: string, kind: string): void {
  const { design } = designStore.getState()
  const name = design.components[id]?.name ?? id
  const label = kindOf(kind)?.label ?? kind
  const changed = changeKind(design, id, kind)
  edit(t('Change {name} into {kind}', { name, kind: label }), () => changed.design)
  const lost = changed.lost.length === 0 ? 'Everything carries over.' : `Not as before: ${changed.lost.join('; ')}.`
  showToast('note', `${name} is of the kind ${label} now. ${lost}`)
}
