import { autoscaler } from './autoscaler.ts'
import { breaker } from './breaker.ts'
import { bulkhead } from './bulkhead.ts'
import { conflicts } from './conflicts.ts'
import { consumer } from './consumer.ts'
import { cpu } from './cpu.ts'
import { failures } from './failures.ts'
import { fullQueues } from './full-queue.ts'
import { instances } from './instances.ts'
import type { Limit } from './limit.ts'
import { link } from './link.ts'
import { noReplica } from './no-replica.ts'
import { peak } from './peak.ts'
import { pool } from './pool.ts'
import { primary } from './primary.ts'
import { rateLimits } from './rate-limit.ts'
import { timeouts } from './timeout.ts'
import { workers } from './workers.ts'

/** Every way in which a system can be limited. */
export const limits: Limit[] = [
  fullQueues,
  autoscaler,
  workers,
  cpu,
  primary,
  instances,
  pool,
  link,
  rateLimits,
  bulkhead,
  breaker,
  consumer,
  timeouts,
  conflicts,
  noReplica,
  failures,
  peak,
]
