import { isBroker } from '../../../design/allowed-protocols.ts'
import { connectionId, type Design } from '../../../design/design.ts'
import { isSame } from '../../../design/value-at.ts'
import { isRelative } from '../../../importers/compose/file-paths.ts'
import { joinPath, relativePath } from '../../../importers/compose/paths.ts'
import type { ExportedFile, ExportOptions, Loss } from '../../exporter.ts'
import { required, secretVariable, toComposeText } from '../variables.ts'
import { type AddedService, addService, toAddedService } from './added-service.ts'
import { byService, type Change, fieldOf, isSameVariable, isSecret, serviceOf, toChanges, variablesOf } from './changes.ts'
import { originLosses } from './origin-losses.ts'
import { importAgain, type Originals } from './originals.ts'
import { editText, isOwn, mapAt, type Own } from './own-values.ts'
import { addAlias, removeService, renameService } from './project-edits.ts'
import { addDependency, escaped, setField, setVariable } from './service-edits.ts'

export interface Edited {
  texts: Map<string, string>
  /** What added services need beside the Compose files. */
  files: ExportedFile[]
  /** Secrets that `.env` must hold. */
  secrets: string[]
  losses: Loss[]
}

/**
 * Brings what was changed in the design into the texts, one change after another. After each the texts are imported again: a
 * change that does not show in them, or that breaks them, is taken back and is a loss; one that changed another component too
 * (they share an anchor) shows as a further change and is put right next. `imported`: the design as the originals give it.
 */
export function editFiles(
  design: Design,
  imported: Design,
  originals: Originals,
  texts: ReadonlyMap<string, string>,
  options: ExportOptions,
): Edited {
  const first = importAgain(originals, texts)
  if (!first.design) {
    const [problem] = first.problems
    const what = `The files cannot be moved there as they are: ${problem?.message ?? 'they cannot be read'} Export to their own folder.`
    return { texts: new Map(texts), files: [], secrets: [], losses: [{ where: 'x-compose', what }] }
  }
  const state: State = { texts: new Map(texts), now: first.design, files: [], secrets: [], losses: [], originals, imported }
  const tried = new Set<string>()
  for (let open = nextChange(state, design, tried); open; open = nextChange(state, design, tried)) {
    tried.add(keyOf(open))
    attempt(open, state, design, options)
  }
  const { files, secrets, losses } = state
  return { texts: state.texts, files, secrets, losses: [...losses, ...originLosses(design, imported, state.now, originals.origin)] }
}

interface State extends Edited {
  /** What the texts say now. */
  now: Design
  imported: Design
  originals: Originals
}

function nextChange(state: State, design: Design, tried: ReadonlySet<string>): Change | undefined {
  return toChanges(state.now, design, state.originals.origin.services, state.imported).find((change) => !tried.has(keyOf(change)))
}

function attempt(change: Change, state: State, design: Design, options: ExportOptions): void {
  const { designFolder = '.' } = options
  const added = change.change === 'add' ? toAddedService(design, change.id, designFolder, options.runtimeBundle) : undefined
  const secrets = [...(added?.secrets ?? []), ...(change.change === 'variable' && isSecret(change.value) ? [change.value.secret] : [])]
  const originals = withSecrets(state.originals, secrets)
  const texts = applied(change, state, design, added)
  const { design: now, problems } = importAgain(originals, texts)
  const obstacle = now
    ? isCarried(change, now, design, texts, state.texts)
      ? undefined
      : 'it stands where files are only read: in an included or extended file, or in one of variables'
    : problems[0]?.message
  if (now && obstacle === undefined) {
    Object.assign(state, { texts, now, originals })
    state.files.push(...(added?.files ?? []).filter(({ path }) => !state.files.some((file) => file.path === path)))
    state.secrets.push(...secrets)
  } else
    state.losses.push({
      where: whereOf(change),
      what: `${whatOf(change)} is not carried over: ${obstacle ?? 'the files would not be valid'}`,
    })
}

/** The texts with the change at the place where they say it. */
function applied(change: Change, state: State, design: Design, added: AddedService | undefined): Map<string, string> {
  const texts = new Map(state.texts)
  const names = [...texts.keys()]
  const onAll = (edit: (root: Own, index: number) => void) => {
    for (const [index, name] of names.entries())
      texts.set(
        name,
        editText(texts.get(name) ?? '', (root) => edit(root, index)),
      )
  }
  const onService = (service: string, edit: (parts: Own[]) => void) => onParts(texts, service, edit)
  switch (change.change) {
    case 'rename':
      onAll((root) => renameService(root, change.service, change.to))
      onService(change.to, (parts) => parts[0] && addAlias(parts[0], change.service))
      break
    case 'remove':
      onAll((root) => removeService(root, change.service))
      break
    case 'add':
      if (added) onAll((root, index) => index === 0 && addService(root, added))
      break
    case 'field':
      onService(change.service, (parts) => setField(parts, change.field, toField(change, state.originals)))
      break
    case 'variable':
      onService(change.service, (parts) => setVariable(parts, change.name, toText(change.value)))
      break
    case 'connect': {
      const { dialler, dialled } = dialOf(change.connection, design)
      onService(dialler, (parts) => {
        if (!parts.some((part) => dependsOn(part, dialled))) addDependency(parts, dialled, conditionFor(dialled, texts))
      })
    }
  }
  return texts
}

