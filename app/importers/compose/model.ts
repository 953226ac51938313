import type { ImportOrder } from '../importer.ts'
import { checkConsistency } from './check/consistency.ts'
import { fileShape } from './check/file-shape.ts'
import { checkShape } from './check/shape.ts'
import { readEnvFiles } from './environment.ts'
import { interpolate } from './interpolate.ts'
import { loadProject } from './load.ts'
import { dotEnvOf, type Loading, lookupIn, type ParsedFile, parsedFile, withVariableFile } from './loading.ts'
import { baseName, folderOf, joinPath } from './paths.ts'
import { reject } from './rejection.ts'
import { child, entriesOf, type MapNode, type Node, textOf, textsOf } from './tree.ts'

/** The files of one import as one checked model. */
export interface Model {
  root: MapNode
  loading: Loading
  /** Folder from which the files' paths are counted. */
  folder: string
  projectName: string
  /** As the files themselves say it, and as their variables do, which goes first. */
  writtenName: string | undefined
  envName: string | undefined
  /** Files of variables that were named or found, in the order in which later ones go first. */
  envFiles: string[]
  variables: ReadonlyMap<string, string>
  profiles: string[]
  /** Services that start under these profiles. */
  active: ReadonlySet<string>
}

/**
 * The first four phases and the check. Throws a Rejection for what Compose refuses. `known`: files that an import before this one has
 * parsed; who imports the same again and again keeps it, for what has the same text is not parsed again.
 */
export function loadModel(order: ImportOrder, known: Map<string, ParsedFile> = new Map()): Model {
  const files = order.files.map((file) => joinPath('.', file))
  const [first] = files
  if (first === undefined) reject({ file: '' }, 'No Compose file was named.')
  const folder = folderOf(first)
  const loading: Loading = {
    read: order.read,
    ...(order.list ? { list: order.list } : {}),
    parsed: new Map(),
    known,
    variableFiles: new Set(),
    used: new Set(),
    unset: new Map(),
  }
  const shell = new Map(Object.entries(order.environment))
  const variables = readVariables(loading, order, folder, shell)
  const envName = variables.get('COMPOSE_PROJECT_NAME')
  const spoken = order.projectName ?? envName
  const named = spoken || nameIn(files, loading, variables)
  variables.set('COMPOSE_PROJECT_NAME', named || toProjectName(baseName(folder)))
  const root = loadProject(loading, { files, folder, variables, around: [] })
  refuseFirstFormat(root)
  checkShape(fileShape, root, '')
  const profiles = order.profiles ?? textList(variables.get('COMPOSE_PROFILES'))
  const active = activeServices(root, profiles)
  checkConsistency(root, active)
  for (const name of active) readEnvFiles(child(root, 'services', name), loading, folder, variables)
  const written = textOf(child(root, 'name'))
  const projectName = toProjectName(spoken || written || baseName(folder))
  if (projectName === '')
    reject(
      child(root, 'name') ?? { file: first },
      'The project has no name that Compose can use: write name: with small letters and digits.',
    )
  return {
    root,
    loading,
    folder,
    projectName,
    writtenName: written,
    envName,
    envFiles: [...loading.variableFiles].filter((path) => path === dotEnvOf(folder) || envFilesOf(order).includes(path)),
    variables,
    profiles,
    active,
  }
}

/** As the last of the files that names the project has it: known before all else is read, for any value may hold it. */
function nameIn(files: string[], loading: Loading, variables: ReadonlyMap<string, string>): string | undefined {
  const names = files.flatMap((file) => parsedFile(loading, file).documents.flatMap((document) => child(document, 'name') ?? []))
  const values = names.map((name) => textOf(interpolate(name, lookupIn(loading, variables))))
  return values.findLast((value) => value !== undefined && value !== '')
}

/** Files of the first Compose name their services at the top; Compose no longer reads them. */
function refuseFirstFormat(root: MapNode): void {
  if (child(root, 'services')) return
  const service = [...root.entries].find(([key, { value }]) => !key.startsWith('x-') && (child(value, 'image') ?? child(value, 'build')))
  if (!service) return
  const [name, { key }] = service
  reject(
    key,
    `The service "${name}" stands at the top of the file, as in the first format of Compose.`,
    'Put all services under "services:".',
  )
}

function readVariables(loading: Loading, order: ImportOrder, folder: string, shell: ReadonlyMap<string, string>): Map<string, string> {
  const named = envFilesOf(order)
  if (named.length === 0) return withVariableFile(loading, shell, dotEnvOf(folder), false)
  // The last of several goes first.
  return [...named].reverse().reduce((known, file) => withVariableFile(loading, known, file, true), new Map(shell))
}

const envFilesOf = (order: ImportOrder) => (order.envFiles ?? []).map((file) => joinPath('.', file))

/** As Compose makes a name of a folder's. */
export function toProjectName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[_-]+/, '')
}

function activeServices(root: MapNode, profiles: string[]): ReadonlySet<string> {
  const isActive = (service: Node) => {
    const wanted = textsOf(child(service, 'profiles'))
    return wanted.length === 0 || profiles.includes('*') || wanted.some((profile) => profiles.includes(profile))
  }
  return new Set(entriesOf(child(root, 'services')).flatMap(([name, service]) => (isActive(service) ? [name] : [])))
}

function textList(text = ''): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}
