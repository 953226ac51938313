import { connectionId, type Design } from '../../../design/design.ts'
import { isSame } from '../../../design/value-at.ts'
import { environmentOf } from '../../../importers/compose/environment.ts'
import type { ParsedFile } from '../../../importers/compose/loading.ts'
import type { Model } from '../../../importers/compose/model.ts'
import { child } from '../../../importers/compose/tree.ts'
import { secretsWithin } from '../../../secrets/secret-within.ts'
import type { ExportedFile, ExportOptions, Loss } from '../../exporter.ts'
import { secretVariable } from '../variables.ts'
import { toAddedService } from './added-service.ts'
import { applyChange, type ChangeContext, dependsOn } from './apply-change.ts'
import { byService, type Change, dialOf, fieldOf, isSameVariable, isSecret, toChanges, variablesOf } from './changes.ts'
import { originLosses } from './origin-losses.ts'
import { importAgain, type Originals } from './originals.ts'
import { copyProject, mapAt, type Own } from './own-values.ts'
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
 * Brings what was changed in the design into the texts. Then these are imported again, and the configuration they come to must be the
 * one from before with the changes alone. Where it is not, each change is proven by itself: what else has changed, because it shares
 * an anchor or was inherited, is given its own value again, and where that does not help the change is not made and is a loss.
 * `imported`: the design as the originals give it; `known`: files that were parsed for it.
 */
export function editFiles(
  design: Design,
  imported: Design,
  originals: Originals,
  texts: ReadonlyMap<string, string>,
  options: ExportOptions,
  uncertain: Uncertain = nothingUncertain,
  known: Map<string, ParsedFile> = new Map(),
): Edited {
  const first = importAgain(originals, texts, known)
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
    known,
    // What the files suggest already, surely or not, needs no further saying.
    imported: { ...imported, connections: [...(imported.connections ?? []), ...first.inferred.map(({ connection }) => connection)] },
  }
  const tried = new Set<string>()
  // Changes are made and proven together. Where that does not succeed, those that stand in the way are left for the end, and without
  // any in sight fewer are tried at a time, down to one alone.
  const doubtful = new Set<string>()
  let most = Number.POSITIVE_INFINITY
  for (let open = nextChanges(state, design, tried, uncertain); open.length > 0; open = nextChanges(state, design, tried, uncertain)) {
    const clear = open.filter((change) => !doubtful.has(keyOf(change)))
    const changes = clear.length > 0 ? clear.slice(0, most) : open.slice(0, 1)
    const { isMade, inTheWay } = attempt(changes, state, design, options)
    if (isMade || changes.length === 1) for (const change of changes) tried.add(keyOf(change))
    if (isMade) most *= 2
    else if (inTheWay.length > 0) for (const change of inTheWay) doubtful.add(keyOf(change))
    else most = Math.max(1, Math.floor(changes.length / 2))
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
  known: Map<string, ParsedFile>
}

/** Those that can be made in one go: of one kind, since each kind leads to other names in the texts. */
function nextChanges(state: State, design: Design, tried: ReadonlySet<string>, uncertain: Uncertain): Change[] {
  const open = toChanges(state.now, design, state.originals.origin.services, state.imported).filter(
    (change) => !tried.has(keyOf(change)) && !isSaid(change, state) && !isUncertain(change, uncertain),
  )
  const [first] = open
  const end = first === undefined ? 0 : open.findIndex((change) => sortOf(change) !== sortOf(first))
  return end < 0 ? open : open.slice(0, end)
}

const sortOf = ({ change }: Change) => (change === 'field' || change === 'variable' ? 'value' : change)

/** A design of an earlier version may hold in clear what is taken for a secret now: the files say the same still. */
function isSaid(change: Change, { now, model }: State): boolean {
  if (change.change !== 'variable' || change.value === undefined || isSecret(change.value)) return false
  const component = byService(now).get(change.service)?.component
  if (!component || !isSecret(variablesOf(component)[change.name])) return false
  const service = child(model.root, 'services', change.service)
  const variables = service && environmentOf(service, model.loading, model.folder, model.variables)
  return variables?.get(change.name)?.value === String(change.value)
}

interface Attempt {
  /** All of it was carried over, at the first go. */
  isMade: boolean
  /** Which of them did not let the others be. */
  inTheWay: Change[]
}

