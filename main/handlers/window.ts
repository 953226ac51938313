import type { Input } from '../../app/bridge/requests.ts'

/** The part of a window that the page governs; a page in a browser has its own. */
export interface WindowControl {
  setState(state: { dirty: boolean; title: string }): void
  /** The page has heard that the window wants to close, and is asking the person. */
  heard(): void
  close(): void
}

export async function setWindowState(state: Input<'window.state'>, window: WindowControl): Promise<Record<string, never>> {
  window.setState(state)
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
