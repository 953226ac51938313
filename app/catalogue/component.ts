import type * as z from 'zod'
import type { Component, Connection, Design, Protocol } from '../design/design.ts'
import type { Work } from '../design/fields.ts'
import type { CdkCounterpart } from '../exporters/cdk/counterpart.ts'
import type { Bill, Usage } from './billing.ts'

/**
 * The shape of a kind of component: one file in this folder carries everything Microcosm knows about the kind, in every view.
 * Shared code never asks which kind a component is; where it would, this shape lacks a field.
 */
export interface Kind {
  /** As written in the design: `postgres`. */
  kind: string
  /** As shown: `PostgreSQL`. */
  label: string
  family: Family
  /** Whose product it is, where it is to be had of one provider only; absent: it runs anywhere. */
  platform?: Platform
  /** Name of a Lucide icon, kebab-case. */
  icon: string
  /** One sentence: what it is for. */
  summary: string
  /** More words a person may search for. */
  keywords: string[]
  /** The parameters of this kind beyond the common ones: the inspector's form, the JSON Schema and the checks come from here. */
  parameters: Record<string, z.ZodType>
  /** What of its parameters does not go together, beyond what each may be by itself; absent: whatever is allowed goes together. */
  check?(component: Component): Misfit[]
  /** What a new one on the canvas starts with. */
  initial: Record<string, unknown>
  /** Protocols it answers. The first is proposed when a person draws a connection to it. Empty: nothing can connect to it. */
  accepts: Protocol[]
  /** Protocols it can call others with. Empty: nothing can start at it. */
  offers: Protocol[]
  /** Short text under the name before any run: `2 replicas · 4 ms`. */
  describe(component: Component): string
  /** Which of the engines' station models it is, with which numbers. */
  behaviour(component: Component): Behaviour
  /**
   * Repositories of images that are this kind, without registry, tag and the `library/` of official ones: `mysql`,
   * `bitnami/mysql`. A name without a publisher is recognised under any publisher, and no two kinds claim the same. First stands
   * the one for which the kind's variables, files and command are written.
   */
  images: string[]
  /**
   * Of a kind that another product plays in a container: the repository for which its variables, files and command are written.
   * That image is no sign of this kind. Absent: the first of its images.
   */
  standIn?: string
  /**
   * Programs with which its images serve, or words by which these are told to. A container whose command runs another program is
   * a tool that uses the image for its clients. Absent: whatever runs in its images is taken to serve.
   */
  servers?: string[]
  /** Memory without which its published image does not come up, or is killed under its first load; absent: little. */
  leastMemoryBytes?: number
  /** Variables that name what its image fetches from the internet as it starts, such as plugins. */
  fetches?: readonly string[]
  /** How it stands in a container, for the live run and for Compose; or why nothing can stand there. */
  container: ((component: Component, context: ContainerContext) => ContainerPlan) | SimulatedOnly
  /** What its calls are like where their connections do not say; absent: as any caller's. */
  calls?(component: Component): Partial<Connection>
  /** What calls to it are like where their connections do not say; absent: as any. */
  called?(component: Component): Partial<Connection>
  /** The largest request or answer that it takes; absent: any. */
  mostPayloadBytes?: number
  /** What stands for it in an exported AWS CDK application. */
  cdk: CdkCounterpart
  /** What a month of it is billed by; absent: nobody sells it as it is. */
  billing?(component: Component, usage: Usage): Bill
  /** Of a broker: the trigger by which KEDA reads how many messages wait for a consumer; absent: it knows none. */
  backlogTrigger?: (names: BacklogNames) => { type: string; metadata: Record<string, string> }
}

/** Parameters that do not go together. */
export interface Misfit {
  parameter: string
  /** The rest of a sentence that begins with the component: `has 3 cores, which Fargate does not offer`. */
  message: string
  remedy: string
  /** A value that makes it right, and what a button says that sets it. */
  fix?: { label: string; parameter: string; value: string | number }
}

/** Providers of kinds that cannot be had elsewhere, with their names. */
export const platforms = { aws: 'AWS' } as const
export type Platform = keyof typeof platforms

/** Who consumes from whom, and how many messages one replica may have. */
export interface BacklogNames {
  /** Ids in the design. */
  broker: string
  consumer: string
  host: string
  port: number
  messages: string
}

/** What can be predicted and not be run. */
export interface SimulatedOnly {
  fidelity: 'simulated only'
  /** One sentence: what is missing, and what to draw instead where it has to run. */
  reason: string
}

export const families = [
  'traffic',
  'gateway',
  'balancer',
  'service',
  'function',
  'queue',
  'topic',
  'stream',
  'database',
  'cache',
  'object store',
  'search',
  'discovery',
  'observability',
  'pipeline',
  'batch',
  'external',
] as const
export type Family = (typeof families)[number]

