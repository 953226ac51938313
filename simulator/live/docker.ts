import Docker from 'dockerode'
import { addressOfContext } from './docker-context.ts'
import { toDockerFailure } from './docker-failure.ts'
import { refuseRedirects } from './refuse-redirects.ts'

/** With `refuse-redirects.ts` the only file that imports the engine's client: everybody else speaks to the engine through what is named here. */
export type { Docker }
export type Container = Docker.Container
export type ContainerSpec = Docker.ContainerCreateOptions

/** Where the engine is; absent: as the `docker` command would find it (DOCKER_HOST, its context, else the system's socket). */
export type DockerConnection = Docker.DockerOptions

/** Throws a RunFailure where the `docker` command's own context is not there or cannot be used. */
export function connectDocker(connection: DockerConnection | undefined = addressOfContext()): Docker {
  refuseRedirects()
  return new Docker(connection)
}

/** Where an engine is asked: a socket, or host and port. */
export function toAddressText({ modem }: Docker): string {
  const { socketPath, host, port } = modem as { socketPath?: string; host?: string; port?: number | string }
  return socketPath ?? `${host}:${port}`
}

export interface DockerStatus {
  available: boolean
  version?: string
  /** Where it was found. */
  address?: string
  /** Where it is not available: one sentence with what to do. */
  message?: string
}

export async function checkDocker(docker: Docker): Promise<DockerStatus> {
  try {
    const version = await docker.version()
    return { available: true, version: version.Version, address: toAddressText(docker) }
  } catch (error) {
    return { available: false, message: toDockerFailure(error).message }
  }
}

/**
 * What a stream of JSON lines (pull, build) says, in order. Throws the failure that the stream itself reports, and when `signal`
 * aborts, which also makes the engine give up.
 */
export function followProgress(
  docker: Docker,
  stream: NodeJS.ReadableStream,
  signal: AbortSignal,
  onLine: (line: ProgressLine) => void = () => {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      const closable = stream as unknown as { destroy(): void }
      closable.destroy()
      reject(new Error('the run was stopped'))
    }
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    const onEnd = (error: Error | null, lines: ProgressLine[] | null) => {
      const refused = lines?.find((line) => line?.error)?.error
      signal.removeEventListener('abort', giveUp)
      if (error || refused) reject(error ?? new Error(refused))
      else resolve()
    }
    docker.modem.followProgress(stream, onEnd, onLine)
  })
}

export interface ProgressLine {
  status?: string
  stream?: string
  id?: string
  error?: string
  progressDetail?: { current?: number; total?: number }
}
