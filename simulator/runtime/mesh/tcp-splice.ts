import type { Socket } from 'node:net'
import type { Meter } from '../meters/meter.ts'
import { createMeter } from '../meters/meters.ts'
import { DelayLine } from './delay-line.ts'
import type { Edge } from './edge.ts'
import { Pending } from './edge-stats.ts'
import { Doorstep } from './gate.ts'
import { pass } from './pass.ts'
import { openUpstream } from './upstream-socket.ts'
import { rest, type Target } from './upstreams.ts'

/** Joins a caller's TCP connection to one replica for as long as it lasts, and counts the requests on it. */
export function acceptTcp(client: Socket, edge: Edge): void {
  const pending = new Pending(edge.stats)
  client.on('error', () => {})
  client.on('close', () => pending.fail())
  dial(client, edge, pending, new Set())
}

function dial(client: Socket, edge: Edge, pending: Pending, tried: Set<Target>): void {
  const target = edge.balancer.choose(edge.upstreams.targets, tried)
  if (!target) {
    // Nobody is there: the caller sees its connection broken, and the attempt counts as a failed request.
    edge.stats.end(edge.stats.begin(), false)
    client.resetAndDestroy()
    return
  }
  tried.add(target)
  const next = () => {
    rest(target)
    if (!client.destroyed) dial(client, edge, pending, tried)
  }
  const server = openUpstream(target, edge.config.dialsPort, () => join(client, server, target, edge, pending), next)
}

function join(client: Socket, server: Socket, target: Target, edge: Edge, pending: Pending): void {
  if (client.destroyed) return void server.destroy()
  target.active += 1
  const lines = [new DelayLine(), new DelayLine()] as const
  const { atOnce } = edge.config
  const step = atOnce === undefined ? undefined : new Doorstep(edge.upstreams.gate(atOnce))
  const meter = measure(client, edge, pending, () => step?.leave())
  const finish = () => {
    step?.leave()
    for (const line of lines) line.close()
    server.destroy()
  }
  client.on('close', finish)
  server.on('close', () => {
    target.active -= 1
    lines[1].push(0, () => client.destroy())
  })
  // Whose turn it is tells where a message begins, which is as long at least as the design says.
  let turn: 'client' | 'server' | undefined
  const bytesOf = (chunk: Buffer, side: 'client' | 'server', least = 0) => {
    const begins = turn !== side
    turn = side
    return begins ? Math.max(chunk.length, least) : chunk.length
  }
  client.on('data', (chunk) => {
    const before = pending.count
    meter.fromClient(chunk)
    if (edge.trouble.cutThere || client.destroyed) return
    const send = () => {
      const bytes = bytesOf(chunk, 'client', edge.config.requestBytes)
      lines[0].push(edge.requestDelayMs(bytes), () => pass(chunk, client, server))
    }
    if (step) step.pass(pending.count > before, send)
    else send()
  })
  client.on('end', () => {
    // Who ends the connection has given up what is pending on it.
    pending.fail()
    lines[0].push(0, () => server.end())
  })
  server.on('data', (chunk) => {
    if (edge.trouble.cutBack) return
    lines[1].push(edge.answerDelayMs(bytesOf(chunk, 'server', edge.config.responseBytes)), () => {
      const answer = meter.fromServer(chunk) ?? chunk
      if (answer.length > 0) pass(answer, server, client)
    })
  })
  server.on('end', () => lines[1].push(0, () => client.end()))
}

function measure(client: Socket, edge: Edge, pending: Pending, onEnd: () => void): Meter {
  const meter: Meter = createMeter(edge.config.protocol, {
    begin() {
      pending.begin()
      const { errors, resets } = edge.trouble
      const resetsIt = resets > 0 && Math.random() < resets
      const fails = errors > 0 && Math.random() < errors
      if (resetsIt || (fails && !meter.spoils)) client.resetAndDestroy()
      return fails
    },
    end(ok) {
      pending.end(ok)
      onEnd()
    },
  })
  return meter
}
