import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  startCompletion,
} from '@codemirror/autocomplete'
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
  redoDepth,
  redo as redoTyping,
  undoDepth,
  undo as undoTyping,
} from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { type ChangeSpec, Compartment, EditorState, type Range, StateEffect, StateField, type Text, Transaction } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, highlightActiveLine, keymap, lineNumbers, WidgetType } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Completions } from '../../app/design/complete-text.ts'

/** The editor of code that shows YAML. Loaded when it is first shown, so that the window is not later for it. */

export interface CodeProblem {
  /** From 1. */
  line: number
  sentence: string
}

interface CodeEditorOptions {
  /** An element that holds nothing else: the editor lives in a shadow tree of it, whose styles no policy has to let in. */
  host: HTMLElement
  text: string
  label: string
  /** Whether long lines are broken, where there is no room beside. */
  wraps: boolean
  onType(text: string, line: number): void
  /** The person moved the caret without typing. */
  onCaret(offset: number): void
  complete(text: string, offset: number): Completions | undefined
  /** Beyond what was typed since the text was last taken over. */
  onUndo(): void
  onRedo(): void
  onLeave(): void
}

export interface CodeEditor {
  text(): string
  /** Changes the text without telling; the caret stays by what it stood at. */
  change(changes: ChangeSpec): void
  /** What was typed is part of the design: from here on, undoing is the design's. */
  settle(): void
  showProblems(problems: CodeProblem[]): void
  /** Marks these stretches, and brings the first into view where asked. */
  mark(ranges: { from: number; to: number }[], scroll: boolean): void
  /** Puts the caret at the beginning of this line, and the focus into the editor. */
  goTo(line: number): void
  focus(): void
  hasFocus(): boolean
  close(): void
}

export function createCodeEditor(options: CodeEditorOptions): CodeEditor {
  const { host } = options
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const typing = new Compartment()
  // Escape is the editor's, and not the selection's on the canvas.
  const listening = new AbortController()
  root.addEventListener('keydown', (event) => (event as KeyboardEvent).key === 'Escape' && event.stopPropagation(), {
    signal: listening.signal,
  })
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        highlightActiveLine(),
        bracketMatching(),
        typing.of(history()),
        yaml(),
        indentUnit.of('  '),
        EditorState.tabSize.of(2),
        syntaxHighlighting(colours),
        look,
        options.wraps ? EditorView.lineWrapping : [],
        problemField,
        markField,
        EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false', tabindex: '0' }),
        autocompletion({ override: [(context) => toResult(context, options)], icons: false, maxRenderedOptions: 10 }),
        keymap.of([
          { key: 'Mod-z', run: (target) => travel(target, undoDepth(target.state), undoTyping, options.onUndo), preventDefault: true },
          ...['Mod-y', 'Mod-Shift-z'].map((key) => ({
            key,
            run: (target: EditorView) => travel(target, redoDepth(target.state), redoTyping, options.onRedo),
            preventDefault: true,
          })),
          { key: 'Tab', run: acceptCompletion },
          ...completionKeymap,
          ...historyKeymap.filter(({ key }) => key === undefined),
          // Mod+Enter is Predict everywhere.
          ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
          indentWithTab,
        ]),
        EditorView.updateListener.of(({ docChanged, selectionSet, state, transactions }) => {
          const byPerson = transactions.some((one) => one.annotation(Transaction.userEvent) !== undefined)
          const { head } = state.selection.main
          if (docChanged && byPerson) options.onType(state.doc.toString(), state.doc.lineAt(head).number)
          else if (selectionSet && transactions.some((one) => one.isUserEvent('select'))) options.onCaret(head)
        }),
        EditorView.domEventHandlers({
          blur: () => options.onLeave(),
          // Chromium gives what takes a selection's place a style of its own, which the content policy refuses.
          beforeinput: (event, target) => {
            const isReplaced = event.inputType === 'insertText' && event.data !== null && !target.state.selection.main.empty
            if (!isReplaced) return false
            event.preventDefault()
            target.dispatch(target.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true })
            return true
          },
          // Commands of the window, such as Save, are to find what was just typed.
          keydown: (event) => {
            if ((event.ctrlKey || event.metaKey) && !'zy'.includes(event.key.toLowerCase())) options.onLeave()
            return false
          },
        }),
      ],
    }),
  })
  return {
    text: () => view.state.doc.toString(),
    change: (changes) => view.dispatch({ changes, annotations: Transaction.addToHistory.of(false) }),
    settle() {
      view.dispatch({ effects: typing.reconfigure([]) })
      view.dispatch({ effects: typing.reconfigure(history()) })
    },
    showProblems: (problems) => view.dispatch({ effects: setProblems.of(problems) }),
    mark(ranges, scroll) {
      const length = view.state.doc.length
      const inside = ranges.map(({ from, to }) => ({ from: Math.min(from, length), to: Math.min(to, length) }))
      const [first] = inside
      const shown = scroll && first ? [EditorView.scrollIntoView(first.from, { y: 'start', yMargin: 48 })] : []
      view.dispatch({ effects: [setMarks.of(inside), ...shown] })
    },
    goTo(line) {
      const at = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines))).from
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
      view.focus()
    },
    focus: () => view.focus(),
    hasFocus: () => view.hasFocus,
    close() {
      listening.abort()
      view.destroy()
    },
  }
}