/** The station models of the prediction engine. Times are milliseconds, rates per second. */
export type Behaviour = Source | Station | Broker

/** Offers requests, each belonging to one journey. */
export interface Source {
  model: 'source'
  /** Mean over time; of a closed loop the most that its users could send, were they answered at once. */
  ratePerSecond: number
  arrivals: 'poisson' | 'constant' | 'bursty' | 'trace'
  /** Journey to share of the requests; the shares are normalised. */
  journeys: Record<string, number>
  /** Requests that come at once; absent: 1. */
  batch?: number
  /** For bursty arrivals: mean phases, and the rate in quiet ones as a share of the rate in busy ones. */
  burst?: { onMs: number; offMs: number; quiet: number }
  /** A closed loop: each user thinks, sends a request, waits for its answer, and thinks again. */
  closed?: { users: number; think: WorkTime }
  /** Recorded arrivals, as written in the design or in a file beside it. */
  trace?: { file?: string; timesMs?: number[]; loop: boolean }
}

/** What a component's workers do beyond first come, first served; all absent where it does nothing else. */
export interface Serving {
  /** Work of the requests of one endpoint, or journey, instead of its `work`. */
  endpoints?: Record<string, WorkTime>
  /** All requests that are worked on share so many cores, each at most one (egalitarian processor sharing). */
  cores?: number
  /** Of those who wait, who came last is served first. */
  latestFirst?: true
  /** Journey to class, 1 first; a journey that is not named comes after all that are. A request being worked on is not interrupted. */
  priorities?: Record<string, number>
  /** How long a request waits before it leaves the queue as an error. */
  queueTimeout?: WorkTime
  /** Token bucket for all replicas together. */
  rateLimit?: { ratePerSecond: number; burst: number }
  breakdowns?: Breakdowns
  /** CoDel: how long a request waits while the queue has not been empty for the interval, and otherwise. */
  controlledDelay?: { targetMs: number; intervalMs: number }
  adaptive?: AdaptiveConcurrency
  /** What one replica has, as its memory limit. */
  memoryBytes?: number
  /** What its partitions take, and all of them together. */
  throughput?: Throughput
}

/** Limits in units a second, each partition's and the whole's; what finds none left is refused. Infinity: no limit. */
export interface Throughput {
  /** A connection says with `reads` which share of its calls are reads. `units`: of one call. */
  read: { units: number; perPartition: number; perSecond: number }
  write: { units: number; perPartition: number; perSecond: number }
  /** Reads take of what a partition has for writes, and the other way round, each in proportion to its limit. */
  sharesPartition?: true
  /** For how long what the whole does not use is saved up; absent: for a second. Partitions save up a second's. */
  burstMs?: number
  partitions: { count: number } & Skew
}

/** A limit of requests in a replica that follows their latency. */
export interface AdaptiveConcurrency {
  algorithm: 'gradient' | 'aimd'
  targetMs: number
  min: number
  max: number
  windowMs: number
  buffer: number
  recalculateMs: number
}

/** Random failures and repairs of each replica. */
export interface Breakdowns {
  everyMs: number
  forMs: number
  kind: 'kill' | 'pause'
  /** Always the mean, instead of exponential around it. */
  constant: boolean
}

/** Serves requests with `replicas` x `concurrency` workers. */
export interface Station extends Serving {
  model: 'station'
  replicas: number
  /** Requests served at once per replica. */
  concurrency: number
  /** Waiting requests per replica, beyond it rejected; Infinity: unbounded. */
  queueLimit: number
  /** Who finds the queue full waits with its caller until there is room. */
  blocks?: true
  /** A worker is held while calls are awaited. */
  holdsWorker: boolean
  work: WorkTime
  /** Share of requests that fail after being worked on. */
  failureRate: number
  /**
   * `each`: every outgoing connection is called as often as its `calls` says. `one`: a reverse proxy, which forwards a request
   * to at most one of its targets; `calls` are the chances of each, and what is left over it answers itself. `none`: it calls
   * in its own time, as a scraper does, which is no part of any request and is not predicted.
   */
  routing: 'each' | 'one' | 'none'
  /** It answers hits itself and makes its calls on a miss only. */
  cache?: Cache
  /** Its replicas follow the load; `replicas` is how many it begins with. */
  autoscale?: Autoscale
  /** One replica whose workers are instances that come and go. */
  instances?: Instances
  /** The first replica takes the writes. */
  primary?: Primary
  /** Of a database: which rows calls are about. */
  rows?: Rows
}

