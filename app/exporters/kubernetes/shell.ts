/** A word of a command as the shell reads it. */
export const quoted = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)

/** Commands as a block of Markdown. */
export function commands(lines: string[]): string {
  return ['```sh', ...lines, '```'].join('\n')
}
