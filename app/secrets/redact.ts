import { findSecrets } from './find-secrets.ts'

export const hidden = '[hidden]'

/** A text for others to read, such as a log or a message, with every secret in it taken out. */
export function redact(text: string): string {
  const found = findSecrets(text).sort((a, b) => a.start - b.start || b.end - a.end)
  if (found.length === 0) return text
  let shown = ''
  let at = 0
  for (const { start, end } of found) {
    if (start >= at) shown += text.slice(at, start) + hidden
    else if (end <= at) continue
    at = Math.max(at, end)
  }
  return shown + text.slice(at)
}