function secretsOf(value: unknown): string[] {
  return isSecret(value) ? [value.secret] : secretsWithin(String(value))
}

/** What a change alone is not carried over for is a loss. */
function attempt(changes: Change[], state: State, design: Design, options: ExportOptions): Attempt {
  const { designFolder = '.' } = options
  const planned = changes.map((change): Planned => {
    const added = change.change === 'add' ? toAddedService(design, change.id, designFolder, options.runtimeBundle) : undefined
    const named = change.change === 'variable' ? secretsOf(change.value) : []
    return { change, added, secrets: [...(added?.secrets ?? []), ...named] }
  })
  const secrets = planned.flatMap((each) => each.secrets)
  const originals = withSecrets(state.originals, secrets)
  const made = edited(planned, state, originals, design)
  if ('obstacle' in made) {
    const [change] = changes
    if (change && changes.length === 1)
      state.losses.push({ where: whereOf(change), what: `${whatOf(change)} is not carried over: ${made.obstacle}` })
    return { isMade: false, inTheWay: made.inTheWay ?? [] }
  }
  const { rounds, ...now } = made
  Object.assign(state, { ...now, originals })
  const files = planned.flatMap(({ added }) => added?.files ?? [])
  for (const file of files) if (!state.files.some(({ path }) => path === file.path)) state.files.push(file)
  state.secrets.push(...secrets)
  return { isMade: rounds === 1, inTheWay: [] }
}

interface Planned extends Pick<ChangeContext, 'added'> {
  change: Change
  secrets: string[]
}

/** An anchor that several share may be found out only when the one before it was written out. */
const mostRounds = 3

type Made = (Pick<State, 'texts' | 'now' | 'resolved' | 'model'> & { rounds: number }) | { obstacle: string; inTheWay?: Change[] }

/** The texts with the changes at the places where they say them, and the proof that nothing else has changed. */
function edited(planned: Planned[], { texts: before, resolved: old, known }: State, originals: Originals, design: Design): Made {
  const texts = new Map(before)
  const project = textProject(texts)
  const wanted = copyProject(old)
  for (const { change, added } of planned) {
    const context = { design, originals, resolved: wanted, added }
    applyChange(change, project, context)
    applyChange(change, resolvedProject(wanted), context)
  }
  const whole = settled(wanted)
  for (let round = 1; ; round += 1) {
    project.close()
    const { design: now, model, problems } = importAgain(originals, texts, known)
    if (!now || !model) return { obstacle: problems[0]?.message ?? 'the files would not be valid.' }
    const resolved = resolvedOf(model.root)
    const different = differencesOf(whole, resolved)
    if (different.length === 0) {
      const services = byService(now)
      const inTheWay = planned.flatMap(({ change }) => (isCarried(change, services, design, resolved) ? [] : [change]))
      return inTheWay.length === 0 ? { texts, now, resolved, model, rounds: round } : { obstacle: readOnly, inTheWay }
    }
    if (planned.length > 1) return { obstacle: toObstacle(different), inTheWay: changesOf(different, planned) }
    const shared = different.flatMap(({ service, key }) => (service === undefined ? [] : [{ service, key }]))
    if (round === mostRounds || shared.length < different.length)
      return { obstacle: [...texts].every(([name, text]) => text === before.get(name)) ? readOnly : toObstacle(different) }
    for (const { service, key } of shared) putBack(project, service, key, mapAt(whole, 'services', service)?.[key])
  }
}

const readOnly = 'it stands where files are only read: in an included or extended file, or in one of variables.'

function toObstacle(different: Difference[]): string {
  const places = different.map(({ service, key }) => (service === undefined ? key : `${service}.${key}`))
  const named = places.slice(0, 3).join(', ') + (places.length > 3 ? ` and ${places.length - 3} more` : '')
  return `the files share what they say, and ${named} would not be as they should be. Change it in the files.`
}

/** Those of the services that are not as they should be. */
function changesOf(different: Difference[], planned: Planned[]): Change[] {
  const services = new Set(different.map(({ service }) => service))
  return planned.flatMap(({ change }) => ('service' in change && services.has(change.service) ? [change] : []))
}

function isCarried(change: Change, services: ReturnType<typeof byService>, design: Design, resolved: Own): boolean {
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
