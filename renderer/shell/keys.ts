import { nudgeSelection } from '../canvas/selection-edits.ts'
import type { Command } from '../commands/command.ts'
import { commands } from '../commands/commands.ts'
import { runCommand } from '../commands/run-command.ts'
import { isMac } from '../parts/Shortcut.tsx'
import { isPresenting } from '../presentation/presentation-store.ts'
import { shellStore } from '../state/shell-store.ts'
import { toCombination } from './key-combination.ts'

const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** Keys that work while a person types in a field, since they mean nothing to the field. */
const evenInFields = new Set(['save', 'save-as', 'open-design', 'new-design', 'search', 'predict', 'run-live', 'stop-run', 'export-design'])

/** Whether the person last pointed, rather than going from control to control. */
let byPointer = false

/** Listens to the keyboard for the whole page. */
export function listenToKeys(): void {
  window.addEventListener('pointerdown', () => {
    byPointer = true
  })
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || shellStore.getState().dialog || isPresenting()) return
    if (quickAdd(event)) return event.preventDefault()
    const typing = isTyping(event.target)
    if (!typing && nudge(event)) return event.preventDefault()
    const combination = toCombination(event, isMac())
    const command = commands.find((one) => matches(one, combination))
    if (!command || (typing && !evenInFields.has(command.id))) return
    if (combination === 'Space' && isPressable(event.target)) return
    // The browser says what is on the clipboard when it hears these keys itself, see listen-to-clipboard.ts.
    if (['copy', 'cut', 'paste'].includes(command.id)) return
    event.preventDefault()
    if (typing && event.target instanceof HTMLElement) event.target.blur()
    void runCommand(command.id)
  })
}

/** Tab adds to the card that was clicked; who goes by the keyboard goes on to the next control. */
function quickAdd(event: KeyboardEvent): boolean {
  if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false
  const isOnCanvas = event.target === document.body || (event.target instanceof Element && event.target.matches('.react-flow__node'))
  if (!byPointer || !isOnCanvas) {
    byPointer = false
    return false
  }
  if (commands.find(({ id }) => id === 'add-called')?.when?.() !== true) return false
  void runCommand('add-called')
  return true
}

function matches(command: Command, combination: string): boolean {
  return command.shortcut === combination || (command.alsoShortcuts?.includes(combination) ?? false)
}

function nudge(event: KeyboardEvent): boolean {
  const direction = arrows[event.key]
  if (!direction || event.ctrlKey || event.metaKey || event.altKey || isWidget(event.target)) return false
  const step = event.shiftKey ? 10 : 1
  return nudgeSelection(direction[0] * step, direction[1] * step)
}

/** Whether keys go to a field. */
export function isTyping(receiver: EventTarget | null): boolean {
  // The page sees the shadow tree's host where a field inside it has the focus.
  const target = receiver instanceof HTMLElement ? (receiver.shadowRoot?.activeElement ?? receiver) : receiver
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** Whether the space bar presses what has the focus. */
function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('button, a, summary, input, [role="button"], [role="tab"], [role="option"], [role="menuitem"], [role="radio"]') !== null
  )
}

/** Whether arrow keys belong to what has the focus: tabs, lists, separators. */
function isWidget(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      '[role="tablist"], [role="listbox"], [role="menu"], [role="slider"], [role="separator"], [role="tree"], input, select',
    ) !== null
  )
}
