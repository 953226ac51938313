import { checkDocker, connectDocker } from '../simulator/live/docker.ts'
import { toDockerFailure } from '../simulator/live/docker-failure.ts'
import { countLeftBehind, sweep } from '../simulator/live/sweep.ts'
import type { DockerAccess } from './handlers/docker.ts'

/** The engine as the `docker` command finds it, asked anew each time: it may be started while the program is open. */
export function createDockerAccess(): DockerAccess {
  return {
    async status() {
      try {
        return await checkDocker(connectDocker())
      } catch (error) {
        return { available: false, message: toDockerFailure(error).message }
      }
    },
    async countLeftBehind() {
      const left = await countLeftBehind(connectDocker())
      return left.containers + left.networks + left.volumes
    },
    sweep: () => sweep(connectDocker()),
  }
}
