import type { NativeMenu } from '../../app/bridge/native-menu.ts'
import type { Input } from '../../app/bridge/requests.ts'

/** The part of a window that the page governs; a page in a browser has its own. */
export interface WindowControl {
  setState(state: { dirty: boolean; title: string }): void
  /** The menus of the system's menu bar, where the window has one. */
  setMenu(menus: NativeMenu[]): void
  /** The page has heard that the window wants to close, and is asking the person. */
  heard(): void
  close(): void
}

export async function setWindowState(state: Input<'window.state'>, window: WindowControl): Promise<Record<string, never>> {
  window.setState(state)
  return {}
}

export async function setWindowMenu({ menus }: Input<'window.menu'>, window: WindowControl): Promise<Record<string, never>> {
  window.setMenu(menus)
  return {}
}

export async function heardClosing(window: WindowControl): Promise<Record<string, never>> {
  window.heard()
  return {}
}

export async function closeWindow(window: WindowControl): Promise<Record<string, never>> {
  window.close()
  return {}
}
