import type { RunEvent } from '../../app/run/frame.ts'

/** Events as they come from outside, read one after another; the stream ends after a `result` or a `failed`. */
export class EventStream implements AsyncIterable<RunEvent> {
  readonly #waiting: RunEvent[] = []
  #wake: (() => void) | undefined
  #ended = false

  get ended(): boolean {
    return this.#ended
  }

  /** Events after the last one are dropped. */
  push(event: RunEvent): void {
    if (this.#ended) return
    this.#ended = event.type === 'result' || event.type === 'failed'
    this.#waiting.push(event)
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RunEvent> {
    for (;;) {
      const event = this.#waiting.shift()
      if (event) yield event
      else if (this.#ended) return
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
    }
  }
}
