/** Linux sends a lost segment again after at least 200 ms (TCP_RTO_MIN) and doubles the wait each time (RFC 6298). */
const retransmitMs = 200
const mostRetransmits = 15

/** One way of a connection: how long bytes take that are sent now, where the link is narrow or loses messages. */
export class Link {
  #freeAt = 0

  /**
   * Milliseconds until the last bit has come through a link of this width, behind all that was sent before. `bitsPerSecond`
   * Infinity: at once.
   */
  sendingMs(bytes: number, bitsPerSecond: number): number {
    if (bitsPerSecond === Number.POSITIVE_INFINITY) return 0
    const now = performance.now()
    this.#freeAt = Math.max(now, this.#freeAt) + (bytes * 8000) / bitsPerSecond
    return this.#freeAt - now
  }
}

/** How long what is lost with this chance takes until a copy of it comes through. `random` gives numbers from 0 up to 1. */
export function resendingMs(loss: number, random: () => number = Math.random): number {
  let ms = 0
  for (let lost = 0; lost < mostRetransmits && random() < loss; lost++) ms += retransmitMs * 2 ** lost
  return ms
}
