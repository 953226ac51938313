import { on, request } from '../bridge.ts'
import { designStore } from '../state/design-store.ts'
import { shellStore } from '../state/shell-store.ts'
import { letDraftGo } from './drafts.ts'
import { mayLeaveDesign } from './unsaved.ts'

/** Tells the program whether something is unsaved, and asks the person before the window closes over it. */
export function guardClosing(): void {
  let told = ''
  const tell = () => {
    const { open, dirty, name } = designStore.getState()
    const title = open ? `${dirty ? '• ' : ''}${name} – Microcosm` : 'Microcosm'
    document.title = title
    if (told === title) return
    told = title
    void request('window.state', { dirty, title }).catch(() => undefined)
  }
  designStore.subscribe(tell)
  tell()
  on('window.closing', () => {
    void request('window.heard', {}).catch(() => undefined)
    void closeIfMay()
  })
  window.addEventListener('beforeunload', (event) => {
    // In Electron the program asks with `window.closing` instead.
    if (designStore.getState().dirty && shellStore.getState().hello?.host !== 'electron') event.preventDefault()
  })
}

async function closeIfMay(): Promise<void> {
  if (!(await mayLeaveDesign())) return
  await letDraftGo()
  await request('window.close', {}).catch(() => undefined)
}
