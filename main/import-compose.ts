import { dirname } from 'node:path'
import { composeImporter } from '../app/importers/compose/compose.ts'
import type { Import } from '../app/importers/importer.ts'
import { readForImport } from './files/import-reader.ts'

export interface ComposeOrder {
  /** Whole paths, in the order in which they are merged. */
  files: string[]
  /** Whole path of the design's file to be. */
  design: string
  environment: NodeJS.ProcessEnv
  profiles?: string[] | undefined
  envFiles?: string[] | undefined
  projectName?: string | undefined
}

/** Imports Compose files of this machine. What is wrong with them comes as problems. */
export function importCompose({ files, design, environment, profiles, envFiles, projectName }: ComposeOrder): Import {
  const variables = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return composeImporter.import({
    files: files.map(withSlashes),
    read: readForImport,
    environment: Object.fromEntries(variables),
    designFolder: withSlashes(dirname(design)),
    ...(profiles ? { profiles } : {}),
    ...(envFiles ? { envFiles: envFiles.map(withSlashes) } : {}),
    ...(projectName ? { projectName } : {}),
  })
}

const withSlashes = (path: string) => path.replaceAll('\\', '/')
