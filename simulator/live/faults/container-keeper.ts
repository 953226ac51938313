import type { ReplicaTrouble } from '../../../app/faults/effects.ts'
import { noReplicaTrouble } from '../../../app/faults/effects.ts'
import { isAbsent, isConflict, toDockerFailure } from '../docker-failure.ts'
import { waitUntilReady } from '../readiness.ts'
import { killContainer, type Replica } from '../replica.ts'
import { setLimits } from './container-limits.ts'
import { type FaultAccess, isStub, plannedOf } from './fault-access.ts'
import { InTurn } from './in-turn.ts'
import { RestartDelay } from './restart-delay.ts'
import { revive } from './revive.ts'

/** As long as the prediction gives a restart. */
const restartMs = 1000

type Kept = Pick<ReplicaTrouble, 'down' | 'paused' | 'cores' | 'memoryBytes'>

/**
 * Brings each container into the state that the active faults come to, whatever state it was in: what is wanted is asked when its
 * turn comes, and only the difference to what was done before is done. So faults may begin and end in any order.
 */
export class ContainerKeeper {
  readonly #access: FaultAccess
  readonly #wanted: (replica: Replica) => ReplicaTrouble
  readonly #kept = new WeakMap<Replica, Kept>()
  readonly #turns = new InTurn<Replica>()
  /** Died by itself, or for want of memory, and to be started again. */
  readonly #starved = new Set<Replica>()
  readonly #delays = new WeakMap<Replica, RestartDelay>()

  constructor(access: FaultAccess, wanted: (replica: Replica) => ReplicaTrouble) {
    this.#access = access
    this.#wanted = wanted
  }

  /** Settles when the container is as the faults want it; throws a RunFailure where that cannot be done. */
  keep(replica: Replica): Promise<void> {
    // Who dies is taken out at once, and not only when the engine has done it: the address of a dead container does not even refuse.
    if (this.#wanted(replica).down) this.#access.board.setDown(replica)
    return this.#turns.do(replica, () => this.#settle(replica))
  }

  /** A container has died. Whether it is brought back here: one that a fault leaves too little memory is, as often as it dies. */
  onDied(replica: Replica): boolean {
    const { memoryBytes, down } = this.#wanted(replica)
    if (down || memoryBytes === Number.POSITIVE_INFINITY) return false
    this.#starved.add(replica)
    setTimeout(() => this.keep(replica).catch(() => {}), restartMs)
    return true
  }

  /** A container has died by itself: it is started again, later each time, as an exported file lets its engine do. */
  onCrashed(replica: Replica): void {
    const delay = this.#delays.get(replica) ?? new RestartDelay()
    this.#delays.set(replica, delay)
    this.#starved.add(replica)
    const again = () => this.keep(replica).catch(() => this.#access.stack.isStopping() || this.onCrashed(replica))
    setTimeout(again, delay.crashed(performance.now()))
  }

  /** A container runs again that somebody started by hand: it serves once it is ready, unless a fault wants it down. */
  onStarted(replica: Replica): void {
    const { board, stack, mesh } = this.#access
    const unwanted = () => stack.isStopping() || this.#wanted(replica).down || !board.replicasOf(replica.component).includes(replica)
    this.#turns
      .do(replica, async () => {
        if (replica.ready || unwanted()) return
        const planned = plannedOf(this.#access, replica.component)
        const state = await waitUntilReady(planned, replica, mesh, unwanted)
        if (state === 'ready') board.setReady(replica)
        if (state === 'finished') board.setFinished(replica)
      })
      // One that dies again in its start is told as every other that dies.
      .catch(() => {})
  }

  async #settle(replica: Replica): Promise<void> {
    if (this.#access.stack.isStopping() || !this.#access.board.replicasOf(replica.component).includes(replica)) return
    const before = this.#kept.get(replica) ?? noReplicaTrouble
    const planned = plannedOf(this.#access, replica.component)
    const wanted = this.#wanted(replica)
    const { down, paused, memoryBytes } = wanted
    // A stub's work is waited for and uses no core: it is told to share what it has instead (`mesh-faults.ts`).
    const cores = isStub(planned) ? Number.POSITIVE_INFINITY : wanted.cores
    const now = { down, paused, cores, memoryBytes }
    this.#kept.set(replica, { ...now, paused: paused && !down })
    if (down && !before.down) {
      this.#access.board.setDown(replica)
      await killContainer(replica.container)
    }
    if (cores !== before.cores || memoryBytes !== before.memoryBytes) await setLimits(planned, replica, now)
    if (!down && this.#starved.has(replica)) await this.#feed(replica)
    else if (!down && before.down) await revive(this.#access, replica, () => this.#wanted(replica).down)
    const stands = !down && before.paused && !before.down
    if (!down && paused !== stands) await this.#freeze(replica, paused)
  }

  /** Starts it again; while the fault lasts it may well die in its start, and is then tried again. */
  async #feed(replica: Replica): Promise<void> {
    const { memoryBytes } = this.#wanted(replica)
    const changed = () => this.#wanted(replica).down || this.#wanted(replica).memoryBytes !== memoryBytes
    try {
      await revive(this.#access, replica, changed)
      if (changed()) return
      this.#starved.delete(replica)
      this.#delays.get(replica)?.started(performance.now())
    } catch (error) {
      if (!this.onDied(replica)) throw error
    }
  }

  async #freeze({ container, component }: Replica, frozen: boolean): Promise<void> {
    const what = frozen ? 'pause' : 'unpause'
    await container[what]().catch((error: unknown) => {
      // What died meanwhile cannot be woken, and what stands still already need not be stopped.
      if (!isAbsent(error) && !isConflict(error)) throw toDockerFailure(error, `to ${what} ${component}`, component)
    })
  }
}
