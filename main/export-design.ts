import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { Refusal } from '../app/bridge/answer.ts'
import type { Design } from '../app/design/design.ts'
import type { Export, Exporter, ExportOptions, ExportPlaces, Loss } from '../app/exporters/exporter.ts'
import { RunFailure } from '../app/run/engine.ts'
import type { Result } from '../app/run/result.ts'
import { type InClear, withNamedSecrets } from '../app/secrets/name-secrets.ts'
import { startPredict } from '../simulator/predict/start-predict.ts'
import { arrange } from './arrange.ts'
import { toFileRefusal } from './files/file-failure.ts'
import { listForImport, readForImport } from './files/import-reader.ts'
import { readRecordings } from './files/recordings.ts'
import { toSoundDesign } from './files/sound-design.ts'

/** What the program gives to exporters. */
export interface ExportMeans {
  exporters: Exporter[]
  /** Path of the bundle that plays services in containers. */
  runtimeBundle: string
  /** The prediction engine's worker: its file or bundle. */
  predictWorker: string
  version: string
  newSecret: () => string
  /** Does the whole of it on a thread of its own; absent: it is done here. */
  thread?: { exportDesign(order: ExportWork): Promise<Export> }
}

export function findExporter(id: string, exporters: Exporter[]): Exporter {
  const exporter = exporters.find((one) => one.id === id)
  if (exporter) return exporter
  throw new Refusal('bad-input', `There is no export to "${id}": choose ${exporters.map((one) => one.id).join(', ')}.`)
}

export interface Where {
  /** Where the files go. */
  folder: string
  /** Of the design's file. */
  path: string
}

/** An export as it can be asked for across threads. */
export interface ExportWork {
  to: string
  text: string
  where: Where | undefined
  /** Nothing will be written, so no secret is made. */
  isPreview: boolean
  runtimeBundle: string
  predictWorker: string
  version: string
}

/** Makes the files of an export, with everything that this exporter says it needs, and writes none; a preview makes no secrets. */
export async function exportDesign(
  exporter: Exporter,
  text: string,
  means: ExportMeans,
  where?: Where,
  isPreview = false,
): Promise<Export> {
  const { version, runtimeBundle, predictWorker } = means
  if (means.thread) return means.thread.exportDesign({ to: exporter.id, text, where, isPreview, version, runtimeBundle, predictWorker })
  const newSecret = isPreview ? () => '(made when the files are written)' : means.newSecret
  const { design, named } = withNamedSecrets(toSoundDesign(text))
  const { needs } = exporter
  const made = exporter.export(design, {
    newSecret,
    version,
    ...(where ? toDesignFolder(where) : {}),
    ...(where && (exporter.originals || exporter.readsOrigin) ? { places: toPlaces(where) } : {}),
    runtimeBundle: needs.includes('runtime') ? await readRuntime(runtimeBundle) : '',
    ...(needs.includes('layout') ? { layout: await arrange(design) } : {}),
    ...(needs.includes('png') ? { toPng: await createPainter() } : {}),
    ...(needs.includes('prediction')
      ? { prediction: await predict(design, where === undefined ? null : dirname(where.path), predictWorker) }
      : {}),
  })
  return { ...made, losses: [...named.map(toLoss), ...made.losses] }
}

/** A secret that stands in the design is not spread further: whoever takes the files gives its value anew. */
function toLoss({ component, variable, secret }: InClear): Loss {
  return {
    where: component,
    what: `The value of ${variable} looks like a secret and is not written: give the secret "${secret}" its value where the files ask for it.`,
  }
}

/** The first scenario that the design holds, or steady traffic. `folder` holds the recordings that the design names. */
async function predict(design: Design, folder: string | null, workerPath: string): Promise<Result> {
  const [scenario] = Object.keys(design.scenarios ?? {})
  const files = await readRecordings(design, folder)
  const request = { design, seed: 1, files, signal: new AbortController().signal, ...(scenario === undefined ? {} : { scenario }) }
  for await (const event of startPredict(request, workerPath).events) {
    if (event.type === 'result') return event.result
    if (event.type === 'failed') throw new RunFailure(event.message, event.component)
  }
  throw new RunFailure('The prediction ended without a result.')
}

/** Loaded when it is first needed: a picture's letters and the program that draws them are megabytes. */
async function createPainter(): Promise<(svg: string) => string> {
  const { createPngPainter } = await import('./png-painter.ts')
  return createPngPainter()
}

async function readRuntime(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw toFileRefusal(error, `read the runtime for containers at ${path}`)
  }
}

const withSlashes = (path: string) => path.replaceAll('\\', '/')

function toDesignFolder({ folder, path }: Where): Pick<ExportOptions, 'designFolder'> {
  return { designFolder: withSlashes(relative(folder, dirname(path))) || '.' }
}

/** With slashes on every system, as a Compose file is read on every system. */
function toPlaces({ folder, path }: Where): ExportPlaces {
  const read = (each: string) => readForImport(resolve(folder, each))
  const list = (each: string) => listForImport(resolve(folder, each))
  return { design: withSlashes(dirname(path)), out: withSlashes(folder), read, list, environment: (name) => process.env[name] }
}
