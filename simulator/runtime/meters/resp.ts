import type { Meter, MeterEvents } from './meter.ts'

/**
 * Counts Redis commands by reading RESP: each whole value from the client is a command, each whole value from the server is the
 * answer to the oldest one. A value that the server pushes unasked is none.
 */
export function createRespMeter(events: MeterEvents): Meter {
  const commands = new RespReader(() => events.begin())
  const answers = new RespReader((type) => {
    if (type !== '>') events.end(type !== '-' && type !== '!')
  })
  return {
    fromClient: (chunk) => commands.push(chunk),
    fromServer: (chunk) => answers.push(chunk),
  }
}

/** Finds whole top-level values and tells their first character. Understands RESP2, RESP3 and commands on a line of their own. */
export class RespReader {
  #line = ''
  #skip = 0
  /** Values that are still missing, of the outermost aggregate to the innermost. */
  #open: number[] = []
  #type = ''
  readonly #onValue: (type: string) => void

  constructor(onValue: (type: string) => void) {
    this.#onValue = onValue
  }

  push(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#skip > 0) {
        const taken = Math.min(this.#skip, chunk.length - at)
        this.#skip -= taken
        at += taken
        if (this.#skip === 0) this.#endValue()
        continue
      }
      const end = chunk.indexOf(10, at)
      this.#line += chunk.toString('latin1', at, end < 0 ? chunk.length : end)
      if (end < 0) return
      at = end + 1
      const line = this.#line
      this.#line = ''
      this.#readLine(line)
    }
  }

  #readLine(line: string): void {
    const type = line[0] ?? ''
    if (this.#open.length === 0) this.#type = type
    const size = Number.parseInt(line.slice(1), 10)
    if (type === '$' || type === '=' || type === '!') {
      if (size >= 0) this.#skip = size + 2
      else this.#endValue()
    } else if (type === '*' || type === '~' || type === '>' || type === '%') {
      const values = type === '%' ? 2 * size : size
      if (values > 0) this.#open.push(values)
      else this.#endValue()
    } else if (line.trim() !== '') this.#endValue()
  }

  #endValue(): void {
    while (this.#open.length > 0) {
      const missing = (this.#open.pop() ?? 1) - 1
      if (missing > 0) {
        this.#open.push(missing)
        return
      }
    }
    this.#onValue(this.#type)
  }
}
