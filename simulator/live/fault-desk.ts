import type { Design } from '../../app/design/design.ts'
import { toSeconds } from '../../app/design/quantities.ts'
import type { Fault } from '../../app/faults/faults.ts'
import { RunFailure } from '../../app/run/engine.ts'
import { type ResolvedFault, resolveFault } from '../../app/run/fault-target.ts'
import type { ActiveFault } from '../../app/run/frame.ts'
import type { MeshFault } from '../runtime/control/messages.ts'
import type { Applied, FaultAccess } from './faults/fault.ts'
import { liveFault } from './faults/faults.ts'

interface Entry extends ActiveFault {
  applied: Applied
  timer: NodeJS.Timeout | undefined
}

/** The faults of a run: those of the scenario and those a person injects are brought about and healed in the same way. */
export class FaultDesk {
  readonly #design: Design
  readonly #access: FaultAccess
  readonly #note: (message: string) => void
  readonly #entries = new Map<string, Entry>()
  #last = 0

  constructor(design: Design, access: FaultAccess, note: (message: string) => void) {
    this.#design = design
    this.#access = access
    this.#note = note
  }

  get active(): ActiveFault[] {
    return [...this.#entries.values()].map(({ id, fault, mechanism }) => ({ id, fault, mechanism }))
  }

  /** Begins now and returns the id under which it can be healed. */
  async inject(fault: Fault): Promise<string> {
    return this.begin(resolveFault(this.#design, fault))
  }

  async begin(resolved: ResolvedFault): Promise<string> {
    const { fault } = resolved
    const known = liveFault(fault.kind)
    if (!known) throw new RunFailure(`The live engine cannot bring about ${fault.kind} faults yet: use Predict for it, or another fault.`)
    if (resolved.components.length + resolved.connections.length === 0) {
      throw new RunFailure(
        `There is nothing called "${fault.target}" that a ${fault.kind} fault could strike: name a component, a connection a->b or a group.`,
      )
    }
    const applied = await known.apply(resolved, this.#access)
    this.#last += 1
    const id = `fault-${this.#last}`
    const forSeconds = fault.for === undefined ? undefined : toSeconds(fault.for)
    const timer = forSeconds === undefined ? undefined : setTimeout(() => this.#healOnTime(id), forSeconds * 1000)
    this.#entries.set(id, { id, fault, mechanism: applied.mechanism, applied, timer })
    this.#tellMesh()
    this.#watch(id, applied)
    return id
  }

  async heal(id: string): Promise<void> {
    const entry = this.#entries.get(id)
    // What is healed already is what was wanted.
    if (!entry) return
    clearTimeout(entry.timer)
    this.#entries.delete(id)
    this.#tellMesh()
    await entry.applied.heal?.()
  }

  /** The run ends: nothing is healed any more, for everything is going to be removed. */
  close(): void {
    for (const { timer } of this.#entries.values()) clearTimeout(timer)
    this.#entries.clear()
  }

  #healOnTime(id: string): void {
    this.heal(id).catch((error: Error) => this.#note(`A fault could not be healed: ${error.message}`))
  }

  #watch(id: string, { over }: Applied): void {
    over?.then(
      () => this.#entries.delete(id),
      (error: Error) => this.#note(`A fault did not end as it should: ${error.message}`),
    )
  }

  #tellMesh(): void {
    const all = [...this.#entries.values()].flatMap(({ id, applied }) => (applied.mesh ?? []).map((part): MeshFault => ({ id, ...part })))
    this.#access.mesh.setFaults(all)
  }
}
