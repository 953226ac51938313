import { createStore } from 'zustand/vanilla'
import type { Menu } from '../parts/Menu.tsx'

/** A menu that is open on the canvas. */
export type OpenMenu = Omit<Parameters<typeof Menu>[0], 'onClose'>

export const canvasMenuStore = createStore<{ menu: OpenMenu | null }>(() => ({ menu: null }))

export function openMenu(menu: OpenMenu): void {
  canvasMenuStore.setState({ menu })
}

export function closeMenu(): void {
  canvasMenuStore.setState({ menu: null })
}
