import { on, request } from '../bridge.ts'
import { designStore } from '../state/design-store.ts'
import { shellStore } from '../state/shell-store.ts'
import { draftStore, unfinishedIn } from '../yaml/yaml-drafts.ts'
import { letDraftGo } from './drafts.ts'
import { mayLeaveDesign } from './unsaved.ts'

/** Tells the program whether something is unsaved, and asks the person before the window closes over it. */
export function guardClosing(): void {
  let told = ''
  const tell = () => {
    const { open, name, dirty } = designStore.getState()
    const title = open ? `${dirty ? '• ' : ''}${name} – Microcosm` : 'Microcosm'
    document.title = title
    const asks = mustAsk()
    const state = `${asks} ${title}`
    if (told === state) return
    told = state
    void request('window.state', { dirty: asks, title }).catch(() => undefined)
  }
  designStore.subscribe(tell)
  draftStore.subscribe(tell)
  tell()
  on('window.closing', () => {
    void request('window.heard', {}).catch(() => undefined)
    void closeIfMay()
  })
  window.addEventListener('beforeunload', (event) => {
    // In Electron the program asks with `window.closing` instead.
    if (mustAsk() && shellStore.getState().hello?.host !== 'electron') event.preventDefault()
  })
}

/** Something is unsaved, or typed and in no file at all. */
function mustAsk(): boolean {
  const state = designStore.getState()
  return state.dirty || unfinishedIn(state).length > 0
}

async function closeIfMay(): Promise<void> {
  if (!(await mayLeaveDesign())) return
  await letDraftGo()
  await request('window.close', {}).catch(() => undefined)
}
