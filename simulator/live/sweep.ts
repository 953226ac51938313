import { removeUnused } from './built-images.ts'
import type { Docker } from './docker.ts'
import { toDockerFailure } from './docker-failure.ts'
import { isKept, type Labels, ownerOf, runLabel } from './labels.ts'
import { isAlive } from './owner.ts'
import { type LeftBehind, listObjects, removeObjects } from './run-objects.ts'

/** How many of each were removed, or are there. */
export interface SweepCount {
  containers: number
  networks: number
  volumes: number
  /** Built from folders of designs, and used by no container. */
  images: number
}

/**
 * Removes what runs left whose program is gone; with `all` also what living programs use and what a person asked to keep, with
 * `images` also what was built from folders of designs and makes the next build short.
 * Throws a RunFailure where the engine does not answer or refuses.
 */
export async function sweep(docker: Docker, options: { all?: boolean; images?: boolean } = {}): Promise<SweepCount> {
  try {
    const left = await listLeftBehind(docker, options.all ?? false)
    await removeObjects(docker, left)
    return { ...toCount(left), images: options.images ? await removeUnused(docker) : 0 }
  } catch (error) {
    throw toDockerFailure(error, 'to remove what earlier runs left')
  }
}

/** What `sweep` would remove. */
export async function countLeftBehind(docker: Docker, options: { all?: boolean } = {}): Promise<SweepCount> {
  try {
    return { ...toCount(await listLeftBehind(docker, options.all ?? false)), images: 0 }
  } catch (error) {
    throw toDockerFailure(error, 'to list what earlier runs left')
  }
}

async function listLeftBehind(docker: Docker, all: boolean): Promise<LeftBehind> {
  const isLeft = (labels: Labels) => all || (!isKept(labels) && !isAlive(ownerOf(labels)))
  return listObjects(docker, runLabel, isLeft)
}

function toCount(objects: LeftBehind): Omit<SweepCount, 'images'> {
  return { containers: objects.containers.length, networks: objects.networks.length, volumes: objects.volumes.length }
}
