import { Readable } from 'node:stream'
import { pack } from 'tar-stream'
import { toConfinement } from './confinement.ts'
import type { Container, ContainerSpec, Docker } from './docker.ts'
import { isAbsent, isConflict, toDockerFailure } from './docker-failure.ts'
import { componentLabel, type Labels, replicaLabel } from './labels.ts'
import type { PlannedComponent } from './live-plan.ts'

/** One container of a component. */
export interface Replica {
  component: string
  /** Counted from 0. */
  index: number
  host: string
  container: Container
  /** Serves, as far as is known. */
  ready: boolean
  paused: boolean
}

/** Microseconds in which a container may use its quota of processor time. */
export const cpuPeriod = 100_000

export interface Place {
  run: string
  labels: Labels
  network: string
  host: string
  image: string
  /** What it may have where the design does not say; absent: not known. */
  memoryBytes?: number
}

/** Makes and starts one container of a component. What was made is found by its labels even if this fails half-way. */
export async function startReplica(docker: Docker, component: PlannedComponent, index: number, place: Place): Promise<Replica> {
  try {
    const container = await docker.createContainer(toSpec(component, index, place))
    await putFiles(container, component.container.files)
    await container.start()
    return { component: component.id, index, host: place.host, container, ready: false, paused: false }
  } catch (error) {
    throw toDockerFailure(error, `to start ${component.label}`, component.id)
  }
}

function toSpec(component: PlannedComponent, index: number, place: Place): ContainerSpec {
  const { container } = component
  const memoryBytes = container.memoryBytes ?? place.memoryBytes
  return {
    name: `microcosm-${place.run}-${component.id}-${index + 1}`,
    Image: place.image,
    // The engine's name server answers to it, so it must not be a name that somebody calls without a drawn connection.
    Hostname: `${component.id}-${index + 1}`,
    Env: Object.entries(component.env(index)).map(([name, value]) => `${name}=${value}`),
    ...(container.command ? { Cmd: container.command } : {}),
    Labels: { ...place.labels, [componentLabel]: component.id, [replicaLabel]: String(index) },
    StopTimeout: 1,
    HostConfig: {
      Init: true,
      ...toConfinement(container),
      ExtraHosts: component.extraHosts,
      LogConfig: { Type: 'json-file', Config: { 'max-size': '5m', 'max-file': '1' } },
      ...(container.cpus === undefined ? {} : { CpuPeriod: cpuPeriod, CpuQuota: Math.round(container.cpus * cpuPeriod) }),
      ...(memoryBytes === undefined ? {} : { Memory: memoryBytes }),
    },
    NetworkingConfig: toNetworking(place.network, place.host),
  }
}

/**
 * The address is ours to choose, so that a container that is started again has it still; and so has its hardware address, for
 * neighbours remember the old one for half a minute. `names`: under which others find it, beside its own.
 */
export function toNetworking(network: string, host: string, names: string[] = []): NonNullable<ContainerSpec['NetworkingConfig']> {
  const hardware = ['02', '42', ...host.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))].join(':')
  return {
    EndpointsConfig: {
      [network]: { IPAMConfig: { IPv4Address: host }, MacAddress: hardware, ...(names.length > 0 ? { Aliases: names } : {}) },
    },
  }
}

async function putFiles(container: Container, files: Record<string, string>): Promise<void> {
  const entries = Object.entries(files)
  if (entries.length === 0) return
  const tar = pack()
  for (const [path, content] of entries) tar.entry({ name: path.replace(/^\//, ''), mode: 0o644 }, content)
  tar.finalize()
  await container.putArchive(Readable.from(tar), { path: '/' })
}

/** Kills at once. A container that is dead already is what was wanted. */
export async function killContainer(container: Container): Promise<void> {
  try {
    await container.kill({ signal: 'SIGKILL' })
  } catch (error) {
    if (!isAbsent(error) && !isConflict(error)) throw toDockerFailure(error, 'to kill a container')
  }
}
