import type { Dialogs } from './dialogs.ts'

/** Dialogs of a test, in each of which the person chooses this path, or cancels. */
export function dialogsThatChoose(path: string | null): Dialogs {
  const choose = async () => path
  return {
    openDesign: choose,
    saveDesign: choose,
    saveReport: choose,
    saveVideo: choose,
    saveDiagnostics: choose,
    chooseFolder: choose,
    saveExport: choose,
    openComposeFiles: async () => (path === null ? null : [path]),
  }
}
