import type { Component } from '../../design/design.ts'
import { parseComposeSize, toDesignSize } from './amounts.ts'
import { isRemote, withoutSignIn } from './file-paths.ts'
import { isWholePath, joinPath, relativePath } from './paths.ts'
import { routedPort } from './routed-port.ts'
import type { SecretNames } from './secret-names.ts'
import type { Service } from './services.ts'
import { child, type Node, textOf } from './tree.ts'

export interface Folders {
  project: string
  design: string
}

/** What of a service a component says: only what its kind has a parameter for, and only values that the parameter allows. */
export function toComponent(service: Service, folders: Folders, secrets: SecretNames, privileges: string[] = []): Component {
  const { kind } = service
  const wanted: Record<string, unknown> = {
    replicas: replicasOf(service),
    image: service.image,
    build: buildOf(service, folders),
    port: portOf(service),
    forwards: service.forwards,
    env: envOf(service, secrets),
    cpu: cpusOf(service),
    memory: memoryOf(service),
  }
  const allowed = Object.entries(wanted).filter(([field, value]) => {
    const parameter = Object.hasOwn(kind.parameters, field) ? kind.parameters[field] : undefined
    return value !== undefined && parameter?.safeParse(value).success === true
  })
  const remembered = {
    ...(service.id === service.name ? {} : { service: service.name }),
    ...(privileges.length > 0 ? { privileges } : {}),
  }
  return {
    kind: kind.kind,
    ...(service.id === service.name ? {} : { name: service.name.slice(0, 80) }),
    ...Object.fromEntries(allowed),
    ...(Object.keys(remembered).length > 0 ? { 'x-compose': remembered } : {}),
  }
}

function replicasOf({ node }: Service): number | undefined {
  const text = textOf(child(node, 'deploy', 'replicas')) ?? textOf(child(node, 'scale'))
  return text === undefined || text === '1' ? undefined : Number(text)
}

function cpusOf({ node }: Service): number | undefined {
  const text = textOf(child(node, 'deploy', 'resources', 'limits', 'cpus')) ?? textOf(child(node, 'cpus'))
  return text === undefined ? undefined : Number(text)
}

function memoryOf({ node }: Service): string | undefined {
  const text = textOf(child(node, 'deploy', 'resources', 'limits', 'memory')) ?? textOf(child(node, 'mem_limit'))
  const bytes = text === undefined ? undefined : parseComposeSize(text)
  return bytes === undefined || bytes === 0 ? undefined : toDesignSize(bytes)
}

/** The folder to build from, counted from the design. With what a place on the network is asked stays in the files. */
export function buildOf({ build }: Service, folders: Folders): string | undefined {
  if (!build) return undefined
  const node = build.type === 'map' ? child(build, 'context') : build
  const context = textOf(node) ?? '.'
  if (isRemote(context)) return withoutSignIn(context)
  if (isWholePath(context) && !isMoved(node)) return context
  const path = relativePath(folders.design, joinPath(folders.project, context))
  return path.startsWith('.') ? path : `./${path}`
}

/** Whether a path was counted from another folder where it stands, and was made whole to be merged. */
function isMoved(node: Node | undefined): boolean {
  if (node?.type !== 'scalar' || node.raw !== undefined) return false
  return !node.at.source.text.slice(node.at.start, node.at.end).includes(String(node.value))
}

/** The container's port that others call: the first that is published, else the first exposed, else where a gateway or callers say. */
function portOf(service: Service): number | undefined {
  const { ports, exposed, calledPort, kind } = service
  const said = kind.images.length === 0 ? (routedPort(service) ?? calledPort) : undefined
  const first = ports.find(({ protocol }) => protocol === 'tcp')?.target ?? exposed[0] ?? said
  const parameter = kind.parameters.port
  const absent = (parameter?.meta() as { absent?: unknown } | undefined)?.absent
  return first === absent ? undefined : first
}

/** Values that look like secrets stay in the files they came from; the design names them. */
function envOf(service: Service, secrets: SecretNames): Record<string, unknown> | undefined {
  const entries = [...service.environment].flatMap(([name, { value, passed }]): [string, unknown][] => {
    if (passed || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return []
    const secret = secrets(service, name)
    return [[name, secret === undefined ? value : { secret }]]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
