import { isImageReference } from '../../app/catalogue/image-reference.ts'
import type { Docker } from './docker.ts'
import { isAbsent, toDockerFailure } from './docker-failure.ts'

/** What the engine has for a run. */
export interface EngineFacts {
  cpus: number
  memoryBytes: number
  /** The digest, or else the id, of each image that is here; the others will be pulled. */
  here: Map<string, string>
}

/** Rejects with a RunFailure where the engine does not answer. */
export async function readEngineFacts(docker: Docker, references: string[]): Promise<EngineFacts> {
  try {
    const { NCPU, MemTotal } = (await docker.info()) as { NCPU: number; MemTotal: number }
    const found = await Promise.all([...new Set(references)].map(async (name) => [name, await digestOf(docker, name)] as const))
    return { cpus: NCPU, memoryBytes: MemTotal, here: new Map(found.flatMap(([name, digest]) => (digest ? [[name, digest]] : []))) }
  } catch (error) {
    throw toDockerFailure(error, 'to say what it has')
  }
}

/** The engine finds the image by the same name as when it makes a container of it. */
async function digestOf(docker: Docker, reference: string): Promise<string | undefined> {
  // What is no reference becomes no part of the engine's address; the run refuses it.
  if (!isImageReference(reference)) return undefined
  try {
    const { Id, RepoDigests } = await docker.getImage(reference).inspect()
    // An image that came from no registry: `<none>@<none>`, or no digest at all.
    return RepoDigests?.find((one) => one.includes('@sha256:'))?.split('@')[1] ?? Id
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}
