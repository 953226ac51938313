import type { ListFolder, ReadFile } from '../importer.ts'
import { parseDotEnv } from './dotenv.ts'
import { joinPath } from './paths.ts'
import { readCompose } from './read.ts'
import { reject } from './rejection.ts'
import type { Lookup } from './template.ts'
import type { MapNode, Node, Source } from './tree.ts'

/** What all phases of one import share. */
export interface Loading {
  read: ReadFile
  list?: ListFolder
  /** Every Compose file read so far, by path; each is parsed once. */
  parsed: Map<string, ParsedFile>
  /** Those of an import before this one, which stand as long as their texts do. */
  known: Map<string, ParsedFile>
  /** Every file of variables read so far. */
  variableFiles: Set<string>
  /** Names of all variables that were asked for. */
  used: Set<string>
  /** Variables that are not set and for which the files say nothing else, with the first value that needs each. */
  unset: Map<string, Node>
}

export interface ParsedFile {
  source: Source
  documents: Node[]
}

/** Files that are merged into one model, and the folder from which their paths are counted. */
export interface ProjectOrder {
  files: string[]
  folder: string
  variables: ReadonlyMap<string, string>
  /** Files being read around this one, against circles. */
  around: string[]
}

/** Loads the files of one project; a project that includes another asks for it through this. */
export type LoadProject = (loading: Loading, order: ProjectOrder) => MapNode

export function parsedFile(loading: Loading, path: string): ParsedFile {
  const there = loading.parsed.get(path)
  if (there) return there
  const read = loading.read(path)
  if ('reason' in read) reject({ file: path }, `The file cannot be read: ${read.reason}.`, undefined, 'file')
  const known = loading.known.get(path)
  const made = known?.source.text === read.text ? known : readCompose(path, read.text)
  loading.parsed.set(path, made)
  loading.known.set(path, made)
  return made
}

/** Adds the variables of a file to those that are known, which go first. */
export function withVariableFile(loading: Loading, known: ReadonlyMap<string, string>, path: string, needed: boolean): Map<string, string> {
  const read = loading.read(path)
  if ('reason' in read) {
    if (needed) reject({ file: path }, `The file of variables cannot be read: ${read.reason}.`, undefined, 'file')
    return new Map(known)
  }
  loading.variableFiles.add(path)
  const found = parseDotEnv(read.text, (name) => known.get(name))
  if ('problem' in found) reject({ file: path, line: found.line }, found.problem, undefined, 'env')
  return new Map([...found.variables, ...known])
}

export function dotEnvOf(folder: string): string {
  return joinPath(folder, '.env')
}

export function noteUnset({ unset }: Loading, name: string, node: Node): void {
  if (!unset.has(name)) unset.set(name, node)
}

/** Looks up variables and remembers which were asked for. */
export function lookupIn(loading: Loading, variables: ReadonlyMap<string, string>): Lookup {
  return (name) => {
    loading.used.add(name)
    return variables.get(name)
  }
}
