import { useEffect, useRef, useState } from 'react'
import { completionsAt } from '../../app/design/complete-text.ts'
import type { Problem } from '../../app/design/problem.ts'
import type { TextPart } from '../../app/design/text-part.ts'
import { runCommand } from '../commands/run-command.ts'
import { t } from '../language/t.ts'
import { Icon } from '../parts/Icon.tsx'
import { designStore, putDocument, useDesignStore } from '../state/design-store.ts'
import type { CodeEditor } from './code-editor.ts'
import { changesFromElsewhere, draftOn, judgeText, nameOfPart, type PartPath, shownPart } from './text-binding.ts'
import { draftOf, keepDraft } from './yaml-drafts.ts'
import './YamlEditor.css'

interface YamlEditorProps {
  /** What of the design: the path of a part, or none for all of it. */
  path: PartPath
  label: string
  /** What an edit is called in the history. */
  step: string
  /** Called with the editor once it is there, and with null when it goes. */
  onEditor?: (editor: CodeEditor | null) => void
  onCaret?: (offset: number) => void
  /** The design took over what was typed. */
  onTaken?: () => void
}

/** Longer texts are read when the typing pauses. */
const longText = 60_000
const pauseMs = 250
/** What is typed with no longer pause between is one step to undo. */
const burstMs = 1_500

/**
 * The design, or a part of it, as text. Both ways: what is typed is the design as soon as it is right, and what changes the design
 * elsewhere changes the text. What is not right yet stays here, with the reason at its line, and changes nothing.
 */
export function YamlEditor(props: YamlEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  latest.current = props
  const [problems, setProblems] = useState<Problem[]>([])
  const name = props.path.join('.')
  const draftId = useDesignStore((state) => state.draftId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is known by its name, the file by its draft; all else is read when it is needed.
  useEffect(() => {
    const element = host.current
    if (!element) return
    let stop: (() => void) | undefined
    let gone = false
    void import('./code-editor.ts').then(({ createCodeEditor }) => {
      if (!gone) stop = bind(element, latest, setProblems, createCodeEditor)
    })
    return () => {
      gone = true
      stop?.()
    }
  }, [name, draftId])
  const [first] = problems
  return (
    <div className="yaml-editor">
      <div ref={host} className="yaml-host" data-yaml={name} />
      <p className={`yaml-state ${first ? 'yaml-state-bad' : 'muted'}`} role="status">
        <Icon name={first ? 'circle-alert' : 'check'} size={13} />
        <span>
          {first
            ? t('Not in the design yet. Line {line}: {sentence}', { line: first.line ?? 1, sentence: first.message })
            : t('The design says the same. Escape, then Tab leaves the text.')}
        </span>
      </p>
    </div>
  )
}

type Create = typeof import('./code-editor.ts').createCodeEditor

function bind(host: HTMLElement, latest: { current: YamlEditorProps }, setProblems: (problems: Problem[]) => void, create: Create) {
  const { path } = latest.current
  const state = designStore.getState
  const { draftId } = state()
  const key = JSON.stringify([draftId, path])
  let part: TextPart | undefined = shownPart(state().document, path)
  let name = nameOfPart(state().document, path)
  let own: string | undefined
  let burst = 0
  let typedAt = 0
  let typedLine = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const judge = () => {
    clearTimeout(timer)
    timer = undefined
    if (!part) return
    const typed = editor.text()
    const verdict = judgeText(state().document, path, part, typed)
    show(verdict.problems)
    const isIn = verdict.document !== undefined || typed === part.text
    keepDraft(draftId, name, isIn ? undefined : { base: part.text, typed, label: latest.current.label })
    if (!verdict.document) return
    part = verdict.part
    name = nameOfPart(verdict.document, path)
    own = verdict.document.text
    editor.settle()
    putDocument(latest.current.step, verdict.document, `yaml ${key} ${burst}`)
    latest.current.onTaken?.()
  }
  const show = (problems: Problem[]) => {
    editor.showProblems(
      problems.map(({ line, message, remedy }) => ({ line: line ?? 1, sentence: remedy ? `${message} ${remedy}` : message })),
    )
    setProblems(problems)
  }
  const onType = (_: string, line: number) => {
    const now = performance.now()
    if (now - typedAt > burstMs || line !== typedLine) burst += 1
    typedAt = now
    typedLine = line
    clearTimeout(timer)
    if (state().document.text.length < longText) judge()
    else timer = setTimeout(judge, pauseMs)
  }
  const flush = () => {
    if (timer !== undefined) judge()
  }
  const draft = draftOf(draftId, name)
  const editor = create({
    host,
    text: draft && part ? draftOn(part.text, draft) : (part?.text ?? ''),
    label: latest.current.label,
    wraps: path.length > 0,
    onType,
    onCaret: (offset) => latest.current.onCaret?.(offset),
    complete: (text, offset) => completionsAt(text, offset, state().design, [...path]),
    onUndo: () => void runCommand('undo'),
    onRedo: () => void runCommand('redo'),
    onLeave: flush,
  })
  judge()
  latest.current.onEditor?.(editor)
  const stopFollowing = designStore.subscribe((now, before) => {
    const { document } = now
    if (document === before.document) return
    // Another file, for which this editor is made anew: what was typed for this one must not come into that one.
    if (now.draftId !== draftId) {
      clearTimeout(timer)
      timer = undefined
      part = undefined
      return
    }
    if (document.text === own) return
    const next = shownPart(document, path)
    if (!next) return
    const typed = editor.text()
    const nextName = nameOfPart(document, path)
    // Another connection stands at this place of the list now; what was typed stays with the one that it was typed for.
    const isOther = nextName.join(' ') !== name.join(' ')
    const base = isOther ? typed : (part?.text ?? '')
    if (next.text !== base) editor.change(changesFromElsewhere(base, typed, next.text))
    part = next
    name = nextName
    own = undefined
    if (typed === base) show([])
    else judge()
  })
  return () => {
    flush()
    stopFollowing()
    latest.current.onEditor?.(null)
    editor.close()
    setProblems([])
  }
}