/** Rows that calls read and write. */
export interface Rows {
  skew: Skew
  /** A write fails where another has changed its row since it began. */
  optimistic: boolean
  /** How much later a replica knows of a write. */
  lagMs: number
}

/** Whether a request is a hit: by a ratio, or key by key. */
export type Cache = { model: 'ratio'; hitRatio: number; coldForMs: number } | KeyedCache

export interface KeyedCache {
  model: 'keys'
  keys: number
  /** Exponent of the keys' popularity. */
  zipf: number
  capacity: number
  policy: 'lru' | 'fifo'
  /** Infinity: they live for ever. */
  ttlMs: number
  sliding: boolean
  /** One request at a time fetches a key, the others wait for it. */
  coalesce: boolean
  /** How long after its time to live a key is given while one request fetches it anew. */
  staleMs: number
}

/** Replicas follow the load as a controller of Kubernetes (with KEDA) or of ECS lets them. */
export interface Autoscale {
  controller: 'kubernetes' | 'ecs'
  /** 0: none runs while nothing waits; only of a backlog. */
  min: number
  max: number
  /**
   * Of one replica: share of what it reserves that is used, waiting requests, or requests per second. Backlog: messages that wait
   * for it or are being handled, at all its brokers.
   */
  metric: 'utilisation' | 'queue' | 'rate' | 'backlog'
  target: number
  /** Workers of one replica, or cores where requests share them, that count as all of it; null: all that it has. */
  reserved: number | null
  intervalMs: number
  startupMs: number
  /** After a change, until replicas are added again; until some are taken away, which Kubernetes keeps as the window of `down`. */
  cooldownMs: number
  downCooldownMs: number
  up: ScalingBounds
  down: ScalingBounds
  /** Where it may have none: how long nothing has to wait until none is left. */
  idleMs: number
  schedule: ScalingSchedule | null
}

/** How fast replicas are added or taken away. */
export interface ScalingBounds {
  /** Stabilisation: the most cautious recommendation of so long counts. */
  windowMs: number
  /** How many, or how many percent of what there was, may change in so long. */
  policies: { unit: 'replicas' | 'percent'; most: number; everyMs: number }[]
  /** The policy that counts: the one that allows the most, the least, or none at all. */
  select: 'max' | 'min' | 'disabled'
}

/** At least so many replicas from `atMs` of the run for `forMs`, and again every so often (Infinity: once). */
export interface ScalingSchedule {
  atMs: number
  forMs: number
  everyMs: number
  replicas: number
}

/** Instances of a function: `concurrency` of its station is `most` x `perInstance`. */
export interface Instances {
  coldStart: WorkTime
  keepWarmMs: number
  perInstance: number
  most: number
  provisioned: number
  /** How fast instances may be started, as a token bucket; requests that need one beyond it are refused. Absent: at once. */
  starts?: { ratePerSecond: number; burst: number }
  /** How who polls brokers for it adds pollers, each with a batch in hand, while messages wait. Absent: all that it has instances for. */
  polling?: { first: number; ratePerSecond: number; most: number }
}

/** Writes go to the primary; after `failoverMs` a killed one is replaced (Infinity: never). */
export interface Primary {
  failoverMs: number
  /** The first so many replicas after the first stand by: they answer nothing, and only they take over. Absent: any replica may. */
  standbys?: number
}

/** Accepts messages, answers the publisher, and delivers each message to its outgoing connections' targets (consumers). */
export interface Broker extends Pick<Serving, 'rateLimit' | 'breakdowns' | 'throughput'> {
  model: 'broker'
  /** Time to accept one message. */
  work: WorkTime
  /** Messages accepted at once. */
  concurrency: number
  /** Messages kept; Infinity: unbounded. */
  queueLimit: number
  /** What becomes of a message that is one too many; absent: it is rejected. */
  overflow?: 'drop-oldest' | 'block'
  /** Unacknowledged messages in delivery per consumer replica. */
  prefetch: number
  /** `each`: every outgoing connection gets every message. `shared`: each message goes to one of them. */
  consumers: 'each' | 'shared'
  delivery: Delivery
  /** Messages of one queue that may be in delivery at once, to all consumers together; absent: any number. */
  inFlight?: number
}

/** How messages are handed over, and what becomes of those that fail. Infinity: never. */
export interface Delivery {
  visibilityTimeoutMs: number
  maxReceives: number
  /** The broker that gets what nobody could handle; null: it is dropped. */
  deadLetter: string | null
  batch: { size: number; windowMs: number }
  /** 0: messages are pushed. */
  pollMs: number
  retentionMs: number
  /** Messages are kept in order by partition, of which one delivery at a time is under way; absent: they are not. */
  partitions?: { count: number } & Skew
}

