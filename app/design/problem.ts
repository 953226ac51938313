import * as z from 'zod'
import { fixSchema } from './fix.ts'

/** The worst first. */
export const severities = ['error', 'warning', 'advice'] as const

/** Something wrong with a design, as data: where, what is wrong, what to do. Nothing here throws. */
export const problemSchema = z.object({
  /** `error`: the design cannot be run. `warning`: it can, and will probably disappoint. `advice`: good practice would differ. */
  severity: z.enum(severities),
  /** The rule or check that says so: `queue-has-consumer`, `schema`, `yaml`. */
  rule: z.string(),
  /** What is wrong, one sentence. */
  message: z.string(),
  /** What to do, one sentence. */
  remedy: z.string().optional(),
  /** Path in the document: ['components', 'orders', 'replicas']. */
  path: z.array(z.union([z.string(), z.number()])),
  /** 1-based. */
  line: z.number().optional(),
  column: z.number().optional(),
  component: z.string().optional(),
  connection: z.string().optional(),
  /** What a button beside it does, where one change settles it. */
  fix: fixSchema.optional(),
})
export type Problem = z.infer<typeof problemSchema>

/** As the command line prints it: `shop.microcosm.yaml:12:5 error: … `. */
export function toSentence(problem: Problem, file: string): string {
  const place = problem.line === undefined ? file : `${file}:${problem.line}:${problem.column ?? 1}`
  return `${place} ${problem.severity}: ${problem.message}${problem.remedy ? ` ${problem.remedy}` : ''}`
}
