import { copyText, pasteText } from '../canvas/copying.ts'
import { deleteSelection, hasDesign } from '../canvas/selection-edits.ts'
import { shellStore } from '../state/shell-store.ts'
import { isTyping } from './keys.ts'

/** The keys and the native menu copy, cut and paste components; selected text and what is typed stay the browser's own. */
export function listenToClipboard(): void {
  const isOurs = (event: ClipboardEvent) => hasDesign() && !shellStore.getState().dialog && !isTyping(event.target) && event.clipboardData
  const take = (event: ClipboardEvent) => {
    if (!isOurs(event) || window.getSelection()?.toString()) return false
    const text = copyText()
    if (text === null) return false
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    return true
  }
  document.addEventListener('copy', take)
  document.addEventListener('cut', (event) => {
    if (take(event)) deleteSelection()
  })
  document.addEventListener('paste', (event) => {
    if (!isOurs(event)) return
    event.preventDefault()
    pasteText(event.clipboardData?.getData('text/plain') ?? '')
  })
}
