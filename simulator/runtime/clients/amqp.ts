import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib'
import { journeyHeader, type ProgramCall } from '../../../app/run/program.ts'
import { toTraceparent, traceHeader } from '../tracing/trace-context.ts'
import { type Client, orAbandoned } from './client.ts'

/** Publishes to the broker's exchange; a call has succeeded when the broker has confirmed the message. */
export function createAmqpClient(call: ProgramCall): Client {
  const exchange = call.queue ?? 'microcosm'
  let opening: Promise<ConfirmChannel> | undefined
  const channel = () => {
    opening ??= open(call, exchange, () => {
      opening = undefined
    })
    return opening
  }
  // Opened at the start, so that the first message does not pay for it. A failure shows itself again with the first call.
  channel().catch(() => {})
  return {
    async call({ journey, trace }, signal) {
      const headers = { [journeyHeader]: journey, ...(trace ? { [traceHeader]: toTraceparent(trace) } : {}) }
      const open = await orAbandoned(channel(), signal)
      const confirmed = new Promise<void>((resolve, reject) => {
        open.publish(exchange, '', Buffer.from('{}'), { headers }, (error) =>
          error ? reject(new Error('the broker refused the message')) : resolve(),
        )
      })
      await orAbandoned(confirmed, signal)
      return 'in full'
    },
  }
}

async function open(call: ProgramCall, exchange: string, onGone: () => void): Promise<ConfirmChannel> {
  try {
    const model = await connectBroker(call)
    model.on('error', () => {})
    model.on('close', onGone)
    const channel = await model.createConfirmChannel()
    channel.on('error', () => model.close().catch(() => {}))
    await channel.assertExchange(exchange, 'fanout', { durable: true })
    return channel
  } catch (error) {
    onGone()
    throw error
  }
}

export function connectBroker(address: Pick<ProgramCall, 'host' | 'port' | 'user' | 'password'>): Promise<ChannelModel> {
  const { host, port, user = 'guest', password = 'guest' } = address
  return connect({ hostname: host, port, username: user, password, heartbeat: 10 }, { noDelay: true, timeout: 5000 })
}
