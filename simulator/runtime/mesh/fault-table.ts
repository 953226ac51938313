import type { MeshFault, ReplicaOrder } from '../control/messages.ts'
import { type EdgeTrouble, toTrouble } from './edge-faults.ts'

/**
 * The faults in force. They end when their lease runs out, so that a program that died leaves none behind; `onChange` is called
 * whenever the table changes.
 */
export class FaultTable {
  #faults: MeshFault[] = []
  #timer: NodeJS.Timeout | undefined
  readonly #onChange: () => void
  readonly #onLapse: () => void

  constructor(onChange: () => void, onLapse: () => void) {
    this.#onChange = onChange
    this.#onLapse = onLapse
  }

  renew(faults: MeshFault[], leaseMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#lapse(), leaseMs)
    const changed = JSON.stringify(faults) !== JSON.stringify(this.#faults)
    this.#faults = faults
    if (changed) this.#onChange()
  }

  #lapse(): void {
    this.#faults = []
    this.#onChange()
    this.#onLapse()
  }

  troubleOf(edge: string): EdgeTrouble {
    return toTrouble(this.#faults.flatMap((each) => (each.at === 'edge' && each.edge === edge ? [each.fault] : [])))
  }

  /** What the replicas of a component are to do to themselves. */
  orderFor(component: string): ReplicaOrder {
    const order = { type: 'faults' as const, factor: 1, errorRate: 0 }
    for (const each of this.#faults) {
      if (each.at !== 'replicas' || each.component !== component) continue
      if (each.fault.kind === 'slow') order.factor *= each.fault.factor
      else order.errorRate = 1 - (1 - order.errorRate) * (1 - each.fault.rate)
    }
    return order
  }
}
