/**
 * A text as it may be written to a terminal. Names come from files of others, and a terminal obeys what is hidden in them: escape
 * sequences that set its title, clear it or type for the person, and signs that turn the direction of what follows. Lines and tabs
 * stay; JSON is the same text, since its strings escape what is no plain sign.
 */
export function toTerminalText(text: string): string {
  return text.replace(
    /[^\P{Cc}\n\t]|[\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
