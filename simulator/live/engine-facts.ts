import type { Docker } from './docker.ts'

/** What the engine has for a run. */
export interface EngineFacts {
  cpus: number
  memoryBytes: number
  /** The digest, or else the id, of each image that is here; the others will be pulled. */
  here: Map<string, string>
}

/** Undefined where the engine does not answer, which the run itself tells. */
export async function readEngineFacts(docker: Docker, references: string[]): Promise<EngineFacts | undefined> {
  try {
    const { NCPU, MemTotal } = (await docker.info()) as { NCPU: number; MemTotal: number }
    const here = new Map<string, string>()
    for (const { RepoTags, RepoDigests, Id } of await docker.listImages({ digests: true })) {
      const digest = RepoDigests?.[0]?.split('@')[1] ?? Id
      for (const name of [...(RepoTags ?? []), ...(RepoDigests ?? [])]) here.set(name, digest)
    }
    const known = references.flatMap((reference) => {
      const digest = here.get(reference) ?? here.get(`${reference}:latest`)
      return digest === undefined ? [] : [[reference, digest] as const]
    })
    return { cpus: NCPU, memoryBytes: MemTotal, here: new Map(known) }
  } catch {
    return undefined
  }
}
