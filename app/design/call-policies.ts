import * as z from 'zod'
import { count, duration, share, span } from './fields.ts'

/** What a caller does about calls that fail, are slow, or are too many: the parts of a connection that are groups of fields. */

/** Why an attempt fails, as far as it matters to whether another would do better. */
export const failureReasons = ['timeout', 'error', 'overloaded', 'unreachable', 'refused', 'conflict'] as const
export type FailureReason = (typeof failureReasons)[number]

const retryTokens = z.strictObject({
  most: count(1, 100_000).meta({
    title: 'Most',
    unit: 'retries',
    examples: [100],
    description: 'Retries that are saved up at most; it begins with so many.',
  }),
  perSuccess: z
    .number()
    .positive()
    .max(1000)
    .meta({ title: 'Per success', examples: [0.2], description: 'So much of a retry is earned by each call that succeeds.' }),
})

export const retries = z.strictObject({
  attempts: count(1, 1000).meta({ title: 'Attempts', description: 'Tries after the first one.' }),
  backoff: duration().optional().meta({ title: 'Backoff', absent: '0ms', description: 'Wait before the first retry; grows with each.' }),
  backoffFactor: z
    .number()
    .min(1)
    .max(100)
    .optional()
    .meta({ title: 'Backoff factor', absent: 2, description: 'The wait is multiplied by this with each retry; 1 keeps it the same.' }),
  maxBackoff: span().optional().meta({ title: 'Longest backoff', description: 'The wait grows no longer than this.' }),
  jitter: z.boolean().optional().meta({ title: 'Jitter', absent: false, description: 'Waits a random part of the backoff (full jitter).' }),
  budget: share().optional().meta({ title: 'Budget', description: 'Retries may be at most this share of requests.' }),
  tokens: retryTokens.optional().meta({
    title: 'Token bucket',
    description: 'Instead of a budget: only calls that succeed earn retries, so that there are none left where nothing succeeds.',
  }),
  on: z
    .array(z.enum(failureReasons))
    .min(1)
    .optional()
    .meta({
      title: 'Only on',
      description: `Failures that are tried again: ${failureReasons.join(', ')}; absent: all. refused: by the caller's own breaker, limits or pool; conflict: another call had changed the same row.`,
    }),
})
export type Retries = z.infer<typeof retries>

/** Opens on a share of failures in a window, or on so many failures one after another. */
export const breaker = z.strictObject({
  failures: share()
    .optional()
    .meta({ title: 'Failures', examples: [0.5], description: 'Opens when this share of calls in the window failed.' }),
  window: span()
    .optional()
    .meta({ title: 'Window', examples: ['10s'], description: 'The time over which failures are counted.' }),
  consecutive: count(1, 1000).optional().meta({
    title: 'In a row',
    description: 'Opens after so many failures one after another, instead of a share in a window.',
  }),
  openFor: span().meta({ title: 'Open for', examples: ['5s'], description: 'Calls are refused for so long, then probes go through.' }),
  probes: count(1, 100)
    .optional()
    .meta({ title: 'Probes', absent: 1, description: 'So many calls have to succeed one after another before it closes.' }),
})
export type Breaker = z.infer<typeof breaker>

/** A second attempt while the first is under way; the first good answer counts. */
export const hedge = z.strictObject({
  after: span().meta({
    title: 'After',
    examples: ['50ms'],
    description: 'Without an answer for so long, another attempt is sent beside the first.',
  }),
  attempts: count(1, 10).optional().meta({ title: 'Attempts', absent: 1, description: 'Most attempts beside the first.' }),
})
export type Hedge = z.infer<typeof hedge>

/** What setting up a connection takes: a round trip for TCP, one more for TLS 1.3 (RFC 8446), two for TLS 1.2 (RFC 5246). */
export const handshake = z.strictObject({
  roundTrips: z.number().min(0).max(20).optional().meta({
    title: 'Round trips',
    absent: 2,
    description: 'Before the first call: 1 for TCP, 2 with TLS 1.3, 3 with TLS 1.2, 1 for QUIC. Each takes the latency there and back.',
  }),
  work: duration().optional().meta({ title: 'Work', absent: '0ms', description: 'What keys and certificates take beside that.' }),
  keepAlive: duration().optional().meta({
    title: 'Kept for',
    absent: '0s',
    description: 'A connection that nobody uses is kept for so long, for the next call; 0s: each call sets up its own.',
  }),
})
export type Handshake = z.infer<typeof handshake>

export const pool = z.strictObject({
  size: count(1, 100_000).meta({
    title: 'Size',
    unit: 'connections',
    examples: [10],
    description: 'Connections each replica of the caller keeps.',
  }),
  queueLimit: count(0, 10_000_000).optional().meta({
    title: 'Queue limit',
    unit: 'calls',
    description: 'Calls that may wait for a connection, beyond it they fail; absent: unbounded.',
  }),
  timeout: span().optional().meta({ title: 'Wait at most', description: 'A call that has waited so long for a connection fails.' }),
  transaction: z.boolean().optional().meta({
    title: 'Transaction',
    absent: false,
    description: 'On: a request keeps its connection from its first call until it is over, whatever else it calls meanwhile.',
  }),
})
export type Pool = z.infer<typeof pool>
