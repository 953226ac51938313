import { request, toMessage } from '../bridge.ts'
import { openDialog, shellStore } from '../state/shell-store.ts'
import { showToast } from '../state/toast-store.ts'
import { forgetImport, setImportFiles } from './import-store.ts'

/** Asks for Compose files and shows what they come to. Where the system has no dialog, the import's own asks. */
export async function startImport(): Promise<void> {
  if (!shellStore.getState().hello?.nativeDialogs) return importFiles([])
  try {
    const files = await request('imports.choose', {})
    if (files) await importFiles(files)
  } catch (error) {
    showToast('bad', toMessage(error))
  }
}

/** Shows what these Compose files come to. */
export async function importFiles(files: string[]): Promise<void> {
  forgetImport()
  openDialog({ kind: 'import' })
  await setImportFiles(files, true)
}
