import type { Docker } from './docker.ts'
import { isAbsent, isConflict } from './docker-failure.ts'
import { imageLabel } from './labels.ts'

/** An image that Microcosm built. */
export interface BuiltImage {
  id: string
  /** The component it was built for. */
  owner: string
  /** None where a newer build took its name. */
  tags: string[]
  /** Seconds. */
  created: number
}

/** How the names of images begin that are built from a folder of a design. */
export const buildPrefix = 'microcosm/build-'

/** Everything built from folders of designs, and the images of stub services of other versions; the newest serves the next run. */
export async function removeUnused(docker: Docker): Promise<number> {
  const isRuntime = ({ tags }: BuiltImage) => tags.some((tag) => !tag.startsWith(buildPrefix))
  const newest = (await listBuilt(docker)).filter(isRuntime).reduce((latest, { created }) => Math.max(latest, created), 0)
  return removeImages(docker, (image) => !isRuntime(image) || image.created < newest)
}

/** Removes those of our images that are wanted gone, and answers how many went: one that a container uses stays, or has another name. */
export async function removeImages(docker: Docker, isWanted: (image: BuiltImage) => boolean): Promise<number> {
  let removed = 0
  for (const image of await listBuilt(docker)) {
    // Only names of ours are taken away; an image to which a person gave another name stays under that one.
    const names = image.tags.length > 0 ? image.tags.filter((tag) => tag.startsWith('microcosm/')) : [image.id]
    if (!isWanted(image)) continue
    for (const name of names) removed += (await remove(docker, name)) ? 1 : 0
  }
  return removed
}

async function listBuilt(docker: Docker): Promise<BuiltImage[]> {
  const images = await docker.listImages({ filters: { label: [imageLabel] } })
  return images.map(({ Id, Labels, RepoTags, Created }) => ({
    id: Id,
    owner: Labels[imageLabel] ?? '',
    created: Created,
    tags: (RepoTags ?? []).filter((tag) => tag !== '<none>:<none>'),
  }))
}

async function remove(docker: Docker, name: string): Promise<boolean> {
  try {
    await docker.getImage(name).remove()
    return true
  } catch (error) {
    if (isAbsent(error) || isConflict(error)) return false
    throw error
  }
}
