import type { ConformanceCase } from '../case.ts'
import { balancingCases } from './balancing.ts'
import { cacheCases } from './caches.ts'
import { databaseCases } from './databases.ts'
import { deadlineCases } from './deadlines.ts'
import { disciplineCases } from './disciplines.ts'
import { endpointCases } from './endpoints.ts'
import { fallbackCases } from './fallbacks.ts'
import { handshakeCases } from './handshakes.ts'
import { limitCases } from './limits.ts'
import { networkCases } from './networks.ts'
import { partitionCases } from './partitions.ts'
import { queueCases } from './queues.ts'
import { resilienceCases } from './resilience.ts'
import { retryCases } from './retries.ts'
import { sagaCases } from './sagas.ts'
import { sheddingCases } from './shedding.ts'
import { stormCases } from './storms.ts'
import { zoneCases } from './zones.ts'

/** The whole table, in the order in which it is printed. */
export const cases: ConformanceCase[] = [
  ...queueCases,
  ...disciplineCases,
  ...limitCases,
  ...endpointCases,
  ...networkCases,
  ...resilienceCases,
  ...fallbackCases,
  ...sagaCases,
  ...handshakeCases,
  ...deadlineCases,
  ...retryCases,
  ...databaseCases,
  ...sheddingCases,
  ...balancingCases,
  ...partitionCases,
  ...zoneCases,
  ...stormCases,
  ...cacheCases,
]
