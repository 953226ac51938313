import type { Protocol } from '../../../app/design/design.ts'
import { createAmqpMeter } from './amqp.ts'
import type { Meter, MeterEvents } from './meter.ts'
import { createPostgresMeter } from './postgres.ts'
import { createRespMeter } from './resp.ts'
import { createTurnMeter } from './turns.ts'

/** The meter of each protocol that is spliced connection by connection. HTTP has `http-splice.ts`, request by request. */
export const meters: Record<Protocol, (events: MeterEvents) => Meter> = {
  http: createTurnMeter,
  postgres: createPostgresMeter,
  redis: createRespMeter,
  amqp: createAmqpMeter,
}
