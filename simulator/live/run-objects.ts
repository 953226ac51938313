import type { Docker } from './docker.ts'
import { isAbsent, isConflict } from './docker-failure.ts'
import { inPool } from './in-pool.ts'
import type { Labels } from './labels.ts'

/** Ids of things in the engine that carry our label. */
export interface LeftBehind {
  containers: string[]
  networks: string[]
  volumes: string[]
}

/** Everything with this label (`name` or `name=value`) for which `isWanted` holds. */
export async function listObjects(docker: Docker, label: string, isWanted: (labels: Labels) => boolean = () => true): Promise<LeftBehind> {
  const filters = { label: [label] }
  const [containers, networks, volumes] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ])
  return {
    containers: containers.filter((each) => isWanted(each.Labels)).map((each) => each.Id),
    networks: networks.filter((each) => isWanted(each.Labels ?? {})).map((each) => each.Id),
    volumes: (volumes.Volumes ?? []).filter((each) => isWanted(each.Labels ?? {})).map((each) => each.Name),
  }
}

/**
 * Removes containers with their own volumes first, for networks and volumes in use cannot go. What is gone already is no failure.
 * They leave their networks one by one before: Docker Engine 20.10 takes the locks of a network and of its controller in both
 * orders when endpoints of one network are deleted at once (`getSvcRecords`, `processEndpointDelete`), and then stands still for ever.
 */
export async function removeObjects(docker: Docker, objects: LeftBehind): Promise<void> {
  await inPool(4, objects.networks, (id) => gone(() => cutEndpoints(docker, id)))
  await inPool(8, objects.containers, (id) => gone(() => docker.getContainer(id).remove({ force: true, v: true })))
  await inPool(4, objects.networks, (id) => gone(() => removeNetwork(docker, id)))
  await inPool(4, objects.volumes, (name) => gone(() => docker.getVolume(name).remove()))
}

async function removeNetwork(docker: Docker, id: string): Promise<void> {
  await cutEndpoints(docker, id)
  await docker.getNetwork(id).remove()
}

/** An endpoint of a container that is gone can stay in its network's books, and a network with endpoints is not removed. */
async function cutEndpoints(docker: Docker, id: string): Promise<void> {
  const network = docker.getNetwork(id)
  const { Containers = {} } = (await network.inspect()) as { Containers?: Record<string, { Name: string }> }
  // An endpoint without its container has `ep-…` for a key and can be named only by the container's name.
  for (const [container, { Name }] of Object.entries(Containers))
    await network.disconnect({ Container: container.startsWith('ep-') ? Name : container, Force: true }).catch(() => {})
}

const attempts = 5
const againAfterMs = 300

/** A removal that is going on already, or waits for another, is asked for again. */
async function gone(remove: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await remove()
      return
    } catch (error) {
      if (isAbsent(error)) return
      const passing = isConflict(error) || /active endpoints|in progress/.test((error as Error).message)
      if (!passing || attempt >= attempts) throw error
      await new Promise((done) => setTimeout(done, againAfterMs))
    }
  }
}
