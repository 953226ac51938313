import type { Protocol } from '../../../app/design/design.ts'
import { createAmqpMeter } from './amqp.ts'
import type { Meter, MeterEvents } from './meter.ts'
import { createPostgresMeter } from './postgres.ts'
import { createRespMeter } from './resp.ts'
import { createTurnMeter } from './turns.ts'

/** The meters of protocols whose requests are told apart. HTTP is joined request by request, see `http-splice.ts`. */
const framed: Partial<Record<Protocol, (events: MeterEvents) => Meter>> = {
  postgres: createPostgresMeter,
  redis: createRespMeter,
  amqp: createAmqpMeter,
}

/** Counts the requests on one TCP connection. */
export function createMeter(protocol: Protocol, events: MeterEvents): Meter {
  return (framed[protocol] ?? createTurnMeter)(events)
}
