import type { ComponentState, RunEvent } from '../../app/run/frame.ts'
import type { LivePlan } from './live-plan.ts'
import type { MeshLink } from './mesh-link.ts'
import type { Replica } from './replica.ts'

interface Row {
  replicas: Replica[]
  wanted: number
  /** What it is called while none of its replicas has served yet. */
  before: 'waiting' | 'pulling' | 'starting' | 'stopped'
  served: boolean
  told: string
}

/** Which replicas there are and which serve. Tells the mesh, which balances over those that serve, and the page. */
export class ReplicaBoard {
  readonly #rows = new Map<string, Row>()
  readonly #emit: (event: RunEvent) => void
  readonly #mesh: () => MeshLink | undefined

  constructor(plan: LivePlan, mesh: () => MeshLink | undefined, emit: (event: RunEvent) => void) {
    this.#emit = emit
    this.#mesh = mesh
    for (const { id, container } of plan.components.values()) {
      this.#rows.set(id, { replicas: [], wanted: container.replicas, before: 'waiting', served: false, told: '' })
      this.#tell(id)
    }
  }

  replicasOf(component: string): readonly Replica[] {
    return this.#row(component).replicas
  }

  replicaAt(component: string, index: number): Replica | undefined {
    return this.#rows.get(component)?.replicas.find((replica) => replica.index === index)
  }

  stateOf(component: string): { state: ComponentState; ready: number; wanted: number } {
    const row = this.#row(component)
    const ready = row.replicas.filter((replica) => replica.ready && !replica.paused).length
    return { state: toState(row, ready), ready, wanted: row.wanted }
  }

  setPhase(component: string, phase: Row['before'], message?: string): void {
    this.#row(component).before = phase
    this.#tell(component, message)
  }

  /** Its containers are removed. */
  setStopped(component: string): void {
    const row = this.#row(component)
    Object.assign(row, { replicas: [], served: false, before: 'stopped' })
    this.#tell(component)
  }

  setWanted(component: string, wanted: number): void {
    this.#row(component).wanted = wanted
    this.#tell(component)
  }

  add(replica: Replica): void {
    this.#row(replica.component).replicas.push(replica)
    this.#tell(replica.component)
  }

  remove(replica: Replica): void {
    const row = this.#row(replica.component)
    row.replicas = row.replicas.filter((each) => each !== replica)
    this.#route(replica.component, false)
  }

  setReady(replica: Replica): void {
    replica.ready = true
    this.#row(replica.component).served = true
    this.#route(replica.component, false)
  }

  /** It serves no more; requests that it had are broken off. */
  setDown(replica: Replica, message?: string): void {
    if (!replica.ready && !message) return
    replica.ready = false
    replica.paused = false
    this.#route(replica.component, true, message)
  }

  /** A job has ended well: with the last of its replicas the component is done. */
  setFinished(replica: Replica): void {
    const row = this.#row(replica.component)
    replica.ready = false
    const isLast = !row.replicas.some(({ ready }) => ready)
    if (isLast) Object.assign(row, { served: false, before: 'stopped' })
    this.#route(replica.component, false, isLast ? 'It was a job and has finished.' : undefined)
  }

  /** A paused replica is still called, as nobody who calls it can know. */
  setPaused(replica: Replica, paused: boolean): void {
    replica.paused = paused
    this.#tell(replica.component)
  }

  /** No state is told twice. */
  #tell(component: string, message?: string): void {
    const row = this.#row(component)
    const { state, ready } = this.stateOf(component)
    const told = `${state} ${ready}`
    if (row.told === told && !message) return
    row.told = told
    this.#emit({ type: 'state', component, state, replicasReady: ready, ...(message ? { message } : {}) })
  }

  #route(component: string, cut: boolean, message?: string): void {
    const upstreams = this.#row(component).replicas.filter((replica) => replica.ready)
    this.#mesh()?.setUpstreams(
      component,
      upstreams.map(({ index, host }) => ({ replica: index, host })),
      cut,
    )
    this.#tell(component, message)
  }

  #row(component: string): Row {
    const row = this.#rows.get(component)
    if (!row) throw new Error(`${component} is not part of the run`)
    return row
  }
}

function toState(row: Row, ready: number): ComponentState {
  if (!row.served) return row.before
  if (ready >= row.wanted && row.wanted > 0) return 'ready'
  const paused = row.replicas.some((replica) => replica.paused)
  if (ready === 0) return paused ? 'paused' : 'down'
  return 'degraded'
}
