import { Menu } from '../parts/Menu.tsx'

/** A menu that is open on the canvas. */
export type OpenMenu = Omit<Parameters<typeof Menu>[0], 'onClose'>

/** The menu that is open on the canvas: a context menu, or a choice that a drawn connection needs. */
export function CanvasMenu({ menu, onClose }: { menu: OpenMenu | null; onClose: () => void }) {
  return menu && <Menu {...menu} onClose={onClose} />
}
