import type { Fault } from '../../app/faults/faults.ts'
import { RunFailure, type RunRequest } from '../../app/run/engine.ts'
import type { ActiveFault, RunEvent } from '../../app/run/frame.ts'
import type { Result } from '../../app/run/result.ts'
import { type ResolvedScenario, scenarioOf } from '../../app/run/scenario.ts'
import { checkRunnable } from './check-runnable.ts'
import type { Docker } from './docker.ts'
import { isEngineGone, toDockerFailure } from './docker-failure.ts'
import { Drive } from './drive.ts'
import { type ContainerEvent, followEvents } from './engine-events.ts'
import { lastWords } from './last-words.ts'
import type { LiveOptions } from './live-options.ts'
import { type LivePlan, type PlannedComponent, toLivePlan } from './live-plan.ts'
import { Logs } from './logs.ts'
import type { MeshLink } from './mesh-link.ts'
import { mayEnd } from './readiness.ts'
import type { Replica } from './replica.ts'
import { ReplicaBoard } from './replica-board.ts'
import { Stack } from './stack.ts'

type LiveRunOptions = Omit<LiveOptions, 'docker'> & { docker: Docker; emit: (event: RunEvent) => void }

/** One run in containers, from the first check to the removal of the last container. */
export class LiveRun {
  readonly logs = new Logs()
  readonly #request: RunRequest
  readonly #options: LiveRunOptions
  readonly #stack: Stack
  readonly #notes: string[] = []
  readonly #begun = performance.now()
  /** Were killed or stopped by somebody, and not started since. */
  readonly #killed = new Set<Replica>()
  readonly #scenario: () => ResolvedScenario
  /** Rejects as soon as the run cannot go on; everything that waits, waits for it too. */
  readonly #broken: Promise<never>
  #fail: (failure: RunFailure) => void = () => {}
  #starting: Promise<void> = Promise.resolve()
  #closeEvents = () => {}
  #mesh: MeshLink | undefined
  #plan: LivePlan | undefined
  #board: ReplicaBoard | undefined
  #drive: Drive | undefined

