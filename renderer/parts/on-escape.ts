/**
 * Gives something under way up when Escape is pressed, before anything else hears of that key: Escape backs out one step, which is
 * the drag and not the selection. Returns how to stop listening, once what was under way has ended.
 */
export function onEscape(giveUp: () => void): () => void {
  const listening = new AbortController()
  const onKey = (press: KeyboardEvent) => {
    if (press.key !== 'Escape') return
    press.preventDefault()
    press.stopImmediatePropagation()
    listening.abort()
    giveUp()
  }
  window.addEventListener('keydown', onKey, { capture: true, signal: listening.signal })
  return () => listening.abort()
}
