/** Texts that were typed and are not right yet, kept while something else is shown in their editor: by file and part. */
const drafts = new Map<string, { base: string; typed: string }>()

export function keepDraft(key: string, draft: { base: string; typed: string } | undefined): void {
  if (draft) drafts.set(key, draft)
  else drafts.delete(key)
}

export function draftOf(key: string): { base: string; typed: string } | undefined {
  return drafts.get(key)
}
