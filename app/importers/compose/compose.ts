import type { Design } from '../../design/design.ts'
import { dangerOf } from '../../privileges/privileges-of.ts'
import { hasSecretName } from '../../secrets/secret-name.ts'
import type { Import, Importer, ImportOrder, ImportProblem, Inferred } from '../importer.ts'
import { toCarried } from './carried.ts'
import { toEntrances } from './connections/entrances.ts'
import { inferConnections } from './connections/infer.ts'
import type { ParsedFile } from './loading.ts'
import { loadModel, type Model } from './model.ts'
import { toServices } from './named-services.ts'
import { toOrigin } from './origin.ts'
import { joinPath } from './paths.ts'
import { type Granted, toPrivileges } from './privileges.ts'
import { Rejection } from './rejection.ts'
import { toSecretNames } from './secret-names.ts'
import type { Service } from './services.ts'
import { toComponent } from './to-component.ts'
import { placeOf } from './tree.ts'

/** Reads Compose files as Docker Compose does and makes a design of them that remembers where it came from. */
export const composeImporter: Importer = {
  id: 'compose',
  label: 'Docker Compose',
  import(order) {
    const { model: _model, ...imported } = importModel(order)
    return imported
  },
}

/** The same with the model that the files come to, which is no plain data. `known`: as `loadModel` has it. */
export function importModel(order: ImportOrder, known?: Map<string, ParsedFile>): Import & { model?: Model } {
  try {
    const model = loadModel(order, known)
    return { ...toImport(model, order), model }
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    return { understood: [], inferred: [], carried: [], variableFiles: [], problems: [error.problem] }
  }
}

function toImport(model: Model, order: ImportOrder): Import {
  const services = toServices(model)
  const folders = { project: model.folder, design: order.designFolder }
  const secrets = toSecretNames(services)
  const privileges = new Map(services.map(({ id, node }) => [id, toPrivileges(node, model.root, model.folder)]))
  const grantsOf = (id: string) => privileges.get(id)?.map(({ grant }) => grant)
  const components = Object.fromEntries(
    services.map((service) => [service.id, toComponent(service, folders, secrets, grantsOf(service.id))]),
  )
  const bare: Design = { microcosm: 1, name: model.projectName.slice(0, 120), components }
  const between = inferConnections(services, bare, model)
  const entrances = toEntrances(services, { ...bare, connections: acceptedOf(between) })
  const inferred = [...(entrances?.inferred ?? []), ...between]
  const accepted = acceptedOf(inferred)
  const made: Design = {
    ...bare,
    ...(entrances ? { components: { [entrances.id]: entrances.people, ...components } } : {}),
    ...(accepted.length > 0 ? { connections: accepted } : {}),
  }
  const design: Design = { ...made, 'x-compose': toOrigin(model, services, order, made) }
  return {
    design,
    understood: services.map(toUnderstood),
    inferred,
    carried: toCarried(model.root, services, components),
    variableFiles: model.envFiles,
    problems: [...toWarnings(model), ...[...privileges].flatMap(([id, granted]) => granted.map((each) => toDanger(id, each)))],
  }
}

const acceptedOf = (inferred: Inferred[]) => inferred.filter(({ accepted }) => accepted).map(({ connection }) => connection)

function toUnderstood({ id, name, kind, because, place }: Service): Import['understood'][number] {
  return { component: id, kind: kind.kind, service: name, because, place }
}

/** A run and other exports grant nothing of it; who starts the files does. */
function toDanger(id: string, { grant, at }: Granted): ImportProblem {
  return {
    severity: 'warning',
    rule: 'privileges-are-needed',
    message: `${id} is given ${grant}: ${dangerOf(grant)}.`,
    remedy: 'A run here gives it nothing of that. Take it out unless it has to be.',
    path: [],
    ...placeOf(at.at),
  }
}

const examples = ['.env.example', '.env.sample', '.env.template', '.env.dist', 'example.env', 'env.example']

/** Compose goes on with empty text, and says so too. */
function toWarnings({ loading, folder, envFiles }: Model): ImportProblem[] {
  const example = envFiles.length > 0 ? undefined : examples.find((name) => 'text' in loading.read(joinPath(folder, name)))
  return [...loading.unset].map(([name, node]) => {
    const isSecret = hasSecretName(name)
    const ownWay = isSecret ? 'Set it in .env.' : `Set it in .env, or give it a default: \${${name}:-value}.`
    return {
      severity: 'warning',
      rule: 'interpolation',
      message: isSecret
        ? `The secret ${name} is not set. Exports ask for it, and none writes an empty one.`
        : `The variable ${name} is not set; an empty text takes its place.`,
      remedy: example ? `Copy ${example} to .env and fill it in.` : ownWay,
      path: [],
      ...placeOf(node.at),
    }
  })
}
