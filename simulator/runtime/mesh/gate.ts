/** Lets so many requests through at once, and the others in the order in which they came. */
export class Gate {
  readonly #limit: number
  #inside = 0
  readonly #waiting: (() => void)[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Calls `go` at once or when a place is free. Returns what gives the place back, or the place in the line up. */
  enter(go: () => void): () => void {
    let entered = false
    const come = () => {
      entered = true
      this.#inside += 1
      go()
    }
    if (this.#inside < this.#limit) come()
    else this.#waiting.push(come)
    return () => {
      if (entered) this.#inside -= 1
      else this.#waiting.splice(this.#waiting.indexOf(come), 1)
      if (this.#inside < this.#limit) this.#waiting.shift()?.()
    }
  }
}

/** Holds what one connection sends, from the beginning of a request that has to wait until its turn has come. */
export class Doorstep {
  readonly #gate: Gate
  #leave: (() => void) | undefined
  #held: (() => void)[] | undefined

  constructor(gate: Gate) {
    this.#gate = gate
  }

  /** Does it now, or behind what is held already; `begins`: with it a request begins that needs a place. */
  pass(begins: boolean, act: () => void): void {
    if (this.#held) this.#held.push(act)
    else if (!begins || this.#leave) act()
    else {
      this.#held = [act]
      this.#leave = this.#gate.enter(() => {
        const held = this.#held ?? []
        this.#held = undefined
        for (const each of held) each()
      })
    }
  }

  /** The request has ended, or the connection has. */
  leave(): void {
    this.#held = undefined
    const leave = this.#leave
    this.#leave = undefined
    leave?.()
  }
}
