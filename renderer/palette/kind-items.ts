import { kinds } from '../../app/catalogue/catalogue.ts'
import type { Kind } from '../../app/catalogue/component.ts'
import type { MenuItem } from '../parts/Menu.tsx'
import { groupKinds } from './find-kinds.ts'

/** Menu items for the kinds for which there is one, under the palette's headings. */
export function toKindItems(toItem: (kind: Kind) => MenuItem | undefined): MenuItem[] {
  return groupKinds(kinds).flatMap(({ heading, kinds: members }) => {
    const items = members.map(toItem).filter((item) => item !== undefined)
    return items.length === 0 ? [] : [{ heading }, ...items]
  })
}