/** What each file says of a service. */
function partsOf(texts: ReadonlyMap<string, string>, service: string): { name: string; part: Own }[] {
  return [...texts].flatMap(([name, text]) => {
    const parts: Own[] = []
    editText(text, (root) => {
      const part = mapAt(root, 'services', service)
      if (part) parts.push(part)
    })
    return parts.map((part) => ({ name, part }))
  })
}

/** Edits what all files together say of a service, and writes each part back into its own file. */
function onParts(texts: Map<string, string>, service: string, edit: (parts: Own[]) => void): void {
  const holders = partsOf(texts, service)
  edit(holders.map(({ part }) => part))
  for (const { name, part } of holders) {
    const text = editText(texts.get(name) ?? '', (root) => {
      const services = mapAt(root, 'services')
      if (services && isOwn(services[service])) services[service] = part
    })
    texts.set(name, text)
  }
}

function toField({ field, value }: Change & { change: 'field' }, { design, out }: Originals): unknown {
  if (field !== 'build' || typeof value !== 'string' || !isRelative(value)) return value
  const path = relativePath(out, joinPath(design, value))
  return path.startsWith('.') ? path : `./${path}`
}

function toText(value: unknown): string | undefined {
  if (value === undefined) return undefined
  return isSecret(value) ? toComposeText(required(secretVariable(value.secret))) : escaped(String(value))
}

function isCarried(change: Change, now: Design, design: Design, texts: Map<string, string>, before: Map<string, string>): boolean {
  const services = byService(now)
  switch (change.change) {
    case 'rename':
      return services.has(change.to) && !services.has(change.service)
    case 'remove':
      return !services.has(change.service)
    case 'add':
      return services.has(change.id)
    case 'field': {
      const component = services.get(change.service)?.component
      return (
        component !== undefined &&
        (change.value === undefined
          ? [...texts].some(([name, text]) => before.get(name) !== text)
          : isSame(fieldOf(component, change.field), change.value))
      )
    }
    case 'variable': {
      const component = services.get(change.service)?.component
      const written = component && variablesOf(component)[change.name]
      return component !== undefined && (isSecret(change.value) ? written !== undefined : isSameVariable(written, change.value))
    }
    case 'connect': {
      const { dialler, dialled } = dialOf(change.connection, design)
      return partsOf(texts, dialler).some(({ part }) => dependsOn(part, dialled))
    }
  }
}

function dialOf({ from, to }: { from: string; to: string }, design: Design): { dialler: string; dialled: string } {
  const [dialler, dialled] = isBroker(design, from) ? [to, from] : [from, to]
  return { dialler: serviceOf(design, dialler), dialled: serviceOf(design, dialled) }
}

function dependsOn({ depends_on: depends }: Own, name: string): boolean {
  return Array.isArray(depends) ? depends.includes(name) : isOwn(depends) && Object.hasOwn(depends, name)
}

function conditionFor(service: string, texts: ReadonlyMap<string, string>): string {
  const checks = partsOf(texts, service).flatMap(({ part }): Own[] => [mapAt(part, 'healthcheck') ?? {}])
  return checks.some((check) => check.test !== undefined && check.disable !== true) ? 'service_healthy' : 'service_started'
}

function withSecrets(originals: Originals, names: string[]): Originals {
  const variables = Object.fromEntries(names.map((name) => [secretVariable(name), { secret: name }]))
  return { ...originals, origin: { ...originals.origin, variables: { ...originals.origin.variables, ...variables } } }
}

const keyOf = (change: Change) => JSON.stringify(change)

function whereOf(change: Change): string {
  if (change.change === 'connect') return connectionId(change.connection)
  return change.change === 'rename' || change.change === 'remove' ? change.service : change.id
}

function whatOf(change: Change): string {
  switch (change.change) {
    case 'rename':
      return `The new name ${change.to}`
    case 'remove':
      return 'That it was taken out'
    case 'add':
      return 'The new component'
    case 'field':
      return `Its ${change.field}`
    case 'variable':
      return `Its variable ${change.name}`
    case 'connect':
      return 'The new connection'
  }
}
