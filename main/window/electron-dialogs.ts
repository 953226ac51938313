import { type BrowserWindow, dialog } from 'electron'
import type { Dialogs } from '../files/dialogs.ts'

const filters = [{ name: 'Microcosm designs', extensions: ['yaml', 'yml'] }]

/** The system's dialogs, shown over the window. */
export function createElectronDialogs(window: () => BrowserWindow | undefined): Dialogs {
  const over = <T>(shown: (window: BrowserWindow) => Promise<T>): Promise<T> => {
    const target = window()
    if (!target) throw new Error('There is no window to show a dialog over.')
    return shown(target)
  }
  return {
    async openDesign() {
      const { canceled, filePaths } = await over((w) =>
        dialog.showOpenDialog(w, { title: 'Open a design', filters, properties: ['openFile'] }),
      )
      return canceled ? null : (filePaths[0] ?? null)
    },
    async saveDesign(suggestedName) {
      const { canceled, filePath } = await over((w) =>
        dialog.showSaveDialog(w, {
          title: 'Save the design',
          defaultPath: suggestedName,
          filters,
          properties: ['showOverwriteConfirmation'],
        }),
      )
      return canceled ? null : filePath || null
    },
    async saveReport(suggestedName) {
      const { canceled, filePath } = await over((w) =>
        dialog.showSaveDialog(w, {
          title: 'Save the report',
          defaultPath: suggestedName,
          filters: [{ name: 'Web pages', extensions: ['html'] }],
          properties: ['showOverwriteConfirmation'],
        }),
      )
      return canceled ? null : filePath || null
    },
    async saveVideo(suggestedName) {
      const { canceled, filePath } = await over((w) =>
        dialog.showSaveDialog(w, {
          title: 'Save the video',
          defaultPath: suggestedName,
          filters: [{ name: 'Videos', extensions: ['webm'] }],
          properties: ['showOverwriteConfirmation'],
        }),
      )
      return canceled ? null : filePath || null
    },
    async saveDiagnostics(suggestedName) {
      const { canceled, filePath } = await over((w) =>
        dialog.showSaveDialog(w, {
          title: 'Save diagnostics',
          defaultPath: suggestedName,
          filters: [{ name: 'Text', extensions: ['txt'] }],
          properties: ['showOverwriteConfirmation'],
        }),
      )
      return canceled ? null : filePath || null
    },
    async openComposeFiles() {
      const { canceled, filePaths } = await over((w) =>
        dialog.showOpenDialog(w, {
          title: 'Import Docker Compose files',
          filters: [{ name: 'Compose files', extensions: ['yaml', 'yml'] }],
          properties: ['openFile', 'multiSelections'],
        }),
      )
      return canceled ? null : filePaths
    },
    async chooseFolder(suggested) {
      const { canceled, filePaths } = await over((w) =>
        dialog.showOpenDialog(w, {
          title: 'Export into a folder',
          defaultPath: suggested,
          properties: ['openDirectory', 'createDirectory'],
        }),
      )
      return canceled ? null : (filePaths[0] ?? null)
    },
    async saveExport(suggested) {
      // The page shows what is there already beside what would be, and asks then.
      const { canceled, filePath } = await over((w) => dialog.showSaveDialog(w, { title: 'Export into a file', defaultPath: suggested }))
      return canceled ? null : filePath || null
    },
  }
}
