import { StringDecoder } from 'node:string_decoder'

export type OutputStream = 'stdout' | 'stderr'

const headLength = 8

/**
 * Reads what the engine sends of a container's output: pieces, each after eight bytes of which the first tells the stream (2 is
 * the error stream) and the last four the length. Calls `onLine` for each whole line; pieces and lines may be cut anywhere.
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

class LineReader {
  #rest = ''
  readonly #decoder = new StringDecoder('utf8')
  readonly #onLine: (line: string) => void

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine
  }

  push(bytes: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(bytes)).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#onLine(line.replace(/\r$/, ''))
  }
}
