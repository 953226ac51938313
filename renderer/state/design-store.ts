import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Design } from '../../app/design/design.ts'
import { type DesignDocument, readDocument } from '../../app/design/document.ts'
import type { Problem } from '../../app/design/problem.ts'
import { writeDocument } from '../../app/design/write-document.ts'
import { checkDocument } from '../../app/rules/rules.ts'
import { type FileIdentity, fileOf } from './file-identity.ts'
import { emptyHistory, type History, pushStep, stepBack, stepForward } from './history.ts'
import { keepSame } from './keep-same.ts'

/** The design that is open. Its text is the truth; the design and the problems are what was read from it. */
export interface DesignState extends FileIdentity {
  document: DesignDocument
  design: Design
  problems: Problem[]
  /** Edited since it was saved, or since it began. */
  dirty: boolean
  history: History
}

const emptyText = 'microcosm: 1\nname: New design\ncomponents: {}\n'
const fileEnding = '.microcosm.yaml'

export const designStore = createStore<DesignState>(() => closed())

/** Reads narrowly from the open design. */
export function useDesignStore<T>(select: (state: DesignState) => T): T {
  return useStore(designStore, select)
}

export interface OpenedFile {
  text: string
  path: string | null
  /** Where it was imported from, while it is kept nowhere. */
  folder?: string | null | undefined
  name: string
  /** What is on disk, where it differs from the text (a recovered draft); null: never saved. */
  savedText?: string | null
  /** The text that may be left without asking, where it is not what is on disk: an example as it came. */
  pristineText?: string | undefined
  /** The draft that it was recovered from, which goes on being its draft. */
  draftId?: string
  /** Where opening it is a step that can be undone, such as an import: its label. What was open before then comes back. */
  step?: string
}

/** Shows this text as the open design. Returns its problems and opens nothing when the text cannot be read as YAML at all. */
export function openText({ text, path, folder = null, name, savedText, pristineText, draftId, step }: OpenedFile): Problem[] | undefined {
  const read = readDocument(text)
  if (!read.design) return read.problems
  const saved = savedText === undefined ? text : savedText
  const pristine = pristineText ?? saved ?? ''
  designStore.setState((before) => ({
    ...toState(read, undefined),
    open: true,
    path,
    folder: path === null ? folder : folderOf(path),
    name,
    savedText: saved,
    pristineText: pristine,
    dirty: text !== pristine,
    draftId: draftId ?? newDraftId(),
    history:
      step === undefined
        ? emptyHistory
        : pushStep(before.history, { label: step, before: before.document.text, after: text, other: fileOf(before) }),
  }))
  return undefined
}

export function openNewDesign(): void {
  openText({ text: emptyText, path: null, name: `new-design${fileEnding}`, savedText: null, pristineText: emptyText })
}

/** Forgets the open design; what is to be kept was kept before. */
export function closeDesign(): void {
  designStore.setState(closed())
}

/**
 * Changes the design as one undo step named by the label. The text keeps its comments and order. Steps in a row with the same
 * `join` are one step, such as the presses of an arrow key.
 */
export function edit(label: string, change: (design: Design) => Design, join?: string): void {
  const { document, design } = designStore.getState()
  const edited = change(design)
  if (edited === design) return
  putDocument(label, writeDocument(document, edited), join)
}

/** Changes the text itself as one undo step. Returns problems and changes nothing when it cannot be read. */
export function editText(label: string, text: string): Problem[] | undefined {
  const read = readDocument(text)
  if (!read.design) return read.problems
  putDocument(label, read)
  return undefined
}

export function undo(): void {
  travel(stepBack)
}

export function redo(): void {
  travel(stepForward)
}

/** The text was written to this place and is what stands on disk now. */
export function markSaved(text: string, path: string, name: string): void {
  designStore.setState((state) => ({
    path,
    folder: folderOf(path),
    name,
    savedText: text,
    pristineText: text,
    dirty: state.document.text !== text,
  }))
}

/**
 * Another program wrote the file: `merged` holds its edits and those made here, as one undo step. Returns problems and changes
 * nothing when that cannot be read.
 */
export function takeOutside(merged: string, onDisk: string, label: string): Problem[] | undefined {
  const problems = editText(label, merged)
  if (problems) return problems
  designStore.setState(({ document }) => ({ savedText: onDisk, pristineText: onDisk, dirty: document.text !== onDisk }))
  return undefined
}

/** Takes a document that was read in place of the present one, as one undo step. `join` as for `edit`. */
export function putDocument(label: string, document: DesignDocument, join?: string): void {
  designStore.setState((state) => {
    const { text } = document
    if (text === state.document.text) return state
    const history = pushStep(state.history, { label, before: state.document.text, after: text, join })
    return { ...toState(document, state), dirty: text !== state.pristineText, history }
  })
}

function travel(step: typeof stepBack): void {
  designStore.setState((state) => {
    const stepped = step(state.history, fileOf(state))
    if (!stepped) return state
    const { text, file, history } = stepped
    return { ...toState(readDocument(text), state), ...file, dirty: text !== file.pristineText, history }
  })
}

function toState(read: DesignDocument, before: DesignState | undefined) {
  const design = keepSame(before?.design, read.design ?? emptyDesign())
  return { document: read, design, problems: keepSame(before?.problems, checkDocument(read)) }
}

function closed(): DesignState {
  const document = readDocument(emptyText)
  const base = {
    path: null,
    folder: null,
    name: '',
    savedText: null,
    pristineText: emptyText,
    dirty: false,
    draftId: '',
    history: emptyHistory,
  }
  return { open: false, document, design: document.design ?? emptyDesign(), problems: [], ...base }
}

function emptyDesign(): Design {
  return { microcosm: 1, components: {} }
}

// /home/ada/shop.microcosm.yaml -> /home/ada
function folderOf(path: string): string {
  return path.replace(/[/\\][^/\\]*$/, '') || '/'
}

function newDraftId(): string {
  return crypto.randomUUID()
}
