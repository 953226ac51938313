import {
  addConnectionEffect,
  addReplicaEffect,
  type ConnectionTrouble,
  noConnectionTrouble,
  noReplicaTrouble,
} from '../../../app/faults/effects.ts'
import { isOf, type MeshFault, type ReplicaOrder } from '../control/messages.ts'

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

  troubleOf(edge: string): ConnectionTrouble {
    return this.#faults
      .flatMap((each) => (each.at === 'edge' && each.edge === edge ? [each.effect] : []))
      .reduce(addConnectionEffect, noConnectionTrouble)
  }

  /** What a replica of a component is to do to itself. */
  orderFor(component: string, replica: number): ReplicaOrder {
    const { slow, errors, cores } = this.#faults
      .flatMap((each) => (each.at === 'replicas' && each.component === component && isOf(each.which, replica) ? [each.effect] : []))
      .reduce(addReplicaEffect, noReplicaTrouble)
    const unresolved = this.#faults.flatMap((each) =>
      each.at === 'edge' && each.effect.unresolved && each.edge.startsWith(`${component}->`) ? [each.edge] : [],
    )
    // JSON has no Infinity.
    return {
      type: 'faults',
      factor: slow,
      errorRate: errors,
      ...(cores === Number.POSITIVE_INFINITY ? {} : { cores }),
      ...(unresolved.length === 0 ? {} : { unresolved }),
    }
  }
}
