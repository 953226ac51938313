/** The keys of an event that decide what it asks for. */
export interface Keys {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

/** A key press as commands write it: `Mod+Shift+Z`, `Delete`, `?`. Shift is said only where it does not change the character. */
export function toCombination(event: Keys, mac: boolean): string {
  const mod = mac ? event.metaKey : event.ctrlKey
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key
  const shift = event.shiftKey && (event.key.length > 1 || /[A-Z]/i.test(event.key))
  return [mod && 'Mod', event.altKey && 'Alt', shift && 'Shift', key].filter(Boolean).join('+')
}
