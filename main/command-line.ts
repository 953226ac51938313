/** Words as one line that a shell reads as these words again. */
export function toCommandLine(words: string[]): string {
  return words.map(quoted).join(' ')
}

// A name with a space needs quotes to be one word.
function quoted(word: string): string {
  return /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
