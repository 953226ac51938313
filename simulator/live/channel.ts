/** Values that one side sends and the other takes in order, one reader only; it ends when it is closed and empty. */
export class Channel<T> implements AsyncIterable<T> {
  readonly #values: T[] = []
  #closed = false
  #wake: (() => void) | undefined

  send(value: T): void {
    if (this.#closed) return
    this.#values.push(value)
    this.#wake?.()
  }

  close(): void {
    this.#closed = true
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    for (;;) {
      while (this.#values.length > 0) yield this.#values.shift() as T
      if (this.#closed) return
      await new Promise<void>((wake) => {
        this.#wake = wake
      })
    }
  }
}
