import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Input, Output } from '../../app/bridge/requests.ts'
import { request } from '../bridge.ts'
import { designStore } from '../state/design-store.ts'
import { closeDialog, openDialog, shellStore } from '../state/shell-store.ts'

/** The sheet that a run is started with, and what was said yes to by itself. */
export type Accepted = NonNullable<Input<'runs.start'>['accepted']>

/** The question that the program is finding the answer to: an engine may be slow. Null: none. */
const askingStore = createStore<{ asked: object | null }>(() => ({ asked: null }))

export function useIsAskingRunSheet(): boolean {
  return useStore(askingStore, (state) => state.asked !== null)
}

/** Nobody waits any more for what would run. */
export function cancelRunSheet(): void {
  askingStore.setState({ asked: null })
}

/**
 * Shows what a run on Docker will start, unless just that was accepted before. Resolves to null when the person cancels or is being
 * asked already, and to the failure where it cannot be told what will run.
 */
export async function askRunSheet(): Promise<Accepted | Error | null> {
  if (askingStore.getState().asked || shellStore.getState().dialog?.kind === 'run-sheet') return null
  const asked = {}
  askingStore.setState({ asked })
  const { document, path } = designStore.getState()
  const shown = await request('runs.sheet', { text: document.text, path }).catch(toError)
  if (askingStore.getState().asked !== asked) return null
  askingStore.setState({ asked: null })
  const now = designStore.getState()
  // Edited or left meanwhile: what was told is of another design.
  if (now.document !== document || now.path !== path) return now.open ? askRunSheet() : null
  if (shown instanceof Error) return shown
  return shown.accepted ? { hash: shown.hash, consents: [] } : askPerson(shown)
}

function askPerson(shown: Output<'runs.sheet'>): Promise<Accepted | null> {
  return new Promise((resolve) => {
    openDialog({
      kind: 'run-sheet',
      shown,
      answer: (consents) => {
        closeDialog()
        resolve(consents && { hash: shown.hash, consents })
      },
    })
  })
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
