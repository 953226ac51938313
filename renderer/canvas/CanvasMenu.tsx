import { useStore } from 'zustand'
import { Menu } from '../parts/Menu.tsx'
import { canvasMenuStore, closeMenu } from './canvas-menu.ts'

/** The menu that is open on the canvas: a context menu, or a choice that a drawn connection needs. */
export function CanvasMenu() {
  const menu = useStore(canvasMenuStore, (state) => state.menu)
  return menu && <Menu {...menu} onClose={closeMenu} />
}
