import { closeDialog, type FilePurpose, openDialog } from '../state/shell-store.ts'

/** Shows the page's own file dialog. Resolves to the path chosen, or null when the person cancelled. */
export function askFile(purpose: FilePurpose, suggestedName: string, folder?: string): Promise<string | null> {
  return new Promise((resolve) => {
    openDialog({
      kind: 'file',
      purpose,
      suggestedName,
      folder,
      answer: (path) => {
        closeDialog()
        resolve(path)
      },
    })
  })
}
