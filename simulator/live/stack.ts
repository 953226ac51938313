import { randomBytes } from 'node:crypto'
import { RunFailure } from '../../app/run/engine.ts'
import type { RunEvent } from '../../app/run/frame.ts'
import { buildFolderImage, buildRuntimeImage } from './build-image.ts'
import type { Docker } from './docker.ts'
import { isAbsent, toDockerFailure } from './docker-failure.ts'
import { type ImageProgress, resolveImage } from './images.ts'
import { createPool } from './in-pool.ts'
import { type Labels, runLabel, runLabels } from './labels.ts'
import type { LivePlan, PlannedComponent } from './live-plan.ts'
import { startMesh } from './mesh-container.ts'
import type { MeshLink } from './mesh-link.ts'
import { createNetwork } from './network.ts'
import { waitUntilReady } from './readiness.ts'
import { type Replica, startReplica } from './replica.ts'
import type { ReplicaBoard } from './replica-board.ts'
import { listObjects, removeObjects } from './run-objects.ts'
import type { RunSubnet } from './subnet.ts'
import { untilAborted } from './until-aborted.ts'

/** More at once make nothing ready sooner and the engine slow (measured). */
const startsAtOnce = 4
const mostRounds = 20

export interface StackOptions {
  docker: Docker
  runtimeFolder: string
  baseFolder: string | null
  keep: boolean
  emit: (event: RunEvent) => void
  note: (message: string) => void
}

/** Everything that one run makes in the engine. */
export class Stack {
  /** Short, since it is part of every name. */
  readonly run = randomBytes(4).toString('hex')
  readonly labels: Labels
  readonly #options: StackOptions
  readonly #images = new Map<string, string>()
  #runtimeImage = ''
  #subnet: RunSubnet | undefined
  #containers = 0
  readonly #abort = new AbortController()
  readonly #memory: Promise<{ memoryBytes?: number }>

  constructor(options: StackOptions) {
    this.#options = options
    this.labels = runLabels(this.run, options.keep)
    this.#memory = memoryLimit(options.docker)
  }

  get network(): string {
    return `microcosm-${this.run}`
  }

  readonly isStopping = (): boolean => this.#abort.signal.aborted

  async createNetwork(): Promise<RunSubnet> {
    this.#progress('network', 'Making the network')
    this.#subnet = await createNetwork(this.#options.docker, this.network, this.labels)
    return this.#subnet
  }

