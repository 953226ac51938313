import type { Design } from '../../../design/design.ts'
import { importModel } from '../../../importers/compose/compose.ts'
import type { ParsedFile } from '../../../importers/compose/loading.ts'
import type { Model } from '../../../importers/compose/model.ts'
import { type Origin, originSchema } from '../../../importers/compose/origin.ts'
import { folderOf, joinPath } from '../../../importers/compose/paths.ts'
import { findShellValues, isShellValue, type ShellValue } from '../../../importers/compose/shell-values.ts'
import type { Import, ImportOrder } from '../../../importers/importer.ts'
import type { ExportPlaces } from '../../exporter.ts'

/** The files that a design was imported from. All paths are whole. */
export interface Originals extends ExportPlaces {
  origin: Origin
  /** In the order in which they are merged. */
  files: string[]
  /** From which their paths are counted. */
  folder: string
}

export function originalsOf(design: Design, places: ExportPlaces): Originals | undefined {
  const parsed = originSchema.safeParse(design['x-compose'])
  if (!parsed.success) return undefined
  const files = parsed.data.files.map((file) => joinPath(places.design, file))
  const origin = withShellValues(parsed.data, design, places)
  return { ...places, origin, files, folder: folderOf(files[0] ?? places.design) }
}

/** The values that the files were read with, as far as they are found again. */
function withShellValues(origin: Origin, design: Design, { environment }: ExportPlaces): Origin {
  const kept = Object.entries(origin.variables ?? {}).filter((entry): entry is [string, ShellValue] => isShellValue(entry[1]))
  if (kept.length === 0) return origin
  return { ...origin, variables: { ...origin.variables, ...Object.fromEntries(findShellValues(new Map(kept), design, environment)) } }
}

/** Variables of the shell whose values were not found again. */
export function lostVariables({ origin }: Originals): string[] {
  return Object.entries(origin.variables ?? {}).flatMap(([name, value]) => (isShellValue(value) ? [name] : []))
}

/** All that a design names as what it was imported from. */
export function originalPathsOf(design: Design, designFolder: string): string[] {
  const parsed = originSchema.safeParse(design['x-compose'])
  if (!parsed.success) return []
  return [...parsed.data.files, ...(parsed.data.envFiles ?? [])].map((file) => joinPath(designFolder, file))
}

/** Reads the exported texts, by their names in the export, as the originals were read. `known`: as `loadModel` has it. */
export function importAgain(
  originals: Originals,
  texts: ReadonlyMap<string, string>,
  known: Map<string, ParsedFile>,
): Import & { model?: Model } {
  const { out, read } = originals
  const whole = new Map([...texts].map(([name, text]) => [joinPath(out, name), text]))
  const order = toOrder(originals, [...whole.keys()])
  const readAgain = (path: string) => {
    const text = whole.get(path)
    return text === undefined ? read(path) : { text }
  }
  return importModel({ ...order, read: readAgain }, known)
}

/** `standIn`: what a variable of the shell holds whose value is not known any more. */
export function toOrder({ origin, design, read, list }: Originals, files: string[], standIn = '1'): ImportOrder {
  const toText = (value: string | object) => (typeof value === 'string' ? value : isShellValue(value) ? standIn : secretStandIn)
  const variables = Object.entries(origin.variables ?? {}).map(([name, value]) => [name, toText(value)])
  return {
    files,
    read,
    ...(list ? { list } : {}),
    environment: Object.fromEntries(variables),
    designFolder: design,
    projectName: origin.project,
    ...(origin.profiles ? { profiles: origin.profiles } : {}),
    ...(origin.envFiles ? { envFiles: origin.envFiles.map((file) => joinPath(design, file)) } : {}),
  }
}

/** Secrets of the shell are not kept; all that counts here is that the variable is set. */
const secretStandIn = 'secret'
