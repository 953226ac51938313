import Docker from 'dockerode'
import { toDockerFailure } from './docker-failure.ts'
import { refuseRedirects } from './refuse-redirects.ts'

/** With `refuse-redirects.ts` the only file that imports the engine's client: everybody else speaks to the engine through what is named here. */
export type { Docker }
export type Container = Docker.Container
export type ContainerSpec = Docker.ContainerCreateOptions

/** Where the engine is; absent: as the `docker` command would find it (DOCKER_HOST, else the system's socket). */
export type DockerConnection = Docker.DockerOptions

export function connectDocker(connection?: DockerConnection): Docker {
  refuseRedirects()
  return new Docker(connection)
}

export interface DockerStatus {
  available: boolean
  version?: string
  /** Where it is not available: one sentence with what to do. */
  message?: string
}

export async function checkDocker(docker: Docker): Promise<DockerStatus> {
  try {
    const version = await docker.version()
    return { available: true, version: version.Version }
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
