import type { ContainerPlan } from '../../catalogue/component.ts'
import { isBroker } from '../../design/allowed-protocols.ts'
import { type Component, connectionsFrom, connectionsTo, type Design } from '../../design/design.ts'
import { toHealthcheck } from './healthcheck.ts'
import { configPath, volumeName } from './mounts.ts'

/** A service of a Compose file, as far as a design needs one. */
export interface ComposeService {
  image?: string
  build?: string
  profiles?: string[]
  hostname?: string
  command?: string[]
  environment?: Record<string, string>
  ports?: string[]
  volumes?: string[]
  depends_on?: Record<string, { condition: 'service_healthy' | 'service_started' }>
  healthcheck?: object
  deploy?: object
  labels?: Record<string, string>
  init?: boolean
  restart: string
}

export interface RuntimeImage {
  folder: string
  image: string
}

export function toComposeServices(
  design: Design,
  plans: Map<string, ContainerPlan>,
  ports: Map<string, string>,
  runtime: RuntimeImage,
): Record<string, ComposeService> {
  const services = [...plans].map(([id, plan]) => {
    const port = ports.get(id)
    const waitsFor = dependencies(design, id, plans)
    const service: ComposeService = {
      ...toImage(plan, runtime),
      ...(answersNobody(plan) ? { profiles: ['load'] } : {}),
      // A broker's data belongs to the name of its host.
      ...(plan.volumes.length > 0 ? { hostname: id } : {}),
      ...(plan.command ? { command: plan.command } : {}),
      ...(Object.keys(plan.env).length > 0 ? { environment: plan.env } : {}),
      ...(port === undefined ? {} : { ports: [port] }),
      ...toVolumes(id, plan),
      ...(Object.keys(waitsFor).length > 0 ? { depends_on: waitsFor } : {}),
      ...toHealthcheck(plan),
      ...toDeploy(plan),
      ...toLabels(design.components[id]),
      ...(plan.image.from === 'runtime' ? { init: true } : {}),
      restart: 'unless-stopped',
    }
    return [id, service] as const
  })
  return Object.fromEntries(services)
}

function toImage({ image }: ContainerPlan, runtime: RuntimeImage): Pick<ComposeService, 'image' | 'build'> {
  switch (image.from) {
    case 'registry':
      return { image: image.reference }
    case 'build':
      return { build: image.path }
    case 'runtime':
      return { image: runtime.image, build: `./${runtime.folder}` }
  }
}

/** What only sends stands apart, so that `up` brings a system that is healthy and quiet. */
const answersNobody = (plan: ContainerPlan) => Object.keys(plan.ports).length === 0

function toVolumes(id: string, plan: ContainerPlan): Pick<ComposeService, 'volumes'> {
  const data = plan.volumes.map((path, index) => `${volumeName(id, index)}:${path}`)
  const files = Object.keys(plan.files).map((path) => `./${configPath(id, path)}:${path}:ro`)
  const volumes = [...data, ...files]
  return volumes.length > 0 ? { volumes } : {}
}

/**
 * Whom it needs at its start: those it calls and waits for, and any broker it sends to or consumes from. Other async calls wait
 * for nobody, and could close a circle.
 */
function dependencies(design: Design, id: string, plans: Map<string, ContainerPlan>): NonNullable<ComposeService['depends_on']> {
  const called = connectionsFrom(design, id)
    .filter(({ to, mode }) => isBroker(design, to) || (mode !== 'async' && !isBroker(design, id)))
    .map(({ to }) => to)
  const consumedFrom = connectionsTo(design, id).flatMap(({ from }) => (isBroker(design, from) ? [from] : []))
  const needed = [...new Set([...called, ...consumedFrom])].filter((other) => other !== id)
  return Object.fromEntries(
    needed.flatMap((other) => {
      const plan = plans.get(other)
      return plan ? [[other, { condition: 'healthcheck' in toHealthcheck(plan) ? 'service_healthy' : 'service_started' }]] : []
    }),
  )
}

function toDeploy({ replicas, cpus, memoryBytes }: ContainerPlan): Pick<ComposeService, 'deploy'> {
  const limits = {
    ...(cpus === undefined ? {} : { cpus: String(cpus) }),
    ...(memoryBytes === undefined ? {} : { memory: toComposeSize(memoryBytes) }),
  }
  const deploy = {
    ...(replicas === 1 ? {} : { replicas }),
    ...(Object.keys(limits).length > 0 ? { resources: { limits } } : {}),
  }
  return Object.keys(deploy).length > 0 ? { deploy } : {}
}

/** Compose counts in powers of two, as designs do: 256M is 256 MiB. */
function toComposeSize(bytes: number): string {
  return bytes % 2 ** 20 === 0 ? `${bytes / 2 ** 20}M` : `${bytes}`
}

function toLabels(component: Component | undefined): Pick<ComposeService, 'labels'> {
  const { name, team, notes } = component ?? {}
  const labels = { ...(name ? { title: name } : {}), ...(team ? { team } : {}), ...(notes ? { notes } : {}) }
  return Object.keys(labels).length > 0 ? { labels } : {}
}
