/** Text of a person in one line of Markdown. */
export function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[|<>`*_[\]\\]/g, '\\$&')
}
