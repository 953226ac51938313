import { connectionId, type Design } from '../../../design/design.ts'
import { isSame } from '../../../design/value-at.ts'
import { environmentOf } from '../../../importers/compose/environment.ts'
import type { Model } from '../../../importers/compose/model.ts'
import { child } from '../../../importers/compose/tree.ts'
import type { ExportedFile, ExportOptions, Loss } from '../../exporter.ts'
import { secretVariable } from '../variables.ts'
import { toAddedService } from './added-service.ts'
import { applyChange, type ChangeContext, dependsOn } from './apply-change.ts'
import { byService, type Change, dialOf, fieldOf, isSameVariable, isSecret, toChanges, variablesOf } from './changes.ts'
import { originLosses } from './origin-losses.ts'
import { importAgain, type Originals } from './originals.ts'
import { copy, mapAt, type Own } from './own-values.ts'
import { putBack, resolvedProject, textProject } from './project-parts.ts'
import { type Difference, differencesOf, resolvedOf, settled } from './resolved.ts'
import { isUncertain, nothingUncertain, type Uncertain, uncertainLosses } from './uncertain.ts'

export interface Edited {
  texts: Map<string, string>
  /** What added services need beside the Compose files. */
  files: ExportedFile[]
  /** Secrets that `.env` must hold. */
  secrets: string[]
  losses: Loss[]
}

/**
 * Brings what was changed in the design into the texts, one change after another. After each the texts are imported again, and the
 * configuration they come to must be the one from before with this change alone. What else has changed, because it shares an anchor
 * or was inherited, is given its own value again; where that does not help the change is not made and is a loss. `imported`: the
 * design as the originals give it.
 */
export function editFiles(
  design: Design,
  imported: Design,
  originals: Originals,
  texts: ReadonlyMap<string, string>,
  options: ExportOptions,
  uncertain: Uncertain = nothingUncertain,
): Edited {
  const first = importAgain(originals, texts)
  if (!first.design || !first.model) {
    const [problem] = first.problems
    const what = `The files cannot be moved there as they are: ${problem?.message ?? 'they cannot be read'} Export to their own folder.`
    return { texts: new Map(texts), files: [], secrets: [], losses: [{ where: 'x-compose', what }] }
  }
  const state: State = {
    texts: new Map(texts),
    now: first.design,
    resolved: resolvedOf(first.model.root),
    model: first.model,
    files: [],
    secrets: [],
    losses: [],
    originals,
    // What the files suggest already, surely or not, needs no further saying.
    imported: { ...imported, connections: [...(imported.connections ?? []), ...first.inferred.map(({ connection }) => connection)] },
  }
  const tried = new Set<string>()
  for (let open = nextChange(state, design, tried, uncertain); open; open = nextChange(state, design, tried, uncertain)) {
    tried.add(keyOf(open))
    attempt(open, state, design, options)
  }
  const { files, secrets, losses } = state
  return {
    texts: state.texts,
    files,
    secrets,
    losses: [...losses, ...uncertainLosses(uncertain), ...originLosses(design, imported, state.now, originals.origin)],
  }
}

interface State extends Edited {
  /** What the texts say now, as a design and as a configuration. */
  now: Design
  resolved: Own
  model: Model
  imported: Design
  originals: Originals
}

function nextChange(state: State, design: Design, tried: ReadonlySet<string>, uncertain: Uncertain): Change | undefined {
  return toChanges(state.now, design, state.originals.origin.services, state.imported).find(
    (change) => !tried.has(keyOf(change)) && !isSaid(change, state) && !isUncertain(change, uncertain),
  )
}

/** A design of an earlier version may hold in clear what is taken for a secret now: the files say the same still. */
function isSaid(change: Change, { now, model }: State): boolean {
  if (change.change !== 'variable' || change.value === undefined || isSecret(change.value)) return false
  const component = byService(now).get(change.service)?.component
  if (!component || !isSecret(variablesOf(component)[change.name])) return false
  const service = child(model.root, 'services', change.service)
  const variables = service && environmentOf(service, model.loading, model.folder, model.variables)
  return variables?.get(change.name)?.value === String(change.value)
}

function attempt(change: Change, state: State, design: Design, options: ExportOptions): void {
  const { designFolder = '.' } = options
  const added = change.change === 'add' ? toAddedService(design, change.id, designFolder, options.runtimeBundle) : undefined
  const secrets = [...(added?.secrets ?? []), ...(change.change === 'variable' && isSecret(change.value) ? [change.value.secret] : [])]
  const originals = withSecrets(state.originals, secrets)
  const context = { design, originals: state.originals, resolved: state.resolved, added }
  const made = edited(change, state.texts, originals, context)
  if ('obstacle' in made) {
    state.losses.push({ where: whereOf(change), what: `${whatOf(change)} is not carried over: ${made.obstacle}` })
    return
  }
  Object.assign(state, { ...made, originals })
  state.files.push(...(added?.files ?? []).filter(({ path }) => !state.files.some((file) => file.path === path)))
  state.secrets.push(...secrets)
}

/** An anchor that several share may be found out only when the one before it was written out. */
const mostRounds = 3

type Made = Pick<State, 'texts' | 'now' | 'resolved' | 'model'> | { obstacle: string }

/** The texts with the change at the place where they say it, and the proof that nothing else has changed. */
function edited(change: Change, before: ReadonlyMap<string, string>, originals: Originals, context: ChangeContext): Made {
  const texts = new Map(before)
  applyChange(change, textProject(texts), context)
  const wanted = copy(context.resolved) as Own
  applyChange(change, resolvedProject(wanted), context)
  const whole = settled(wanted)
  for (let round = 1; ; round += 1) {
    const { design: now, model, problems } = importAgain(originals, texts)
    if (!now || !model) return { obstacle: problems[0]?.message ?? 'the files would not be valid.' }
    const resolved = resolvedOf(model.root)
    const different = differencesOf(whole, resolved)
    if (different.length === 0)
      return isCarried(change, now, context.design, resolved) ? { texts, now, resolved, model } : { obstacle: readOnly }
    const shared = different.flatMap(({ service, key }) => (service === undefined ? [] : [{ service, key }]))
    if (round === mostRounds || shared.length < different.length)
      return { obstacle: [...texts].every(([name, text]) => text === before.get(name)) ? readOnly : toObstacle(different) }
    for (const { service, key } of shared) putBack(texts, service, key, mapAt(whole, 'services', service)?.[key])
  }
}

const readOnly = 'it stands where files are only read: in an included or extended file, or in one of variables.'

function toObstacle(different: Difference[]): string {
  const places = different.map(({ service, key }) => (service === undefined ? key : `${service}.${key}`))
  const named = places.slice(0, 3).join(', ') + (places.length > 3 ? ` and ${places.length - 3} more` : '')
  return `the files share what they say, and ${named} would not be as they should be. Change it in the files.`
}

function isCarried(change: Change, now: Design, design: Design, resolved: Own): boolean {
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
      return component !== undefined && (change.value === undefined || isSame(fieldOf(component, change.field), change.value))
    }
    case 'variable': {
      const component = services.get(change.service)?.component
      const written = component && variablesOf(component)[change.name]
      return component !== undefined && (isSecret(change.value) ? written !== undefined : isSameVariable(written, change.value))
    }
    case 'connect': {
      const { dialler, dialled } = dialOf(design, change.connection)
      return dependsOn(resolved, dialler, dialled)
    }
  }
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
