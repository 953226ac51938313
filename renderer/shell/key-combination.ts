/** The keys of an event that decide what it asks for. */
export interface Keys {
  key: string
  /** The key by its place on the keyboard: `KeyG`. */
  code?: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

/** A key press as commands write it: `Mod+Shift+Z`, `Delete`, `?`. Shift is said only where it does not change the character. */
export function toCombination(event: Keys, mac: boolean): string {
  const mod = mac ? event.metaKey : event.ctrlKey
  // On a Mac the Option key types another character: © for Option G.
  const [, letter] = (mac && event.altKey && /^(?:Key|Digit)(\w)$/.exec(event.code ?? '')) || []
  if (letter) return [mod && 'Mod', 'Alt', event.shiftKey && 'Shift', letter].filter(Boolean).join('+')
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key
  const shift = event.shiftKey && (event.key.length > 1 || /[A-Z]/i.test(event.key))
  return [mod && 'Mod', event.altKey && 'Alt', shift && 'Shift', key].filter(Boolean).join('+')
}
