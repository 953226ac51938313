/** Does one thing after another for each key, so that what is done to a container never overtakes what was asked before. */
export class InTurn<Key> {
  readonly #last = new Map<Key, Promise<unknown>>()

  do(key: Key, act: () => Promise<void>): Promise<void> {
    const before = this.#last.get(key) ?? Promise.resolve()
    const turn = before.then(act, act)
    this.#last.set(key, turn)
    const forget = () => {
      if (this.#last.get(key) === turn) this.#last.delete(key)
    }
    turn.then(forget, forget)
    return turn
  }
}
