import { useEffect, useRef, useState } from 'react'
import { componentsIn } from '../../app/design/components-in.ts'
import type { DesignDocument } from '../../app/design/document.ts'
import { type SelectablePart, selectableParts } from '../../app/design/text-part.ts'
import { t } from '../language/t.ts'
import { designStore, useDesignStore } from '../state/design-store.ts'
import {
  type Selection,
  selectComponents,
  selectConnection,
  selectGroup,
  selectionStore,
  selectNote,
  useSelectionStore,
} from '../state/selection-store.ts'
import type { CodeEditor } from './code-editor.ts'
import { asShown } from './text-binding.ts'
import { YamlEditor } from './YamlEditor.tsx'
import { useYamlWish, yamlView } from './yaml-view.ts'

/** The whole design as text. It shows where what is selected stands, and selects what the caret is put into. */
export function YamlPanel() {
  const [editor, setEditor] = useState<CodeEditor | null>(null)
  const selection = useSelectionStore((state) => state)
  const document = useDesignStore((state) => state.document)
  const wish = useYamlWish()
  /** The selection that the caret made, to which nothing has to be scrolled. */
  const byCaret = useRef<Selection | null>(null)
  const shown = useRef<Selection | null>(null)

  useEffect(() => {
    if (!editor || editor.text() !== document.text.replaceAll('\r\n', '\n')) return
    const ranges = partsIn(document).filter(({ what }) => isSelected(what, selection))
    editor.mark(ranges, selection !== shown.current && selection !== byCaret.current && !editor.hasFocus())
    shown.current = selection
  }, [editor, selection, document])

  useEffect(() => {
    if (!editor || !wish) return
    yamlView.setState({ wish: null })
    if (wish.line !== undefined) editor.goTo(wish.line)
    else editor.focus()
  }, [editor, wish])

  const onCaret = (offset: number) => {
    const { document: now, design } = designStore.getState()
    if (editor?.text() !== now.text.replaceAll('\r\n', '\n')) return
    const part = partsIn(now).find(({ from, to }) => from <= offset && offset <= to)
    if (!part || isSelected(part.what, selectionStore.getState())) return
    select(part.what, design.groups ?? {})
    byCaret.current = selectionStore.getState()
  }
  return <YamlEditor path={whole} label={t('Design as YAML')} step={t('Edit YAML')} onEditor={setEditor} onCaret={onCaret} />
}

const whole: readonly string[] = []

const known = new WeakMap<DesignDocument, SelectablePart[]>()

function partsIn(document: DesignDocument): SelectablePart[] {
  const parts = known.get(document) ?? asShown(document.text, selectableParts(document.source))
  known.set(document, parts)
  return parts
}

type What = SelectablePart['what']

function isSelected(what: What, { components, connections, group, note }: Selection): boolean {
  if ('component' in what) return group === undefined && components.includes(what.component)
  if ('connection' in what) return connections.includes(what.connection)
  return 'group' in what ? group === what.group : note === what.note
}

function select(what: What, groups: object): void {
  const { design } = designStore.getState()
  if ('component' in what && Object.hasOwn(design.components, what.component)) selectComponents([what.component])
  if ('connection' in what) selectConnection(what.connection)
  if ('group' in what && Object.hasOwn(groups, what.group)) selectGroup(what.group, componentsIn(design, what.group))
  if ('note' in what) selectNote(what.note)
}