  /** Has every image of the plan at hand, the stub runtime's first. */
  async prepareImages(plan: LivePlan, board: ReplicaBoard): Promise<void> {
    const { docker, runtimeFolder } = this.#options
    const runtime = await buildRuntimeImage(docker, runtimeFolder, this.#abort.signal, this.#onImage)
    this.#runtimeImage = runtime.reference
    for (const note of runtime.notes) this.#options.note(note)
    for (const component of plan.components.values()) {
      if (this.isStopping()) return
      if (component.container.image.from !== 'runtime') board.setPhase(component.id, 'pulling')
      this.#images.set(component.id, await this.#imageOf(component))
      board.setPhase(component.id, 'waiting')
    }
  }

  async #imageOf({ id, container }: PlannedComponent): Promise<string> {
    const { docker, baseFolder, note } = this.#options
    const { image } = container
    if (image.from === 'runtime') return this.#runtimeImage
    if (image.from === 'build') {
      this.#progress('images', `Building the image of ${id}`)
      const { signal } = this.#abort
      return untilAborted(signal, buildFolderImage(docker, id, image.path, baseFolder, { signal, note }))
    }
    const resolved = await resolveImage(docker, image.reference, id, this.#abort.signal, this.#onImage)
    for (const each of resolved.notes) note(each)
    return resolved.reference
  }

  startMesh(plan: LivePlan): Promise<MeshLink> {
    this.#progress('mesh', 'Starting the mesh')
    const { run, labels, network } = this
    return startMesh(
      this.#options.docker,
      { run, labels, network, host: plan.subnet.mesh, image: this.#runtimeImage, token: plan.token, names: [...plan.components.keys()] },
      this.isStopping,
    )
  }

  /** Starts all components, each as soon as those it connects to are ready; a circle is cut where it closes. */
  async startComponents(plan: LivePlan, board: ReplicaBoard, mesh: MeshLink): Promise<void> {
    const inPool = createPool(startsAtOnce)
    const started = new Map<string, Promise<void>>()
    const total = plan.components.size
    let ready = 0
    const start = (id: string, above: ReadonlySet<string>): Promise<void> => {
      const component = plan.components.get(id)
      if (!component) return Promise.resolve()
      const below = component.dials.filter((dialled) => !above.has(dialled) && dialled !== id)
      const known = started.get(id)
      if (known) return known
      const missing = new Set(below)
      const tell = () => {
        const labels = [...missing].map((dialled) => plan.components.get(dialled)?.label ?? dialled)
        if (labels.length > 0 && !this.isStopping()) board.setPhase(id, 'waiting', `waits for ${labels.join(', ')}`)
      }
      const waiting = below.map((dialled) =>
        start(dialled, new Set([...above, id])).then(() => {
          missing.delete(dialled)
          tell()
        }),
      )
      tell()
      const starting = Promise.all(waiting).then(async () => {
        if (this.isStopping()) return
        const replicas = Array.from({ length: component.container.replicas }, (_, index) => index)
        await Promise.all(replicas.map((index) => inPool(() => this.startReplica(component, index, board, mesh))))
        ready += 1
        this.#progress('ready', `${component.label} is ready`, ready, total)
      })
      started.set(id, starting)
      return starting
    }
    this.#progress('start', 'Starting the components', 0, total)
    await Promise.all([...plan.components.keys()].map((id) => start(id, new Set())))
  }

  /** Starts one replica and waits until it serves. */
  async startReplica(component: PlannedComponent, index: number, board: ReplicaBoard, mesh: MeshLink): Promise<Replica | undefined> {
    const image = this.#images.get(component.id)
    if (this.isStopping() || !image || !this.#subnet) return undefined
    board.setPhase(component.id, 'starting')
    const host = this.#subnet.container(this.#containers)
    this.#containers += 1
    const { run, labels, network } = this
    const place = { run, labels, network, host, image, ...(await this.#memory) }
    const replica = await startReplica(this.#options.docker, component, index, place)
    board.add(replica)
    const waits = (why: string) => board.setPhase(component.id, 'starting', why)
    const state = await waitUntilReady(component, replica, mesh, this.isStopping, waits)
    if (state === 'ready') board.setReady(replica)
    if (state === 'finished') board.setFinished(replica)
    return replica
  }

  /** From here on nothing new is begun. */
  stop(): void {
    this.#abort.abort()
  }

  /** Removes everything of this run, found by its label, until nothing is left. */
  async down(): Promise<void> {
    this.stop()
    const { docker } = this.#options
    try {
      // A container that was being made when the run was stopped may turn up late.
      for (let round = 1; round <= mostRounds; round += 1) {
        const left = await listObjects(docker, `${runLabel}=${this.run}`)
        if (left.containers.length + left.networks.length + left.volumes.length === 0) return
        await removeObjects(docker, left)
      }
      throw new RunFailure('Docker keeps listing what was removed.')
    } catch (error) {
      if (!isAbsent(error)) throw toDockerFailure(error, 'to remove what the run made')
    }
  }

  readonly #onImage: ImageProgress = (message, done, total) => this.#progress('images', message, done, total)

  #progress(phase: string, message: string, done?: number, total?: number): void {
    this.#options.emit({
      type: 'progress',
      phase,
      message,
      ...(done === undefined ? {} : { done }),
      ...(total === undefined ? {} : { total }),
    })
  }
}

/** Of the engine's memory, what one container may have where the design sets no limit: the machine itself goes on working. */
const largestShare = 0.8

/** An engine that does not tell sets no limit. */
async function memoryLimit(docker: Docker): Promise<{ memoryBytes?: number }> {
  const total: unknown = await docker.info().then(
    (info: { MemTotal?: unknown }) => info.MemTotal,
    () => undefined,
  )
  return typeof total === 'number' && total > 0 ? { memoryBytes: Math.floor(total * largestShare) } : {}
}
