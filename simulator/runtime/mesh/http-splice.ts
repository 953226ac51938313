import type { Socket } from 'node:net'
import { isGoodStatus } from '../measure/http-status.ts'
import { HttpFramer, headerOf } from '../meters/http-framer.ts'
import { parseTraceparent, traceHeader } from '../tracing/trace-context.ts'
import { DelayLine } from './delay-line.ts'
import type { Edge } from './edge.ts'
import { Pending } from './edge-stats.ts'
import { HttpExchange } from './http-exchange.ts'
import { pass } from './pass.ts'

/**
 * Joins a caller's connection to the replicas of the callee, request by request: bytes go through unchanged, but each request
 * may go to another replica. Callers keep connections open, so that spreading connections instead would leave replicas idle.
 */
export function acceptHttp(client: Socket, edge: Edge): void {
  new HttpSplice(client, edge)
}

const aborted = 'HTTP/1.1 500 Internal Server Error\r\nx-microcosm-fault: errors\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'

class HttpSplice {
  readonly #client: Socket
  readonly #edge: Edge
  readonly #pending: Pending
  readonly #toServer = new DelayLine()
  readonly #toClient = new DelayLine()
  readonly #requests: HttpFramer
  readonly #answers: HttpFramer
  /** For each pending request whether its answer has no body. */
  readonly #headOnly: boolean[] = []
  #answerHasNoBody = false
  #answerOk = true
  #status = 0
  #exchange: HttpExchange | undefined
  #ending = false
  #answering = false

  constructor(client: Socket, edge: Edge) {
    this.#client = client
    this.#edge = edge
    this.#pending = new Pending(edge.stats)
    this.#requests = new HttpFramer('request', {
      onStart: () => this.#pending.begin(),
      onHead: (line, headers) => {
        this.#headOnly.push(line.startsWith('HEAD '))
        const context = edge.config.traced && parseTraceparent(headerOf(headers, traceHeader))
        if (context) this.#pending.sample(context)
      },
      onEnd: () => {},
    })
    this.#answers = new HttpFramer(
      'response',
      {
        onStart: () => {},
        onHead: (line) => this.#readStatus(line),
        onEnd: () => this.#pending.end(this.#answerOk, `answered ${this.#status}`),
      },
      () => this.#answerHasNoBody,
    )
    client.on('error', () => {})
    client.on('data', (chunk) => this.#onRequestBytes(chunk))
    client.on('end', () => this.#onRequestsEnd())
    client.on('close', () => this.#onClose())
  }

  #readStatus(line: string): void {
    const status = Number(line.split(' ')[1])
    this.#status = status
    this.#answerOk = isGoodStatus(status)
    this.#answerHasNoBody = this.#headOnly.shift() ?? false
    if (status === 101) this.#pending.end(true)
  }

  #onRequestBytes(chunk: Buffer): void {
    if (this.#ending) return
    const before = this.#pending.count
    this.#requests.push(chunk)
    if (this.#requests.opaque && this.#pending.count === 0) this.#pending.begin()
    const { cutThere, errors, resets } = this.#edge.trouble
    if (before === 0 && this.#pending.count === 1 && resets > 0 && Math.random() < resets) return void this.#client.resetAndDestroy()
    if (cutThere) return
    if (before === 0 && this.#pending.count === 1 && errors > 0 && Math.random() < errors) this.#abort()
    else {
      const bytes = Math.max(chunk.length, (this.#pending.count - before) * (this.#edge.config.requestBytes ?? 0))
      this.#toServer.push(this.#edge.requestDelayMs(bytes), () => this.#forward(chunk))
    }
  }

  #abort(): void {
    this.#ending = true
    this.#pending.end(false)
    this.#client.end(aborted)
  }

  #forward(chunk: Buffer): void {
    if (this.#client.destroyed) return
    this.#exchange ??= this.#open()
    this.#answering = false
    this.#exchange.send(chunk, this.#client)
  }

  #open(): HttpExchange {
    const exchange: HttpExchange = new HttpExchange(this.#edge, {
      onAnswer: (chunk, server) => {
        if (this.#edge.trouble.cutBack) return
        const bytes = this.#answering ? chunk.length : Math.max(chunk.length, this.#edge.config.responseBytes ?? 0)
        this.#answering = true
        this.#toClient.push(this.#edge.answerDelayMs(bytes), () => this.#answer(chunk, server))
      },
      onGone: (answered) => this.#toClient.push(0, () => this.#onServerGone(exchange, answered)),
    })
    return exchange
  }

  #answer(chunk: Buffer, server: Socket): void {
    this.#answers.push(chunk)
    // What is no HTTP (any more) is counted by turns.
    if (this.#requests.opaque) this.#pending.end(true)
    pass(chunk, server, this.#client)
    if (this.#pending.count > 0 || !this.#requests.idle || !this.#answers.idle) return
    this.#exchange?.release()
    this.#exchange = undefined
    if (this.#ending) this.#client.end()
  }

  #onServerGone(exchange: HttpExchange, answered: boolean): void {
    if (this.#exchange !== exchange) return
    this.#exchange = undefined
    if (answered) this.#answers.close()
    if (this.#pending.count === 0) return void this.#client.end()
    this.#pending.fail()
    this.#client.resetAndDestroy()
  }

  /** Who ends a connection on which a request is pending has given it up, as a timeout does; what still comes is nobody's. */
  #onRequestsEnd(): void {
    this.#ending = true
    this.#pending.fail()
    if (this.#pending.count === 0) this.#client.end()
  }

  /** The caller gave up or is done; what it still waited for counts as failed. */
  #onClose(): void {
    this.#pending.fail()
    this.#toServer.close()
    this.#toClient.close()
    this.#exchange?.destroy()
    this.#exchange = undefined
  }
}
