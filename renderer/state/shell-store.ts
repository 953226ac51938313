import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Output } from '../../app/bridge/requests.ts'
import type { MergePart } from '../../app/design/merge-texts.ts'
import type { Problem } from '../../app/design/problem.ts'
import type { Compared } from '../compare/compared.ts'

/** What the page's own file dialog is to name. */
export type FilePurpose = 'open' | 'save' | 'report' | 'video' | 'diagnostics'

/** A dialog that is open. Those that ask something carry the function that takes the answer. */
export type OpenDialog =
  | { kind: 'search' }
  | { kind: 'shortcuts' }
  | { kind: 'export' }
  | { kind: 'import' }
  | { kind: 'record' }
  | { kind: 'compare'; other: Compared | null }
  | { kind: 'scenario'; name: string }
  | { kind: 'silence'; problem: Problem }
  | { kind: 'unsaved'; name: string; answer: (choice: 'save' | 'discard' | 'cancel') => void }
  | { kind: 'unfinished'; what: string; answer: (leaves: boolean) => void }
  | { kind: 'conflict'; name: string; parts: MergePart[]; answer: (choices: ('mine' | 'theirs')[] | null) => void }
  | { kind: 'unreadable'; name: string; problems: Problem[] }
  | { kind: 'file'; purpose: FilePurpose; suggestedName: string; folder?: string | undefined; answer: (path: string | null) => void }
  | { kind: 'run-sheet'; shown: Output<'runs.sheet'>; answer: (consents: string[] | null) => void }
  | { kind: 'recover'; found: Output<'drafts.list'> }

export interface ShellState {
  /** What the program said of itself at the start. */
  hello: Output<'app.hello'> | null
  dialog: OpenDialog | null
}

export const shellStore = createStore<ShellState>(() => ({ hello: null, dialog: null }))

export function useShellStore<T>(select: (state: ShellState) => T): T {
  return useStore(shellStore, select)
}

export function openDialog(dialog: OpenDialog): void {
  shellStore.setState({ dialog })
}

export function closeDialog(): void {
  shellStore.setState({ dialog: null })
}
