import * as z from 'zod'
import { objectiveSchema } from '../design/design.ts'
import { fixSchema } from '../design/fix.ts'
import { resultSchema } from '../run/result.ts'

/** What several predictions together answer. Scales are factors on the scenario's traffic, rates requests per second. */

/** How much traffic one objective stands. */
export const capacitySchema = z.object({
  objective: objectiveSchema,
  /** The highest scale found at which it is met, and the lowest at which it is missed; null: none was found. */
  met: z.number().nullable(),
  missed: z.number().nullable(),
  /**
   * The same with 95 % confidence: the highest scale found at which it is met for sure, and the lowest at which it is missed for sure.
   * null: no scale that was tried is known to be. Absent in answers of earlier versions.
   */
  surely: z.object({ met: z.number().nullable(), missed: z.number().nullable() }).optional(),
  /** Where nothing is sure: the seconds of scenario that it takes to know; null: no length would do. */
  needed: z.number().nullable().optional(),
  /** Offered over all journeys at `met`: what its traffic brings, or of users the mean over the measured window. */
  ratePerSecond: z.number().nullable(),
  /** What limits the system at `missed`. */
  component: z.string().optional(),
  sentence: z.string().optional(),
})
export type Capacity = z.infer<typeof capacitySchema>

/** How much one parameter moves a figure. */
export const sensitivitySchema = z.object({
  path: z.string(),
  kind: z.enum(['duration', 'count', 'number']),
  value: z.number(),
  /** The value turned down and up, and the figure then; null: no steady figure exists there. */
  low: z.object({ value: z.number(), figure: z.number().nullable() }),
  high: z.object({ value: z.number(), figure: z.number().nullable() }),
  /** The greater of the two changes of the figure, as a share of it; null: the system overloads on one side. */
  change: z.number().nullable(),
  /** 95 %, of the change, from repetitions that have the same chance with and without it. */
  interval: z.tuple([z.number(), z.number()]).optional(),
  /** The interval does not hold 0: it is not chance that moved the figure. Absent in answers of earlier versions. */
  sure: z.boolean().optional(),
})
export type Sensitivity = z.infer<typeof sensitivitySchema>

export const sweepSchema = z.object({
  path: z.string(),
  points: z.array(z.object({ value: z.number(), result: resultSchema.omit({ series: true, traces: true }) })),
})
export type Sweep = z.infer<typeof sweepSchema>

/** The number that helps against what limits, proven by predicting the changed design. */
export const remedySchema = z.object({
  /** What limits: its component or connection, and the sentence that names it. */
  component: z.string(),
  connection: z.string().optional(),
  limit: z.string(),
  limits: z.string(),
  /** The change and what came of it, or why no change was found. */
  sentence: z.string(),
  /** null: none was found that helps. */
  fix: fixSchema.nullable(),
  /** Of which journey (or component, for a backlog) and which figure, before and after; null: no steady figure exists. */
  figure: z.enum(['errors', 'p99', 'backlog']).nullable(),
  subject: z.string().nullable(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** What limits next, in one sentence. */
  next: z.string().optional(),
})
export type Remedy = z.infer<typeof remedySchema>

const mostSweepPoints = 1000
export const mostReplications = 1000

/** A question that takes many predictions. */
export const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('capacity') }),
  /** Which number helps against what limits. */
  z.strictObject({ kind: z.literal('remedy') }),
  /** Of which journey's p99; absent: of the slowest journey's. */
  z.strictObject({ kind: z.literal('sensitivity'), journey: z.string().max(80).optional() }),
  z.strictObject({ kind: z.literal('sweep'), path: z.string().max(400), values: z.array(z.number()).min(1).max(mostSweepPoints) }),
  z.strictObject({ kind: z.literal('replications'), count: z.int().min(2).max(mostReplications) }),
])
export type Question = z.infer<typeof questionSchema>

export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('capacity'), capacity: z.array(capacitySchema) }),
  z.object({ kind: z.literal('remedy'), remedy: remedySchema.nullable() }),
  z.object({
    kind: z.literal('sensitivity'),
    figure: z.number().nullable(),
    parameters: z.array(sensitivitySchema),
    needed: z.number().nullable().optional(),
  }),
  z.object({ kind: z.literal('sweep'), sweep: sweepSchema }),
  z.object({ kind: z.literal('replications'), result: resultSchema }),
])
export type Answer = z.infer<typeof answerSchema>
