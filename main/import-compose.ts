import { dirname } from 'node:path'
import { composeImporter } from '../app/importers/compose/compose.ts'
import { withOverride } from '../app/importers/compose/override-file.ts'
import type { Import } from '../app/importers/importer.ts'
import { listForImport, readForImport } from './files/import-reader.ts'

export interface ComposeOrder {
  /** Whole paths, in the order in which they are merged. */
  files: string[]
  /** Whole path of the design's file to be. */
  design: string
  environment: NodeJS.ProcessEnv
  profiles?: string[] | undefined
  envFiles?: string[] | undefined
  projectName?: string | undefined
  /** Take the override along that lies beside a lone file, as Docker Compose does. */
  override?: boolean
}

/** Imports Compose files of this machine. What is wrong with them comes as problems. `files`: those that were merged. */
export function importCompose({
  files,
  design,
  environment,
  profiles,
  envFiles,
  projectName,
  override,
}: ComposeOrder): Import & { files: string[] } {
  const named = files.map(withSlashes)
  const merged = override ? withOverride(named, readForImport) : named
  const variables = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const made = composeImporter.import({
    files: merged,
    read: readForImport,
    list: listForImport,
    environment: Object.fromEntries(variables),
    designFolder: withSlashes(dirname(design)),
    ...(profiles ? { profiles } : {}),
    ...(envFiles ? { envFiles: envFiles.map(withSlashes) } : {}),
    ...(projectName ? { projectName } : {}),
  })
  return { ...made, files: merged }
}

const withSlashes = (path: string) => path.replaceAll('\\', '/')
