import type { DockerConnection } from './docker.ts'

export interface LiveOptions {
  /** Where the engine is; absent: as the `docker` command finds it. */
  docker?: DockerConnection
  /** Holds `runtime.mjs` and `mesh.mjs`. */
  runtimeFolder: string
  /** Where the design's `build:` paths begin; null: the design was not saved yet. */
  baseFolder: string | null
  /** Leaves everything running at the end, until it is removed by hand. */
  keep?: boolean
}
