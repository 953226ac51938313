/** One line of text: whatever breaks a line or steers one becomes a space, and what no text may hold is marked. */
export function toOneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
    .trim()
}

/** What something is called in a document: its name, or where it has none that can be seen, its id. */
export function shownName(name: string | undefined, id: string): string {
  return toOneLine(name ?? '') || id
}