function travel(view: EditorView, depth: number, step: (view: EditorView) => boolean, beyond: () => void): boolean {
  if (depth > 0) return step(view)
  beyond()
  return true
}

function toResult(context: CompletionContext, { complete }: CodeEditorOptions): CompletionResult | null {
  const found = complete(context.state.doc.toString(), context.pos)
  if (!found || (!context.explicit && found.from === context.pos)) return null
  return {
    from: found.from,
    validFor: /^[\w.>-]*$/,
    options: found.options.map(({ label, what, title, help }, index) => ({
      label,
      detail: title,
      info: help,
      type: what,
      boost: -index / 10,
      apply: (view, _, from, to) => {
        const rest = view.state.sliceDoc(to, to + 1)
        const insert = what === 'key' && rest !== ':' ? `${label}: ` : label
        view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: 'input.complete' })
        if (what === 'key') startCompletion(view)
      },
    })),
  } as CompletionResult
}

const setProblems = StateEffect.define<CodeProblem[]>()
const problemField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(now, { effects, changes, state }) {
    for (const effect of effects) if (effect.is(setProblems)) return toDecorations(effect.value, state.doc)
    return now.map(changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

function toDecorations(problems: CodeProblem[], doc: Text): DecorationSet {
  const ranges: Range<Decoration>[] = problems.flatMap(({ line: number, sentence }) => {
    const line = doc.line(Math.max(1, Math.min(number, doc.lines)))
    return [
      Decoration.line({ class: 'bad-line' }).range(line.from),
      Decoration.widget({ widget: new SentenceWidget(sentence), block: true, side: 1 }).range(line.to),
    ]
  })
  return Decoration.set(ranges, true)
}

class SentenceWidget extends WidgetType {
  readonly sentence: string
  constructor(sentence: string) {
    super()
    this.sentence = sentence
  }
  override eq(other: SentenceWidget): boolean {
    return other.sentence === this.sentence
  }
  override toDOM(): HTMLElement {
    const element = document.createElement('div')
    element.className = 'sentence'
    element.textContent = this.sentence
    return element
  }
}

const setMarks = StateEffect.define<{ from: number; to: number }[]>()
const marked = Decoration.line({ class: 'marked-line' })
const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(now, { effects, changes, state }) {
    for (const effect of effects) if (effect.is(setMarks)) return toMarks(effect.value, state.doc)
    return now.map(changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

function toMarks(ranges: { from: number; to: number }[], doc: Text): DecorationSet {
  const lines = new Set<number>()
  for (const { from, to } of ranges) {
    const last = doc.lineAt(to).number
    for (let number = doc.lineAt(from).number; number <= last; number += 1) lines.add(doc.line(number).from)
  }
  return Decoration.set([...lines].sort((a, b) => a - b).map((at) => marked.range(at)))
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.lineComment, tags.comment], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.labelName, tags.typeName, tags.keyword], color: 'var(--predicted)' },
  { tag: [tags.punctuation, tags.separator, tags.bracket, tags.squareBracket, tags.brace], color: 'var(--muted)' },
])

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--panel)', fontSize: 'var(--text-12)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mono)',
    lineHeight: '18px',
    overflow: 'auto',
    scrollbarWidth: 'thin',
    scrollbarColor: 'var(--line-strong) transparent',
  },
  '.cm-scroller::-webkit-scrollbar': { width: '10px', height: '10px' },
  '.cm-scroller::-webkit-scrollbar-thumb': { border: '3px solid var(--panel)', borderRadius: '5px', backgroundColor: 'var(--line-strong)' },
  '.cm-scroller::-webkit-scrollbar-corner': { backgroundColor: 'transparent' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--muted)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 6px 0 12px', minWidth: '28px' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { boxShadow: 'inset 0 0 0 1px var(--line-soft)' },
  '.cm-line.marked-line': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 9%, transparent)',
    boxShadow: 'inset 2px 0 0 var(--accent)',
  },
  '.cm-line.bad-line': { backgroundColor: 'color-mix(in srgb, var(--bad) 10%, transparent)', boxShadow: 'inset 2px 0 0 var(--bad)' },
  '.sentence': {
    padding: '3px 12px 4px 8px',
    color: 'var(--text)',
    backgroundColor: 'color-mix(in srgb, var(--bad) 10%, transparent)',
    boxShadow: 'inset 2px 0 0 var(--bad)',
    fontFamily: 'var(--font)',
    whiteSpace: 'normal',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--pressed)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent', color: 'var(--bad)' },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius-panel)',
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow-float)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: 'var(--text-12)', maxHeight: 'none' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px', lineHeight: '18px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--pressed)', color: 'var(--text)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal', fontFamily: 'var(--font)', marginLeft: '12px' },
  '.cm-tooltip.cm-completionInfo': { fontFamily: 'var(--font)', padding: '6px 10px', maxWidth: '280px' },
})
