import type { Output } from '../../app/bridge/requests.ts'

/** What the program needs of the Docker engine beyond runs. */
export interface DockerAccess {
  status(): Promise<Omit<Output<'docker.status'>, 'leftBehind'> & { address?: string }>
  /** How many containers, networks and volumes runs left whose program is gone. */
  countLeftBehind(): Promise<number>
  /** Removes them, and nothing that a living program uses. */
  sweep(): Promise<Output<'docker.sweep'>>
}

export async function dockerStatus(docker: DockerAccess): Promise<Output<'docker.status'>> {
  const { address: _, ...status } = await docker.status()
  return { ...status, leftBehind: status.available ? await docker.countLeftBehind() : 0 }
}
