const arrows = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' }
const macNames: Record<string, string> = { ...arrows, Mod: '⌘', Shift: '⇧', Alt: '⌥' }
const otherNames: Record<string, string> = { ...arrows, Mod: 'Ctrl' }

/** `Mod+Shift+Z` as a person reads it: `Ctrl Shift Z`, on a Mac `⌘⇧Z`. */
export function toKeyNames(keys: string, mac: boolean): string {
  const names = mac ? macNames : otherNames
  return keys
    .split('+')
    .map((key) => names[key] ?? key)
    .join(mac ? '' : ' ')
}
