import * as z from 'zod'
import { bandwidthPattern, durationPattern, sizePattern, toBitsPerSecond, toMilliseconds } from './quantities.ts'

/**
 * The field types from which every schema is made. What a person needs to see beside a field (its label, unit, help and
 * group) stands in the schema's metadata, so that the inspector's form, the JSON Schema and the docs are made from one place.
 */
export interface FieldMeta {
  /** Short label in the inspector. */
  title?: string | undefined
  /** One sentence of help. */
  description?: string | undefined
  /** What stands behind a plain number: `requests`, `requests/s`, `replicas`, `connections`. */
  unit?: string
  /** The inspector's section: `Capacity`, `Work per request`, `Queueing`, `Limits`, `Resilience`, `Scaling`, `Container`, `Traffic`. */
  section?: string
  /** How the form shows it: chosen from the type when absent. */
  control?: 'duration' | 'size' | 'share' | 'map' | 'text' | 'shares'
  /** The value the engines use when the field is absent, as a design would write it. */
  absent?: string | number | boolean
  /** The first is what a form begins with where the field has no value yet; one that need not be there then is. */
  examples?: (number | string)[]
}

declare module 'zod' {
  interface GlobalMeta extends FieldMeta {}
}

export const duration = () =>
  z
    .string('must be a duration with its unit, such as 4ms')
    .regex(durationPattern, 'is not a duration: write a number and a unit, such as 250us, 4ms, 1.5s or 10m')
    .meta({ control: 'duration' })

/** A duration above zero, where nothing at all would mean nothing. */
export const span = () =>
  duration().refine(
    (text) => !durationPattern.test(text) || toMilliseconds(text) > 0,
    'must be more than nothing: write a duration such as 10ms',
  )

export const size = () =>
  z
    .string('must be a size with its unit, such as 256MiB')
    .regex(sizePattern, 'is not a size: write a number and a unit, such as 64KiB or 512MiB')
    .meta({ control: 'size' })

export const bandwidth = () =>
  z
    .string('must be a bandwidth with its unit, such as 100Mbit')
    .regex(bandwidthPattern, 'is not a bandwidth: write a number and a unit, such as 64kbit, 100Mbit or 1Gbit')
    .refine(
      (text) => !bandwidthPattern.test(text) || toBitsPerSecond(text) > 0,
      'must be more than nothing: write a bandwidth such as 100Mbit',
    )
    .meta({ control: 'size' })

export const count = (min = 1, max = 1_000_000) => z.int().min(min).max(max)
export const share = () => z.number().min(0).max(1)
export const rate = () => z.number().min(0).max(10_000_000)

// orders-db
export const idPattern = /^[a-z][a-z0-9-]*$/
export const id = () => z.string().regex(idPattern, 'is not an id: start with a small letter, then small letters, digits and hyphens')

/** How long one request is worked on, without waiting and without the calls it makes. */
export const work = () =>
  z.strictObject({
    time: duration().meta({ title: 'Time', description: 'Mean time one request is worked on.' }),
    distribution: z
      .enum(['constant', 'exponential', 'lognormal', 'gamma', 'uniform', 'empirical'])
      .optional()
      .meta({ title: 'Distribution', absent: 'exponential', description: 'How the times vary around the mean.' }),
    cv: z
      .number()
      .positive()
      .max(20)
      .optional()
      .meta({ title: 'Variation (cv)', absent: 1, description: 'Standard deviation divided by the mean; for lognormal and gamma.' }),
    samples: z.array(duration()).min(1).optional().meta({ title: 'Samples', description: 'Measured times to draw from; for empirical.' }),
  })
export type Work = z.infer<ReturnType<typeof work>>

/** A time that is always the same (`300ms`), or one that varies as work does. */
export const timing = () => z.union([duration(), work()])
export type Timing = z.infer<ReturnType<typeof timing>>

/** Messages that a consumer is given together. */
export const deliveryBatch = () =>
  z.strictObject({
    size: count(1, 10_000).meta({ title: 'Size', unit: 'messages', description: 'Messages in one batch at most.' }),
    window: duration().optional().meta({
      title: 'Window',
      absent: '0s',
      description: 'The oldest message waits at most this long for the batch to fill.',
    }),
  })
export type DeliveryBatch = z.infer<ReturnType<typeof deliveryBatch>>
/** How unevenly keys are asked for: by their popularity, or as shares that are written out. */
export const keySkew = {
  keys: count(1, 1_000_000)
    .optional()
    .meta({ title: 'Keys', absent: 1000, description: 'Different keys; the n-th most popular has the n-th place, in turn.' }),
  zipf: z.number().min(0).max(5).optional().meta({
    title: 'Zipf exponent',
    absent: 0,
    description: 'The n-th most popular key comes in proportion to 1 / n to this; 0: all alike, 1: as on the web.',
  }),
  shares: z
    .array(z.number().min(0))
    .min(1)
    .max(10_000)
    .refine((all) => all.some((each) => each > 0), 'must hold a share above 0')
    .optional()
    .meta({ title: 'Shares', description: 'Instead of keys: the share of each place, in order; one that is not named has none.' }),
}
const skewed = z.strictObject(keySkew)
export type KeySkew = z.infer<typeof skewed>

/** At most `rate` requests per second on average and `burst` at once (a token bucket). */
export const rateLimit = () =>
  z.strictObject({
    rate: z
      .number()
      .positive()
      .max(10_000_000)
      .meta({ title: 'Rate', unit: 'requests/s', description: 'Requests let through per second in the long run.', examples: [100] }),
    burst: count(1, 10_000_000).meta({
      title: 'Burst',
      unit: 'requests',
      description: 'Requests let through at once after a quiet time.',
      examples: [20],
    }),
  })
export type RateLimit = z.infer<ReturnType<typeof rateLimit>>
