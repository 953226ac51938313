import { StringDecoder } from 'node:string_decoder'

export type OutputStream = 'stdout' | 'stderr'

const headLength = 8

/**
 * Reads what the engine sends of a container's output: pieces, each after eight bytes of which the first tells the stream (2 is
 * the error stream) and the last four the length. Calls `onLine` for each whole line, of which a very long one
 * is cut; pieces and lines may be parted anywhere.
 */
export function createLogReader(onLine: (stream: OutputStream, line: string) => void): (chunk: Buffer) => void {
  const lines = { stdout: new LineReader((line) => onLine('stdout', line)), stderr: new LineReader((line) => onLine('stderr', line)) }
  const head = Buffer.alloc(headLength)
  let headBytes = 0
  let left = 0
  return (chunk) => {
    let at = 0
    while (at < chunk.length) {
      if (left === 0) {
        const taken = chunk.copy(head, headBytes, at, at + headLength - headBytes)
        headBytes += taken
        at += taken
        if (headBytes < headLength) return
        headBytes = 0
        left = head.readUInt32BE(4)
        continue
      }
      const end = Math.min(chunk.length, at + left)
      lines[head[0] === 2 ? 'stderr' : 'stdout'].push(chunk.subarray(at, end))
      left -= end - at
      at = end
    }
  }
}

/** Nobody reads on in a line that is longer; what comes behind is not kept. */
const longestLine = 64 * 1024

class LineReader {
  #line = ''
  #isCut = false
  readonly #decoder = new StringDecoder('utf8')
  readonly #onLine: (line: string) => void

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine
  }

  /** Looks at each piece once, however long the line grows that it is a part of. */
  push(bytes: Buffer): void {
    const text = this.#decoder.write(bytes)
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#add(text.slice(start, end))
      this.#end()
      start = end + 1
    }
    this.#add(text.slice(start))
  }

  #add(part: string): void {
    const room = longestLine - this.#line.length
    if (part.length > room) this.#isCut = true
    if (room > 0) this.#line += part.slice(0, room)
  }

  #end(): void {
    const line = this.#line
    const isCut = this.#isCut
    this.#line = ''
    this.#isCut = false
    this.#onLine(isCut ? `${line}…` : line.replace(/\r$/, ''))
  }
}
