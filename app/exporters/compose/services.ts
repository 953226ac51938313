import type { ContainerPlan } from '../../catalogue/component.ts'
import { isRemote } from '../../importers/compose/file-paths.ts'
import { isWholePath } from '../../importers/compose/paths.ts'
import type { Dependencies } from './dependencies.ts'
import { type Healthcheck, toHealthcheck } from './healthcheck.ts'
import type { MountedFile } from './mounted-files.ts'
import type { Networks } from './networks.ts'
import { type PublishedPort, toPortMapping } from './published-ports.ts'
import { toReadableProgram } from './readable-program.ts'
import { runtimeFolder } from './runtime-image.ts'
import type { Planned, Stack } from './stack.ts'
import { designFolder, optional } from './variables.ts'

/** A service as it stands in the Compose file, keys in the order in which they are written. */
export interface ComposeService {
  image?: string
  build?: string
  init?: boolean
  hostname?: string
  command?: string[]
  environment?: Record<string, string>
  ports?: string[]
  volumes?: string[]
  healthcheck?: Healthcheck
  networks?: string[]
  depends_on?: Record<string, { condition: 'service_healthy' | 'service_started'; restart?: boolean }>
  deploy?: { replicas?: number; resources?: { limits: { cpus?: string; memory?: string } } }
  restart: string
}

/** What every service of one file is made from. */
export interface Parts {
  stack: Stack
  dependencies: Dependencies
  ports: PublishedPort[]
  files: MountedFile[]
  networks: Networks
}

/** Holds what the stub runtime is to do. */
export const programVariable = 'MICROCOSM_PROGRAM'

export function toService(planned: Planned, parts: Parts): ComposeService {
  const { id, plan } = planned
  const networks = parts.networks.get(id)
  const environment = toEnvironment(plan)
  const ports = parts.ports.filter((port) => port.id === id).map(toPortMapping)
  const volumes = toMounts(planned, parts.files)
  const healthcheck = toHealthcheck(plan)
  const dependsOn = toDependsOn(planned, parts)
  const deploy = toDeploy(plan)
  return {
    ...imageOf(plan, parts.stack.designFolder),
    // RabbitMQ, for one, keeps its data under a name made from the host's: a new container must find it again.
    ...(plan.volumes.length > 0 ? { hostname: id } : {}),
    ...(plan.command ? { command: plan.command } : {}),
    ...(Object.keys(environment).length > 0 ? { environment } : {}),
    ...(ports.length > 0 ? { ports } : {}),
    ...(volumes.length > 0 ? { volumes } : {}),
    ...(healthcheck ? { healthcheck } : {}),
    ...(networks ? { networks } : {}),
    ...(dependsOn ? { depends_on: dependsOn } : {}),
    ...(deploy ? { deploy } : {}),
    restart: 'unless-stopped',
  }
}

/** Named volumes of a component: `orders-db-data`, with a number from the second on. */
export function toVolumes({ id, plan }: Planned): { name: string; target: string }[] {
  return plan.volumes.map((target, index) => ({ name: index === 0 ? `${id}-data` : `${id}-data-${index + 1}`, target }))
}

function imageOf({ image }: ContainerPlan, from: string): Pick<ComposeService, 'image' | 'build' | 'init'> {
  switch (image.from) {
    case 'registry':
      return { image: image.reference }
    case 'build':
      return { build: toBuildContext(image.path, from) }
    case 'runtime':
      // Node as the first process of a container would not end when it is told to.
      return { build: `./${runtimeFolder}`, init: true }
  }
}

export function toEnvironment({ env, image }: ContainerPlan): Record<string, string> {
  const program = env[programVariable]
  if (image.from !== 'runtime' || program === undefined) return env
  return { ...env, [programVariable]: toReadableProgram(program) }
}

/** Folders are counted from the design file, which may lie elsewhere than the export. */
function toBuildContext(path: string, from: string): string {
  return isWholePath(path) || isRemote(path) ? path : `${optional(designFolder, from)}/${path.replace(/^\.\/+/, '')}`
}

function toMounts(planned: Planned, files: MountedFile[]): string[] {
  const named = toVolumes(planned).map(({ name, target }) => `${name}:${target}`)
  return [...named, ...files.filter(({ id }) => id === planned.id).map(toMount)]
}

export function toMount({ path, target }: MountedFile): string {
  return `./${path}:${target}:ro`
}

function toDependsOn({ id, plan }: Planned, { stack, dependencies }: Parts): ComposeService['depends_on'] {
  const others = dependencies.waitsFor.get(id)
  if (!others) return undefined
  // So that it finds those that Compose gave a new address.
  const restart = plan.looksUpOnce ? { restart: true } : {}
  const conditions = others.map((other) => {
    const awaited = stack.components.find((component) => component.id === other)?.plan
    return [
      other,
      { condition: awaited && toHealthcheck(awaited) ? ('service_healthy' as const) : ('service_started' as const), ...restart },
    ] as const
  })
  return Object.fromEntries(conditions)
}

function toDeploy({ replicas, cpus, memoryBytes }: ContainerPlan): ComposeService['deploy'] {
  const limits = {
    ...(cpus === undefined ? {} : { cpus: String(cpus) }),
    ...(memoryBytes === undefined ? {} : { memory: toComposeSize(memoryBytes) }),
  }
  const limited = Object.keys(limits).length > 0
  if (replicas === 1 && !limited) return undefined
  return { ...(replicas === 1 ? {} : { replicas }), ...(limited ? { resources: { limits } } : {}) }
}

/** Compose's letters are powers of 1024. */
function toComposeSize(bytes: number): string {
  for (const [unit, factor] of [
    ['g', 2 ** 30],
    ['m', 2 ** 20],
    ['k', 2 ** 10],
  ] as const) {
    if (bytes >= factor && bytes % factor === 0) return `${bytes / factor}${unit}`
  }
  return `${bytes}b`
}
