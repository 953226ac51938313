import type { Dialogs } from './dialogs.ts'
import type { Permitted } from './permitted.ts'

/** Dialogs whose answers the page may name from then on. What a report or a save goes to is named to the program alone. */
export function grantingDialogs(dialogs: Dialogs, permitted: Permitted): Dialogs {
  return {
    ...dialogs,
    openDesign: async () => granted(await dialogs.openDesign(), permitted.grantDesign),
    chooseFolder: async (suggested) => granted(await dialogs.chooseFolder(suggested), permitted.grantExport),
    saveExport: async (suggested) => granted(await dialogs.saveExport(suggested), permitted.grantExport),
    async openComposeFiles() {
      const paths = await dialogs.openComposeFiles()
      return paths?.map((path) => granted(path, permitted.grantImport)) ?? null
    },
  }
}

function granted<Path extends string | null>(path: Path, grant: (path: string) => void): Path {
  if (path !== null) grant(path)
  return path
}
