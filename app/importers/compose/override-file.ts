import type { ReadFile } from '../importer.ts'
import { baseName, folderOf, joinPath } from './paths.ts'

const named = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml']
const overrides = ['compose.override.yml', 'compose.override.yaml', 'docker-compose.override.yml', 'docker-compose.override.yaml']

/**
 * What Docker Compose merges where it is told no files: over a file that has one of its own names it lays the first override that
 * lies beside. Several files, and files of other names, are those that were meant.
 */
export function withOverride(files: string[], read: ReadFile): string[] {
  const [file] = files
  if (file === undefined || files.length > 1 || !named.includes(baseName(file))) return files
  const over = overrides.map((name) => joinPath(folderOf(file), name)).find((path) => 'text' in read(path))
  return over === undefined ? files : [file, over]
}