  constructor(request: RunRequest, options: LiveRunOptions) {
    this.#request = request
    this.#options = options
    const { docker, runtimeFolder, baseFolder, keep = false, emit } = options
    this.#stack = new Stack({ docker, runtimeFolder, baseFolder, keep, emit, note: (message) => this.note(message) })
    this.#scenario = () => scenarioOf(request.design, request.scenario, request.durationSeconds)
    this.#broken = new Promise((_, reject) => {
      this.#fail = reject
    })
    this.#broken.catch(() => {})
  }

  readonly note = (message: string): void => {
    if (this.#notes.includes(message)) return
    this.#notes.push(message)
    this.#options.emit({ type: 'note', message })
  }

  /** Everything up to the moment at which traffic may flow. */
  async start(): Promise<void> {
    this.#starting = this.#startAll()
    await Promise.race([this.#starting, this.#broken])
  }

  async #startAll(): Promise<void> {
    const { docker, emit } = this.#options
    const scenario = this.#scenario()
    for (const note of checkRunnable(this.#request.design, scenario)) this.note(note)
    await docker.ping().catch((error: unknown) => Promise.reject(toDockerFailure(error)))
    if (this.#stack.isStopping()) return
    const subnet = await this.#stack.createNetwork()
    this.#plan = toLivePlan({ design: this.#request.design, scenario, seed: this.#request.seed, subnet })
    this.#board = new ReplicaBoard(this.#plan, () => this.#mesh, emit)
    for (const { label, container } of this.#plan.components.values()) for (const each of container.caveats) this.note(`${label}: ${each}`)
    await this.#stack.prepareImages(this.#plan, this.#board)
    if (this.#stack.isStopping()) return
    this.#closeEvents = await followEvents(
      docker,
      this.#stack.run,
      (event) => this.#onEvent(event),
      () => this.#onEventsLost(),
    )
    this.#mesh = await this.#stack.startMesh(this.#plan)
    this.#mesh.onLost = (failure) => this.#fail(failure)
    this.#mesh.onKnocked = (host, port) => this.#onUndrawn(host, port)
    await this.#mesh.listen(this.#plan.edges, subnet.edges, { host: subnet.mesh, ports: portsOf(this.#plan) })
    await this.#stack.startComponents(this.#plan, this.#board, this.#mesh)
  }

  /** Lets the traffic flow for as long as the scenario lasts. */
  async drive(): Promise<Result> {
    const { design, seed } = this.#request
    if (!this.#mesh || !this.#plan || !this.#board) throw new RunFailure('The run was stopped before it began.')
    const access = { plan: this.#plan, board: this.#board, stack: this.#stack, mesh: this.#mesh }
    this.#drive = new Drive({
      design,
      seed,
      scenario: this.#scenario(),
      access,
      emit: this.#options.emit,
      note: this.note,
      notes: this.#notes,
      begun: this.#begun,
    })
    return Promise.race([this.#drive.run(), this.#broken])
  }

  async inject(fault: Fault): Promise<string> {
    if (!this.#drive) throw new RunFailure('The run is still starting: wait until its traffic flows, then inject the fault.')
    if (this.#stack.isStopping()) throw new RunFailure('The run has ended: start it again to inject a fault.')
    return this.#drive.faults.inject(fault)
  }

  async heal(faultId: string): Promise<void> {
    await this.#drive?.faults.heal(faultId)
  }

  get activeFaults(): ActiveFault[] {
    return this.#drive?.faults.active ?? []
  }

  /** Ends with the result so far; before traffic flows there is none, and it is cancelled. */
  finish(): void {
    if (this.#drive) this.#drive.finish()
    else this.cancel()
  }

  cancel(): void {
    this.#stack.stop()
    this.#fail(new RunFailure('The run was stopped.'))
  }

  follow(component: string): void {
    if (this.#plan?.components.has(component)) this.logs.follow(component, this.#board?.replicasOf(component) ?? [])
  }

  /** Removes everything, also what was still being made when the run ended. */
  async clear(): Promise<void> {
    const { keep = false, emit } = this.#options
    this.#stack.stop()
    this.#drive?.close()
    this.logs.close()
    await this.#starting.catch(() => {})
    this.#closeEvents()
    this.#mesh?.close()
    if (keep && this.#drive) {
      this.note('The containers were kept: `microcosm down --all` removes them.')
      return
    }
    // Without a plan there is no network, and nothing to speak of.
    if (this.#plan) emit({ type: 'progress', phase: 'stop', message: 'Removing containers and network' })
    await this.#stack.down()
    for (const id of this.#plan?.components.keys() ?? []) this.#board?.setStopped(id)
  }

  #onEvent({ action, component, replica: index, exitCode }: ContainerEvent): void {
    const replica = this.#board?.replicaAt(component, index)
    if (!replica || !this.#board || this.#stack.isStopping()) return
    switch (action) {
      case 'kill':
        this.#killed.add(replica)
        return
      case 'start':
        this.#killed.delete(replica)
        this.logs.onStarted(replica)
        this.#drive?.faults.onStarted(replica)
        return
      case 'pause':
      case 'unpause':
        this.#board.setPaused(replica, action === 'pause')
        return
      case 'oom':
        this.note(`${component} needed more memory than it may have.`)
        return
      case 'die': {
        // Who dies by a fault was taken out before; this one was not meant to.
        if (!replica.ready) return
        const byHand = this.#killed.has(replica)
        const planned = this.#plan?.components.get(component)
        if (exitCode === 0 && !byHand && planned && mayEnd(planned)) {
          this.#board.setFinished(replica)
          return
        }
        this.#board.setDown(replica)
        if (this.#drive?.faults.onDied(replica)) return
        if (!byHand) this.#drive?.faults.onCrashed(replica)
        const how = byHand ? 'was stopped by hand' : 'stopped by itself'
        const tell = (said: string) =>
          this.note(
            `A container of ${component} ${how} (exit code ${exitCode ?? 'unknown'})${byHand ? '.' : `${said ? `: ${said}` : ''}; it is started again.`}`,
          )
        lastWords(replica.container).then(tell, () => tell(''))
      }
    }
  }

  /** Several may have the port: which of them was meant is not known, only which are not drawn. */
  #onUndrawn(host: string, port: number): void {
    const { components } = this.#plan ?? { components: new Map<string, PlannedComponent>() }
    const caller = [...components.values()].find(({ id }) => this.#board?.replicasOf(id).some((replica) => replica.host === host))
    if (!caller) return
    const meant = [...components.values()].filter(
      ({ id, container }) => id !== caller.id && !caller.dials.includes(id) && Object.values(container.ports).includes(port),
    )
    if (meant.length === 0) return
    for (const { id } of meant) this.#options.emit({ type: 'undrawn', from: caller.id, to: id, port, sure: meant.length === 1 })
    const drawn = meant.map(({ id }) => `${caller.id}->${id}`).join(' or ')
    this.note(
      `${caller.label} calls ${meant.map(({ label }) => label).join(' or ')} (port ${port}), which is not drawn, and is refused: draw ${drawn} where it is meant.`,
    )
  }

  /** The stream of events ends when the engine does. */
  #onEventsLost(): void {
    this.#options.docker.ping().then(
      () => this.note('The engine broke off its events; states of components may be out of date.'),
      (error: unknown) => {
        const gone = 'Docker stopped during the run: start it again; `microcosm down` then removes what is left.'
        this.#fail(isEngineGone(error) ? new RunFailure(gone) : toDockerFailure(error))
      },
    )
  }
}

function portsOf({ components }: LivePlan): number[] {
  return [...new Set([...components.values()].flatMap(({ container }) => Object.values(container.ports)))]
}
