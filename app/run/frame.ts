import * as z from 'zod'
import { faultSchema } from '../faults/faults.ts'
import { resultSchema } from './result.ts'

/** A frame is the state of a run at one moment of scenario time: what the canvas shows. Both engines send the same frames. */

/** A prediction has no more frames than this: a second each in ten minutes of scenario time. All of them reach the page, to be watched again. */
export const mostPredictedFrames = 600

export const componentStates = ['waiting', 'pulling', 'starting', 'ready', 'degraded', 'paused', 'down', 'stopped'] as const
export const componentStateSchema = z.enum(componentStates)
export type ComponentState = z.infer<typeof componentStateSchema>

/** Share of this interval's answers that were not in full; only where there may be any. */
const degraded = { degraded: z.number().optional() }
const quantiles = { mean: z.number().nullable(), p50: z.number().nullable(), p95: z.number().nullable(), p99: z.number().nullable() }

export const componentFrameSchema = z.object({
  state: componentStateSchema,
  /** Requests (or messages) finished per second in this frame's interval. */
  throughput: z.number(),
  errorRate: z.number(),
  utilisation: z.number(),
  /** Waiting now (requests at a station, messages in a broker). */
  queue: z.number(),
  inSystem: z.number(),
  /** Replicas that should be there and that serve. */
  replicas: z.number(),
  replicasReady: z.number(),
  /** Of a cache, in this frame's interval; null where nothing was looked up. */
  hitRatio: z.number().nullable().optional(),
  ...degraded,
  ...quantiles,
})
export type ComponentFrame = z.infer<typeof componentFrameSchema>

export const connectionFrameSchema = z.object({ throughput: z.number(), errorRate: z.number(), ...degraded, ...quantiles })
export type ConnectionFrame = z.infer<typeof connectionFrameSchema>

export const journeyFrameSchema = z.object({
  throughput: z.number(),
  offered: z.number(),
  errorRate: z.number(),
  ...degraded,
  ...quantiles,
})
export type JourneyFrame = z.infer<typeof journeyFrameSchema>

export const activeFaultSchema = z.object({
  id: z.string(),
  fault: faultSchema,
  /** How it was brought about, in words: `the mesh delays this connection`. */
  mechanism: z.string(),
})
export type ActiveFault = z.infer<typeof activeFaultSchema>

export const frameSchema = z.object({
  /** Seconds of scenario time at the end of the interval. */
  time: z.number(),
  warmup: z.boolean(),
  components: z.record(z.string(), componentFrameSchema),
  connections: z.record(z.string(), connectionFrameSchema),
  journeys: z.record(z.string(), journeyFrameSchema),
  faults: z.array(activeFaultSchema),
})
export type Frame = z.infer<typeof frameSchema>

/** What a run says while it goes on, whichever engine it is. The last event is a `result` or a `failed`. */
export const runEventSchema = z.discriminatedUnion('type', [
  /** `done`/`total` where it can be counted. */
  z.object({
    type: z.literal('progress'),
    phase: z.string(),
    message: z.string(),
    done: z.number().optional(),
    total: z.number().optional(),
  }),
  z.object({
    type: z.literal('state'),
    component: z.string(),
    state: componentStateSchema,
    replicasReady: z.number(),
    message: z.string().optional(),
  }),
  z.object({ type: z.literal('frame'), frame: frameSchema }),
  z.object({ type: z.literal('note'), message: z.string() }),
  /** A component called another that it is not drawn to call, and was refused. `sure`: no other answers on that port. */
  z.object({ type: z.literal('undrawn'), from: z.string(), to: z.string(), port: z.number(), sure: z.boolean() }),
  z.object({ type: z.literal('result'), result: resultSchema }),
  /** One sentence: where, what is wrong, what to do. */
  z.object({ type: z.literal('failed'), message: z.string(), component: z.string().optional() }),
])
export type RunEvent = z.infer<typeof runEventSchema>
