import type { Design } from '../../../design/design.ts'
import { importModel } from '../../../importers/compose/compose.ts'
import type { ParsedFile } from '../../../importers/compose/loading.ts'
import type { Model } from '../../../importers/compose/model.ts'
import { baseName, isWholePath, relativePath } from '../../../importers/compose/paths.ts'
import { child, entriesOf, textOf } from '../../../importers/compose/tree.ts'
import type { Export, ExportedFile, ExportOptions, Loss } from '../../exporter.ts'
import { editFiles } from './edit-files.ts'
import { toEnvFiles, withEnvFiles, withHidden, withSecrets } from './env-files.ts'
import { type Hidden, hideSecrets } from './hide-secrets.ts'
import { moveFile } from './move-files.ts'
import { lostVariables, type Originals, originalsOf, toOrder } from './originals.ts'
import { withProjectName } from './project-name.ts'
import { toUncertain } from './uncertain.ts'

/**
 * Exports an imported design by editing the texts it was imported from: what was not changed in the design stays as it was
 * written. Into the originals' own folder it edits them in place; elsewhere it writes copies whose paths mean the same.
 * Undefined: the design was not imported, or its files cannot be read any more, which is a loss.
 */
export function exportOrigin(design: Design, options: ExportOptions): Export | { losses: Loss[] } | undefined {
  const { places } = options
  if (!places || design['x-compose'] === undefined) return undefined
  const originals = originalsOf(design, places)
  if (!originals)
    return { losses: [{ where: 'x-compose', what: 'It does not say from which files the design came; they are written anew.' }] }
  const known = new Map<string, ParsedFile>()
  const { design: imported, model, problems } = importModel(toOrder(originals, originals.files), known)
  if (imported && model) return exportFrom(design, originals, { imported, model, known }, options)
  const [problem] = problems
  const place = problem ? ` ${problem.file}:${problem.line}:${problem.column}: ${problem.message}` : ''
  return {
    losses: [{ where: 'x-compose', what: `The files that the design came from cannot be read any more, so new ones are written.${place}` }],
  }
}

/** What the originals say. */
interface Found {
  imported: Design
  model: Model
  known: Map<string, ParsedFile>
}

function exportFrom(design: Design, originals: Originals, { imported, model, known }: Found, options: ExportOptions): Export {
  const { files, read, out } = originals
  const folder = relativePath(out, originals.folder)
  const names = toNames(originals)
  const before = new Map<string, string>()
  const texts = new Map<string, string>()
  const builds = buildsWithoutContext(model)
  for (const [index, file] of files.entries()) {
    const found = read(file)
    const text = 'text' in found ? found.text : ''
    const name = names[index] ?? file
    before.set(name, text)
    texts.set(
      name,
      moveFile(file, text, folder, (variable) => model.variables.get(variable), buildsIn(file, builds)),
    )
  }
  const first = names[0] ?? ''
  if (folder !== '.' && !saysName(model, originals.origin.project)) {
    texts.set(first, withProjectName(first, texts.get(first) ?? '', originals.origin.project))
  }
  // In their own folder the files are the person's, and stay as they are.
  const { texts: shown, hidden } = folder === '.' ? { texts, hidden: [] } : hideSecrets(texts, (variable) => model.variables.has(variable))
  const envFiles = folder === '.' ? [] : withHidden(toEnvFiles(model, originals), hidden, originals.origin.envFiles ?? [])
  const there = { ...withValues(originals, hidden), read: withEnvFiles(originals, envFiles) }
  const lost = lostVariables(originals)
  const other = lost.length > 0 ? importModel(toOrder(originals, files, '2'), known).design : undefined
  const edited = editFiles(design, imported, there, shown, options, other && toUncertain(lost, imported, other), known)
  const composeFiles = names.flatMap((path): ExportedFile[] => {
    const [content, replaces] = [edited.texts.get(path) ?? '', before.get(path)]
    if (folder !== '.') return [{ path, content }]
    return replaces === undefined ? [] : [{ path, content, replaces }]
  })
  const outside = composeFiles.filter(({ path }) => path.startsWith('../') || isWholePath(path))
  const unwritten = outside.filter(({ content, replaces }) => content !== replaces)
  return {
    files: [...composeFiles.filter((file) => !outside.includes(file)), ...withSecrets(envFiles, edited.secrets, options), ...edited.files],
    losses: [
      ...edited.losses,
      ...hidden.flatMap(toLosses),
      ...unwritten.map(({ path }) => ({
        where: 'x-compose',
        what: `${path} lies outside of the folder and is not changed; export to the folder that holds all of the files.`,
      })),
    ],
  }
}

/** Which variable stands there, the files themselves say, and `.env.example`. */
function toLosses({ where, others }: Hidden): Loss[] {
  return [where, ...others].map((place) => ({
    where: place,
    what: 'It holds a secret, which no longer stands in the Compose file: a variable does, whose value is in .env, which is for this machine alone.',
  }))
}

/** What the files name from now on has the values that stood in them. */
function withValues(originals: Originals, hidden: readonly Hidden[]): Originals {
  const values = Object.fromEntries(hidden.map(({ variable, value }) => [variable, value]))
  return { ...originals, origin: { ...originals.origin, variables: { ...originals.origin.variables, ...values } } }
}

/** What the files are called where they go: as in their own folder, and each its own name. */
function toNames({ files, folder, out }: Originals): string[] {
  if (folder === out) return files.map((file) => relativePath(out, file))
  const names: string[] = []
  for (const file of files) {
    const inside = relativePath(folder, file)
    const plain = inside.startsWith('../') || isWholePath(inside) ? baseName(file) : inside
    names.push(names.includes(plain) ? `${names.length + 1}-${baseName(file)}` : plain)
  }
  return names
}

/** Services of the merged model whose build names no folder. */
function buildsWithoutContext(model: Model): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, service] of entriesOf(child(model.root, 'services'))) {
    const build = child(service, 'build')
    if (build?.type === 'map' && !textOf(child(build, 'context'))) found.set(name, build.at.source.path)
  }
  return found
}

/** Those whose build stands first in this file. */
function buildsIn(file: string, builds: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set([...builds].flatMap(([name, path]) => (path === file ? [name] : [])))
}

function saysName(model: Model, project: string): boolean {
  const fromFile = model.writtenName !== undefined && model.writtenName === project
  return model.envName === undefined ? fromFile : model.envName === project
}
