import type { Design } from '../../../app/design/design.ts'
import { toSeconds } from '../../../app/design/quantities.ts'
import { targetName } from '../../../app/faults/fault-words.ts'
import { effectsOf, type Fault } from '../../../app/faults/faults.ts'
import { live, refusal } from '../../../app/faults/support.ts'
import { RunFailure } from '../../../app/run/engine.ts'
import { type ResolvedFault, resolveFault } from '../../../app/run/fault-target.ts'
import type { ActiveFault } from '../../../app/run/frame.ts'
import type { Replica } from '../replica.ts'
import { ContainerKeeper } from './container-keeper.ts'
import { type FaultAccess, plannedOf } from './fault-access.ts'
import { mechanismOf } from './mechanism.ts'
import { toMeshFaults } from './mesh-faults.ts'
import { outOfReach } from './out-of-reach.ts'
import { ReplicaCount } from './replica-count.ts'
import { type Strike, toStrike, troubleOf, wantedOf } from './strike.ts'

interface Entry extends ActiveFault, Strike {
  timer: NodeJS.Timeout | undefined
  /** It does no more; it is shown until what it struck serves again. */
  ending: boolean
}

/**
 * The faults of a run: those of the scenario and those a person injects are brought about and healed in the same way. What is
 * wanted of each container, connection and component follows from all that are active, so they may overlap in any order.
 */
export class FaultDesk {
  readonly #design: Design
  readonly #access: FaultAccess
  readonly #note: (message: string) => void
  readonly #entries = new Map<string, Entry>()
  readonly #keeper: ContainerKeeper
  readonly #count: ReplicaCount
  #last = 0

  constructor(design: Design, access: FaultAccess, note: (message: string) => void) {
    this.#design = design
    this.#access = access
    this.#note = note
    this.#keeper = new ContainerKeeper(access, (replica) => troubleOf(replica, this.#striking()))
    this.#count = new ReplicaCount(access)
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
    const strike = toStrike(this.#design, { ...resolved, ...this.#struckBy(resolved) }, this.#access.board)
    this.#last += 1
    const id = `fault-${this.#last}`
    const entry: Entry = { id, fault, mechanism: mechanismOf(strike, this.#access), ...strike, timer: undefined, ending: false }
    this.#entries.set(id, entry)
    try {
      await this.#settle(entry)
    } catch (error) {
      this.#entries.delete(id)
      await this.#settle(entry).catch(() => {})
      throw error
    }
    if (fault.for !== undefined) entry.timer = setTimeout(() => this.#endByItself(id), toSeconds(fault.for) * 1000)
    else if (strike.effects.endsItself) this.#endByItself(id)
    return id
  }

  async heal(id: string): Promise<void> {
    const entry = this.#entries.get(id)
    // What is healed already is what was wanted.
    if (!entry) return
    clearTimeout(entry.timer)
    entry.ending = true
    try {
      await this.#settle(entry)
    } finally {
      this.#entries.delete(id)
    }
  }

  /** A container has died; answers whether a fault is the reason and will see to it. */
  onDied(replica: Replica): boolean {
    return this.#keeper.onDied(replica)
  }

  /** A container has died, by no fault and nobody's hand. */
  onCrashed(replica: Replica): void {
    this.#keeper.onCrashed(replica)
  }

  /** A container has been started, by whomever; it is let serve once it is ready. */
  onStarted(replica: Replica): void {
    this.#keeper.onStarted(replica)
  }

  /** A controller gives a component so many replicas. Answers false while an operator's hand is on them. */
  scale(component: string, replicas: number): boolean {
    const asked = () => wantedOf(component, this.#striking())
    if (asked() !== undefined || this.#access.stack.isStopping()) return false
    this.#count.setOwn(component, replicas)
    this.#count
      .keep(component, asked)
      .then(() => Promise.all(this.#access.board.replicasOf(component).map((replica) => this.#keeper.keep(replica))))
      .catch(
        (error: Error) =>
          this.#access.stack.isStopping() || this.#note(`The autoscaler of ${component} could not do its work: ${error.message}`),
      )
    return true
  }

  /** The run ends: nothing is healed any more, for everything is going to be removed. */
  close(): void {
    for (const { timer } of this.#entries.values()) clearTimeout(timer)
    this.#entries.clear()
  }

  #endByItself(id: string): void {
    this.heal(id).catch((error: Error) => this.#note(`A fault could not be healed: ${error.message}`))
  }

  /** The components and connections that a fault can strike here. Throws a RunFailure where it can strike nothing. */
  #struckBy({ fault, components, connections }: ResolvedFault): Pick<ResolvedFault, 'components' | 'connections'> {
    const effects = effectsOf(fault)
    const refused = refusal(live, effects)
    if (refused) throw new RunFailure(`The ${fault.kind} fault cannot be brought about in a run, since ${refused}: use Predict for it.`)
    if (components.length + connections.length === 0) {
      throw new RunFailure(
        `There is nothing called "${fault.target}" that a ${fault.kind} fault could strike: name a component, a connection a->b or a group.`,
      )
    }
    const beyond = outOfReach(this.#design, { fault, components, connections })
    const [first] = beyond
    if (first && beyond.length === components.length + connections.length) {
      const { target, verb, why, remedy } = first
      throw new RunFailure(
        `${targetName(target, this.#design)} cannot be ${verb} in a run, since ${why}: ${remedy}.`,
        components.includes(target) ? target : undefined,
      )
    }
    const isBeyond = (id: string) => beyond.some(({ target }) => target === id)
    const { slow, errors, cores } = effects.replica ?? {}
    const onWork = [effects.wanted, slow, errors, cores].some((effect) => effect !== undefined)
    const struck = components.filter((id) => !isBeyond(id) && (!onWork || plannedOf(this.#access, id).behaviour.model !== 'source'))
    const [source] = components
    if (struck.length + connections.length === 0 && source !== undefined) {
      throw new RunFailure(`${plannedOf(this.#access, source).label} sends traffic and serves nobody: change its rate instead.`, source)
    }
    return { components: struck, connections: connections.filter((id) => !isBeyond(id)) }
  }

  #striking(): Entry[] {
    return [...this.#entries.values()].filter(({ ending }) => !ending)
  }

  /** Brings everything that this fault strikes into the state that all active faults come to. */
  async #settle({ resolved, effects }: Strike): Promise<void> {
    const { board, mesh } = this.#access
    mesh.setFaults(this.#striking().flatMap((entry) => toMeshFaults(entry.id, entry, this.#access)))
    if (effects.wanted !== undefined)
      await Promise.all(resolved.components.map((id) => this.#count.keep(id, () => wantedOf(id, this.#striking()))))
    await Promise.all(resolved.components.flatMap((id) => board.replicasOf(id).map((replica) => this.#keeper.keep(replica))))
  }
}
