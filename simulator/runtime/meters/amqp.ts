import type { Meter, MeterEvents } from './meter.ts'

/**
 * Counts AMQP 0-9-1 messages. Published ones run from the client's Basic.Publish to the server's confirm, delivered ones from the
 * server's Basic.Deliver to the client's acknowledgement. One acknowledgement may stand for several (`multiple`).
 */
export function createAmqpMeter(events: MeterEvents): Meter {
  const published = new Unconfirmed(events)
  const delivered = new Unconfirmed(events)
  const client = new FrameReader((frame) => {
    if (frame.method === publish) published.begin(frame.channel)
    else if (frame.method === ack || frame.method === reject || frame.method === nack) delivered.settle(frame, frame.method === ack)
  }, 8)
  const server = new FrameReader((frame) => {
    if (frame.method === deliver) delivered.begin(frame.channel)
    else if (frame.method === ack || frame.method === nack) published.settle(frame, frame.method === ack)
  }, 0)
  return {
    fromClient: (chunk) => client.push(chunk),
    fromServer(chunk) {
      server.push(chunk)
      return undefined
    },
  }
}

// Class 60 (basic) in the upper half, method in the lower (AMQP 0-9-1 reference, section 1.8).
const publish = (60 << 16) | 40
const deliver = (60 << 16) | 60
const ack = (60 << 16) | 80
const reject = (60 << 16) | 90
const nack = (60 << 16) | 120

interface MethodFrame {
  channel: number
  method: number
  /** For acknowledgements: the delivery tag's low 32 bits, and whether all before it are meant too. */
  tag: number
  multiple: boolean
}

/** Messages that wait for their acknowledgement, by channel; tags count from 1 on each channel. */
class Unconfirmed {
  readonly #channels = new Map<number, { begun: number; settled: number }>()
  readonly #events: MeterEvents

  constructor(events: MeterEvents) {
    this.#events = events
  }

  begin(channel: number): void {
    const state = this.#channels.get(channel) ?? { begun: 0, settled: 0 }
    state.begun += 1
    this.#channels.set(channel, state)
    this.#events.begin()
  }

  settle(frame: MethodFrame, ok: boolean): void {
    const state = this.#channels.get(frame.channel)
    if (!state) return
    const upTo = frame.tag === 0 ? state.begun : frame.tag
    const count = frame.multiple ? Math.max(0, upTo - state.settled) : 1
    for (let n = 0; n < count && state.settled < state.begun; n += 1) {
      state.settled += 1
      this.#events.end(ok)
    }
  }
}

const methodFrame = 1
const headLength = 7
/** Enough of a method frame's payload to see class, method, delivery tag and the bits after it. */
const interesting = 13

class FrameReader {
  #head: number[] = []
  #payload: number[] = []
  #left = 0
  /** Bytes before the first frame: the client opens with the eight bytes of the protocol's name. */
  #greeting: number
  readonly #onMethod: (frame: MethodFrame) => void

  constructor(onMethod: (frame: MethodFrame) => void, greeting: number) {
    this.#onMethod = onMethod
    this.#greeting = greeting
  }

  push(chunk: Buffer): void {
    let at = Math.min(this.#greeting, chunk.length)
    this.#greeting -= at
    while (at < chunk.length) {
      if (this.#head.length < headLength) {
        this.#head.push(chunk[at] ?? 0)
        at += 1
        // The payload is followed by one end byte.
        if (this.#head.length === headLength) this.#left = Buffer.from(this.#head).readUInt32BE(3) + 1
        continue
      }
      const taken = Math.min(this.#left, chunk.length - at)
      for (let n = 0; n < taken && this.#payload.length < interesting; n += 1) this.#payload.push(chunk[at + n] ?? 0)
      this.#left -= taken
      at += taken
      if (this.#left === 0) this.#endFrame()
    }
  }

  #endFrame(): void {
    const head = Buffer.from(this.#head)
    const payload = Buffer.from(this.#payload)
    this.#head = []
    this.#payload = []
    if (head[0] !== methodFrame || payload.length < 4) return
    const acknowledges = payload.length >= interesting
    this.#onMethod({
      channel: head.readUInt16BE(1),
      method: payload.readUInt32BE(0),
      tag: acknowledges ? payload.readUInt32BE(8) : 0,
      multiple: acknowledges && payload.readUInt32BE(0) !== reject && ((payload[12] ?? 0) & 1) === 1,
    })
  }
}
