import type { Meter, MeterEvents } from './meter.ts'

/** What a client gets for a command that a fault lets fail: an error of Redis's own, which ends the command and nothing else. */
const spoilt = Buffer.from('-ERR injected by a fault\r\n')

/**
 * Counts Redis commands by reading RESP: each whole value from the client is a command, each whole value from the server is the
 * answer to the oldest one. A value that the server pushes unasked is none. Many callers' commands share a connection, so that one
 * which is to fail gets an error in the place of its answer, and the connection stays.
 */
export function createRespMeter(events: MeterEvents): Meter {
  /** Of the commands under way, oldest first, whether each is to fail. */
  const fails: boolean[] = []
  const commands = new RespReader(() => fails.push(events.begin()))
  const isSpoilt = (type: string) => type !== '>' && fails[0] === true
  let chunk: Buffer = Buffer.alloc(0)
  let from = 0
  let passed: Buffer[] = []
  const answers = new RespReader((type, end) => {
    const failed = isSpoilt(type)
    passed.push(failed ? spoilt : chunk.subarray(from, end))
    from = end
    if (type === '>') return
    fails.shift()
    events.end(!failed && type !== '-' && type !== '!')
  })
  return {
    spoils: true,
    fromClient: (bytes) => commands.push(bytes),
    fromServer(bytes) {
      chunk = bytes
      from = 0
      passed = []
      answers.push(bytes)
      if (from < bytes.length && !isSpoilt(answers.underWay)) passed.push(bytes.subarray(from))
      return Buffer.concat(passed)
    },
  }
}

/** Finds whole top-level values and tells their first character. Understands RESP2, RESP3 and commands on a line of their own. */
export class RespReader {
  #line = ''
  #skip = 0
  /** Values that are still missing, of the outermost aggregate to the innermost. */
  #open: number[] = []
  #type = ''
  #at = 0
  readonly #onValue: (type: string, end: number) => void

  /** `end`: where the value ends in the chunk that was pushed. */
  constructor(onValue: (type: string, end: number) => void) {
    this.#onValue = onValue
  }

  /** The first character of the value of which a part has come; empty: none has. */
  get underWay(): string {
    return this.#skip > 0 || this.#open.length > 0 ? this.#type : (this.#line[0] ?? '')
  }

  push(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) {
      if (this.#skip > 0) {
        const taken = Math.min(this.#skip, chunk.length - at)
        this.#skip -= taken
        at += taken
        this.#at = at
        if (this.#skip === 0) this.#endValue()
        continue
      }
      const end = chunk.indexOf(10, at)
      this.#line += chunk.toString('latin1', at, end < 0 ? chunk.length : end)
      if (end < 0) return
      at = end + 1
      this.#at = at
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
    this.#onValue(this.#type, this.#at)
  }
}