/** Which key, and so which of several places, a request or message is for. */
export interface Skew {
  keys: number
  /** Exponent of the keys' popularity. */
  zipf: number
  /** Of the places in order, instead of keys. */
  shares: number[] | null
}

export interface WorkTime {
  meanMs: number
  distribution: Work['distribution'] & string
  /** Coefficient of variation; used by lognormal and gamma. */
  cv: number
  /** For empirical. */
  samplesMs: number[]
}

export interface ContainerContext {
  design: Design
  id: string
  /** Connections that end here and that start here, in file order. */
  incoming: Connection[]
  outgoing: Connection[]
  /**
   * The value of a secret by name, or how the target names it: the live run gives a value made for this run, Compose gives
   * `${NAME}`. Names are stable: `orders-db-password`.
   */
  secret(name: string): string
  /**
   * The host name and port under which the other end of this connection is reached from here: its target, or, where a broker
   * delivers over it to this component, the broker (consumers dial their broker).
   */
  address(connection: Connection): { host: string; port: number }
  /** The behaviour of any component of the design, since a kind's file knows no other kind. `toContainerContext` fills it in. */
  behaviourOf(id: string): Behaviour | undefined
  /** Whether a container stands for this component, so that it can be called. */
  hasContainer(id: string): boolean
  /**
   * Who calls from outside. `simulation`: the load of a run, which says of each request which journey it belongs to. Otherwise people,
   * of whom nothing is believed; only what comes from these addresses (CIDR), where load balancers stand, knows who has called it.
   */
  callers: 'simulation' | { balancers: string[] }
  /**
   * How the names of others are found: by DNS, with the address of every replica, by the DNS that Docker has in each container
   * (127.0.0.11), or in the file of hosts, one address for each name.
   */
  names: 'dns' | 'docker' | 'hosts'
  /** Whether replicas come and go as their autoscalers say; otherwise there are as many as are drawn. */
  autoscales: boolean
}

/** An image that its publisher gives out. */
export interface RegistryImage {
  from: 'registry'
  reference: string
  licence: string
  /** Whose terms starting it accepts, where its program demands to be told so: nobody but the person may say yes. */
  accepts?: string
}

/** What runs for one replica of a component. */
export interface ContainerPlan {
  /** `runtime`: Microcosm's stub runtime plays it. `build`: built from the person's folder. */
  image: RegistryImage | { from: 'build'; path: string } | { from: 'runtime' }
  /** How near this is to what it stands for. */
  fidelity: 'real engine' | 'protocol-compatible' | "person's image" | 'stub'
  /** Port of each protocol it accepts. */
  ports: Partial<Record<Protocol, number>>
  env: Record<string, string>
  command?: string[]
  /** Files placed in the container before it starts: absolute path to content. */
  files: Record<string, string>
  /** Of `files`: those that only calls of the stub runtime have use for. They are kept out of what others are to run. */
  forStubs?: string[]
  /** How a program signs in to it, where `env` makes a user. `administers`: one whom the image lets do everything. */
  login?: { user: string; password: string; database?: string; administers?: true }
  /** When it is ready to be used. `exec` runs inside the container and must exit 0; Compose's healthcheck is made from it. */
  ready:
    | { probe: 'exec'; command: string[] }
    | { probe: 'http'; port: number; path: string }
    | { probe: 'tcp'; port: number }
    | { probe: 'none' }
  /** Paths that hold data (named volumes in Compose). */
  volumes: string[]
  /** It finds out once, when it starts, where those are that it calls, and is started again when one of them has moved. */
  looksUpOnce?: true
  replicas: number
  /** CPU limit in cores and memory limit in bytes, where the design sets them. */
  cpus?: number
  memoryBytes?: number
  /** How a cluster can confine it; absent: nothing is known of the image, and it keeps its own user and a writable disk. */
  hardening?: Hardening
  /** What this container does not do as designed, said to the person in the result's notes. */
  caveats: string[]
}

/** What is known of an image that runs without root and, where it is known what it writes, on a disk that is read-only otherwise. */
export interface Hardening {
  /**
   * Number of the user it runs as, which owns its data too: the one that the image's own Dockerfile makes, or any where it does
   * not matter. Absent: the image's own, which must not be root.
   */
  user?: number
  /** Folders it writes to besides its data; absent: not known, and it may write anywhere. */
  writes?: string[]
  /** It may write elsewhere too, by a configuration that is not ours. */
  writesElsewhere?: true
  /** Capabilities without which its program does not even start; all others are dropped. */
  capabilities?: string[]
  /** Environment in addition, such as a data folder that the user can own itself. */
  env?: Record<string, string>
}
