import type { IncomingMessage } from 'node:http'

/** A design's text is the largest thing a page sends. */
const largestBodyBytes = 25_000_000
/** So much is read, and beyond the largest forgotten, for whoever still sends does not hear why it is refused; then it is cut off. */
const mostReadBytes = 4 * largestBodyBytes

/** The parsed body of a request; undefined when it is no JSON, too large, or ended before all of it was there. */
export async function readBody(request: IncomingMessage): Promise<{ value: unknown } | undefined> {
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      bytes += part.length
      if (bytes > mostReadBytes) return undefined
      if (bytes <= largestBodyBytes) parts.push(part)
    }
    if (bytes > largestBodyBytes) return undefined
    return { value: JSON.parse(Buffer.concat(parts).toString('utf8')) }
  } catch {
    return undefined
  }
}
