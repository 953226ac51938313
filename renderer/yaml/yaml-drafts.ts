import { createStore } from 'zustand/vanilla'
import { connectionId, type Design } from '../../app/design/design.ts'

/** A text that was typed and is not right yet, kept while something else is shown in its editor. */
export interface YamlDraft {
  /** What it was typed from. */
  base: string
  typed: string
  /** What the person knows its editor by. */
  label: string
}

export interface UnfinishedText extends YamlDraft {
  part: string[]
}

/** The section and the id of what a text says, or none for the whole design. */
export type PartName = readonly string[]

export const draftStore = createStore<{ drafts: ReadonlyMap<string, YamlDraft> }>(() => ({ drafts: new Map() }))

/** `file` is what the design's own draft is kept under. */
export function keepDraft(file: string, part: PartName, draft: YamlDraft | undefined): void {
  const key = keyOf(file, part)
  const { drafts } = draftStore.getState()
  if (!draft && !drafts.has(key)) return
  const next = new Map(drafts)
  if (draft) next.set(key, draft)
  else next.delete(key)
  draftStore.setState({ drafts: next })
}

export function draftOf(file: string, part: PartName): YamlDraft | undefined {
  return draftStore.getState().drafts.get(keyOf(file, part))
}

/** All that was typed for a file and is not in it yet, as it is kept beside the settings. */
export function textsOf(file: string): UnfinishedText[] {
  return [...draftStore.getState().drafts].flatMap(([key, draft]) => {
    const [of, ...part] = JSON.parse(key) as string[]
    return of === file ? [{ part, ...draft }] : []
  })
}

/** What was kept comes back, where its editor is opened. */
export function restoreTexts(file: string, texts: readonly UnfinishedText[]): void {
  for (const { part, ...draft } of texts) keepDraft(file, part, draft)
}

/** The editors with texts that are not in the design yet, by their labels; what they are part of is still there. */
export function unfinishedIn({ draftId, design }: { draftId: string; design: Design }): string[] {
  return [...draftStore.getState().drafts].flatMap(([key, { label }]) => {
    const [file, ...part] = JSON.parse(key) as string[]
    return file === draftId && isThere(design, part) ? [label] : []
  })
}

function keyOf(file: string, part: PartName): string {
  return JSON.stringify([file, ...part])
}

function isThere(design: Design, [section, id]: PartName): boolean {
  if (section === undefined || id === undefined) return true
  if (section === 'connections') return (design.connections ?? []).some((one) => connectionId(one) === id)
  return Object.hasOwn((design as unknown as Record<string, object | undefined>)[section] ?? {}, id)
}
