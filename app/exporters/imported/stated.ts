/**
 * What the files that a design was imported from say of one component beyond what the design holds: resolved, and in one manner of
 * writing. What the design says itself (image, port, replicas, limits, variables that it names) goes before it.
 */
export interface Stated {
  /** Id of the component, and its service's name in the files. */
  id: string
  service: string
  /** In place of the image's own entry point and command. */
  entrypoint?: string[]
  command?: string[]
  /** Words of these two and of the health check that hold secrets, each by its place, with their names instead. */
  secretWords: SecretWords
  workingDir?: string
  /** As written, such as `node` or `1001:1001`, and as numbers where they are such. */
  user?: { text: string; user?: number; group?: number }
  /** As whom the image runs that is built of its Dockerfile, as far as that is known. */
  imageUser?: Stated['user']
  /** Every variable that the files give a value. */
  environment: ReadonlyMap<string, StatedText>
  /** Variables that take whatever value the shell of the machine has. */
  passed: readonly string[]
  /** Each number once for each protocol: those that are published first, those of which only callers speak last. */
  ports: readonly StatedPort[]
  /** At which ports it calls others, by their ids. One that it names without a port is not among them. */
  calls: ReadonlyMap<string, readonly number[]>
  mounts: readonly StatedMount[]
  health?: StatedHealth
  stopGraceMs?: number
  /** `always`, `no`, as written. */
  restart?: string
  reservations: { cpus?: number; memoryBytes?: number }
  build?: StatedBuild
  /** It does its work once and ends; those in whose `after` it stands as `completed` wait for that. */
  isJob: boolean
  after: readonly { id: string; condition: 'started' | 'healthy' | 'completed' }[]
  /** Ids of those that it calls and that nothing in its files names: where they are, its image knows. */
  untold: readonly string[]
  /** Its variables that hold secrets which callers know without being told, with the ids of these callers. */
  builtIn: ReadonlyMap<string, readonly string[]>
  /** A store, or what keeps measurements, logs or traces, by its image. */
  keepsData: boolean
  /** Other names than its service's under which it is found: container name, host name, aliases. */
  hosts: readonly string[]
  hostname?: string
  containerName?: string
  /** As the files have it, which may be none. */
  replicas?: number
  /** `extra_hosts`: names with an address of their own. */
  addresses: readonly { host: string; ip: string }[]
  /** All that the files say of it, each with its place, so that a target answers for every one. */
  fields: readonly StatedField[]
}

/** The word of the same text that stands elsewhere may be no secret. */
export type SecretWords = Readonly<Record<'entrypoint' | 'command' | 'health', ReadonlyMap<number, StatedText>>>

/** A text with the names of secrets where their values stand. */
export type StatedText = readonly (string | { secret: string })[]

export interface StatedPort {
  number: number
  protocol: 'tcp' | 'udp'
  /** The number under which the machine publishes it. */
  published?: number
  /** Address of the machine on which it is published; absent: all. */
  host?: string
}

/** Something that stands at `target` in the container. */
export type StatedMount = { target: string; readOnly: boolean; field: string } & (
  | { from: 'data'; volume: string; isShared: boolean }
  /** One file, or where it is a folder several, by their names below `target`; the contents hold no secret. */
  | { from: 'files'; isFolder: boolean; files: readonly StatedFile[] }
  | { from: 'scratch'; bytes?: number }
  /**
   * `why`: the end of a sentence that says why it cannot be had elsewhere. `isUnread`: what it says of others is not known.
   * `isMissing`: it was not there when the files were read.
   */
  | { from: 'nowhere'; why: string; isUnread?: true; isMissing?: true }
)

/** `secret`: the name of the secret whose value is the content, which is given nowhere. */
export type StatedFile = { name: string; content: string } | { name: string; secret: string }

export interface StatedHealth {
  /** Runs in the container and exits 0 where all is well. `none`: the image's own is turned off. */
  command: string[] | 'none' | 'image'
  intervalMs?: number
  timeoutMs?: number
  retries?: number
  startPeriodMs?: number
}

export interface StatedBuild {
  /** Its folder, counted from the design file. */
  context: string
  /** Below its folder, or inline. */
  dockerfile?: string
  inline?: string
  target?: string
  args: ReadonlyMap<string, StatedText>
  /** Arguments that take whatever value the shell of the machine has. */
  passedArgs: readonly string[]
  /** A place on the network, such as a git repository. */
  isRemote: boolean
}

export interface StatedField {
  /** From the service: `healthcheck.interval`, `volumes[1]`, `environment.LOG_LEVEL`. */
  path: string
  /** `compose.yaml:12` */
  place: string
}

/** A call that the files suggest and no connection of a design can say, such as one of a circle. */
export interface Undrawn {
  from: string
  to: string
  /** One sentence. */
  reason: string
  /** Why it is not drawn; absent: it was not sure enough. */
  obstacle?: string
}

/** All that the files say. */
export interface StatedDesign {
  components: ReadonlyMap<string, Stated>
  undrawn: readonly Undrawn[]
}
