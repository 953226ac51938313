/** Whose text is shown: the file it belongs to, and what of it is kept. */
export interface FileIdentity {
  /** False: no design is open and the welcome screen shows. */
  open: boolean
  /** Where it is kept; null: nowhere yet. */
  path: string | null
  /** The folder that its paths count from: that of its file, or of the files it was imported from; null: none yet. */
  folder: string | null
  /** The file's name, or the name a file would get. */
  name: string
  /** The text as it is on disk; null: it was never saved. */
  savedText: string | null
  /** The text that may be left without asking: as saved, or as an example or a new design began. */
  pristineText: string
  /** Under which its draft is kept. */
  draftId: string
}

export function fileOf({ open, path, folder, name, savedText, pristineText, draftId }: FileIdentity): FileIdentity {
  return { open, path, folder, name, savedText, pristineText, draftId }
}
