/**
 * Finds where HTTP/1.1 messages begin and end in a stream of bytes, without keeping or changing them (RFC 9112, section 6).
 * `opaque` means that the rest of the stream is no HTTP/1.1 any more (after an upgrade) or never was.
 */
export interface FramerEvents {
  /** First byte of a message. */
  onStart(): void
  /** Start line: `GET /orders HTTP/1.1` or `HTTP/1.1 200 OK`. */
  onHead(startLine: string, headers: string[]): void
  onEnd(): void
}

type State = 'idle' | 'head' | 'body' | 'chunk-size' | 'chunk-data' | 'trailer' | 'until-close' | 'opaque'

const longestHead = 64 * 1024
/** Bytes looked at in one step, so that finding a short line in front of a long body costs little. */
const scanLength = 1024

/** The value of a header, by its name in small letters. */
export function headerOf(lines: string[], name: string): string | undefined {
  return lines.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1)
}

export class HttpFramer {
  #state: State = 'idle'
  #text = ''
  #left = 0
  readonly #events: FramerEvents
  /** For responses: whether the answer to this start line has no body in spite of its headers (HEAD). */
  readonly #hasNoBody: (startLine: string) => boolean
  readonly #kind: 'request' | 'response'

  constructor(kind: 'request' | 'response', events: FramerEvents, hasNoBody: (startLine: string) => boolean = () => false) {
    this.#kind = kind
    this.#events = events
    this.#hasNoBody = hasNoBody
  }

  get idle(): boolean {
    return this.#state === 'idle'
  }

  get opaque(): boolean {
    return this.#state === 'opaque'
  }

  /** The stream ended: that ends a body without a length. */
  close(): void {
    if (this.#state !== 'until-close') return
    this.#state = 'idle'
    this.#events.onEnd()
  }

  push(chunk: Buffer): void {
    let at = 0
    while (at < chunk.length) at = this.#step(chunk, at)
  }

  #step(chunk: Buffer, at: number): number {
    switch (this.#state) {
      case 'idle':
        return this.#startMessage(chunk, at)
      case 'head':
        return this.#readUntil(chunk, at, '\r\n\r\n', () => this.#endHead())
      case 'body':
        return this.#skip(chunk, at, () => this.#endMessage())
      case 'chunk-size':
        return this.#readUntil(chunk, at, '\r\n', () => this.#endChunkSize())
      case 'chunk-data':
        return this.#skip(chunk, at, () => this.#expect('chunk-size'))
      case 'trailer':
        return this.#readUntil(chunk, at, '\r\n', () => (this.#text === '\r\n' ? this.#endMessage() : this.#expect('trailer')))
      case 'until-close':
      case 'opaque':
        return chunk.length
    }
  }

  #startMessage(chunk: Buffer, at: number): number {
    const byte = chunk[at]
    // An empty line before a message is to be ignored.
    if (byte === 13 || byte === 10) return at + 1
    this.#expect('head')
    this.#events.onStart()
    return at
  }

  #expect(state: State): void {
    this.#text = ''
    this.#state = state
  }

  /** Collects bytes up to and with `mark`, which may be cut anywhere by the network. */
  #readUntil(chunk: Buffer, at: number, mark: string, done: () => void): number {
    const before = this.#text.length
    const from = Math.max(0, before - mark.length + 1)
    const end = Math.min(chunk.length, at + scanLength)
    this.#text += chunk.toString('latin1', at, end)
    const found = this.#text.indexOf(mark, from)
    if (found < 0) {
      if (this.#text.length > longestHead) this.#expect('opaque')
      return end
    }
    const length = found + mark.length
    this.#text = this.#text.slice(0, length)
    done()
    return at + length - before
  }

  #skip(chunk: Buffer, at: number, done: () => void): number {
    const taken = Math.min(this.#left, chunk.length - at)
    this.#left -= taken
    if (this.#left === 0) done()
    return at + taken
  }

  #endHead(): void {
    const [startLine = '', ...lines] = this.#text.split('\r\n')
    const status = this.#kind === 'response' ? Number(startLine.split(' ')[1]) : undefined
    // 100 Continue and its like precede the answer.
    const interim = status !== undefined && status >= 100 && status < 200 && status !== 101
    if (!startLine.includes('HTTP/1.')) this.#expect('opaque')
    else if (interim) this.#expect('head')
    else {
      this.#events.onHead(startLine, lines)
      const next = status === 101 || startLine.startsWith('CONNECT ') ? 'opaque' : this.#bodyAfter(startLine, status, lines)
      if (next === 'idle') this.#endMessage()
      else this.#expect(next)
    }
  }

  /** What follows this head; `idle`: nothing. */
  #bodyAfter(startLine: string, status: number | undefined, lines: string[]): State {
    const header = (name: string) => headerOf(lines, name)
    if (status === 204 || status === 304 || this.#hasNoBody(startLine)) return 'idle'
    if (header('transfer-encoding')?.toLowerCase().includes('chunked')) return 'chunk-size'
    const length = header('content-length')
    if (length === undefined) return status === undefined ? 'idle' : 'until-close'
    this.#left = Number(length)
    if (!Number.isSafeInteger(this.#left) || this.#left < 0) return 'opaque'
    return this.#left === 0 ? 'idle' : 'body'
  }

  #endChunkSize(): void {
    const size = Number.parseInt(this.#text, 16)
    this.#left = size + 2
    if (!Number.isSafeInteger(size) || size < 0) this.#expect('opaque')
    else this.#expect(size === 0 ? 'trailer' : 'chunk-data')
  }

  #endMessage(): void {
    this.#expect('idle')
    this.#events.onEnd()
  }
}
