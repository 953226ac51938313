import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Output } from '../../app/bridge/requests.ts'
import type { Design } from '../../app/design/design.ts'
import { readDocument } from '../../app/design/document.ts'
import { decideConnections } from '../../app/importers/decide-connections.ts'
import { request, toMessage } from '../bridge.ts'

export type Made = Output<'imports.read'>

/** An import under way. It outlives its dialog while the person is asked about the open design. */
export interface ImportState {
  /** In the order in which they are merged. */
  files: string[]
  reading: boolean
  /** What the files came to; null: not read yet. */
  made: Made | null
  /** Why they could not be read. */
  failure: string | null
  /** What the person said of inferred connections. */
  decisions: ReadonlyMap<string, boolean>
}

const nothing: ImportState = { files: [], reading: false, made: null, failure: null, decisions: new Map() }

export const importStore = createStore<ImportState>(() => nothing)

export function useImportStore<T>(select: (state: ImportState) => T): T {
  return useStore(importStore, select)
}

export function forgetImport(): void {
  importStore.setState(nothing)
}

/**
 * Imports these files instead, and reads them. What was decided about connections that are still there stays decided. `override`:
 * a lone file takes the override along that lies beside it, which then stands in the list and can be taken out again.
 */
export async function setImportFiles(files: string[], override = false): Promise<void> {
  const kept = [...new Set(files)]
  if (kept.length === 0) return importStore.setState({ ...nothing })
  importStore.setState({ files: kept, reading: true, failure: null })
  // An answer to an earlier question is not taken for this one's.
  const isCurrent = () => importStore.getState().files === kept && importStore.getState().reading
  try {
    const made = await request('imports.read', { files: kept, override })
    if (isCurrent()) importStore.setState({ made, files: made.files, reading: false })
  } catch (error) {
    if (isCurrent()) importStore.setState({ made: null, failure: toMessage(error), reading: false })
  }
}

/** Waits no longer for the files that are being read. */
export function stopReading(): void {
  importStore.setState({ reading: false, made: null, failure: 'Reading was stopped. Add or remove a file to read again.' })
}

export function decide(ids: string[], taken: boolean): void {
  importStore.setState(({ decisions }) => ({ decisions: new Map([...decisions, ...ids.map((id) => [id, taken] as const)]) }))
}

/** The design as it would be made now. */
export function toDecidedDesign(made: Made | null, decisions: ReadonlyMap<string, boolean>): Design | undefined {
  const design = made?.text === undefined ? undefined : readDocument(made.text).design
  return design && made ? decideConnections(design, made.inferred as Parameters<typeof decideConnections>[1], decisions) : undefined
}
