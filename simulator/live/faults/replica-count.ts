import { toDockerFailure } from '../docker-failure.ts'
import { type FaultAccess, plannedOf } from './fault-access.ts'
import { InTurn } from './in-turn.ts'

/** What a replica that is taken away may take to finish what it has, before it is killed. */
const drainSeconds = 10

/** Keeps as many replicas of each component as are wanted now. */
export class ReplicaCount {
  readonly #access: FaultAccess
  /** How many a component has while no operator's hand is on it. */
  readonly #own = new Map<string, number>()
  readonly #turns = new InTurn<string>()

  constructor(access: FaultAccess) {
    this.#access = access
  }

  /** `asked`: how many an operator asks for; undefined: none does, and the component has its own number again. */
  keep(component: string, asked: () => number | undefined): Promise<void> {
    return this.#turns.do(component, async () => {
      const own = this.#own.get(component) ?? this.#access.board.stateOf(component).wanted
      this.#own.set(component, own)
      await this.#set(component, asked() ?? own)
    })
  }

  /** From now on a component has so many replicas of its own, which an operator's hand may change for a while. */
  setOwn(component: string, replicas: number): void {
    this.#own.set(component, replicas)
  }

  async #set(id: string, wanted: number): Promise<void> {
    const { board, stack, mesh } = this.#access
    if (stack.isStopping() || board.stateOf(id).wanted === wanted) return
    const component = plannedOf(this.#access, id)
    const replicas = [...board.replicasOf(id)].sort((a, b) => a.index - b.index)
    board.setWanted(id, wanted)
    const surplus = replicas.slice(wanted)
    const first = (replicas.at(-1)?.index ?? -1) + 1
    const missing = Array.from({ length: Math.max(0, wanted - replicas.length) }, (_, n) => first + n)
    await Promise.all(missing.map((index) => stack.startReplica(component, index, board, mesh)))
    for (const replica of surplus) {
      // Nobody is sent there any more, and what it works on is finished before it goes.
      board.remove(replica)
      await replica.container.stop({ t: drainSeconds }).catch(() => {})
      await replica.container.remove({ force: true, v: true }).catch((error) => {
        throw toDockerFailure(error, `to remove a replica of ${component.label}`, id)
      })
    }
  }
}
