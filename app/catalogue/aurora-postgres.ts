import type { Work } from '../design/fields.ts'
import { asAurora, auroraConnections, auroraParts } from './aurora-parts.ts'
import type { Kind } from './component.ts'
import { postgresImage, toPostgresPlan } from './postgres-server.ts'

// Assumed, as for any relational database: a point read or small write with warm caches is near a millisecond, with a long tail.
const work: Work = { time: '1.2ms', distribution: 'lognormal', cv: 1.5 }
// LEAST({DBInstanceClassMemory/9531392}, 5000): https://docs.aws.amazon.com/prescriptive-guidance/latest/tuning-postgresql-parameters/max-connections.html
// The memory is that of the class, of which the system and RDS keep a little.
const connectionsOf = (memoryBytes: number) => Math.min(5000, Math.floor(memoryBytes / 9_531_392))

/** A cluster of Amazon Aurora that speaks the protocol of PostgreSQL: a writer, and readers that take over. */
export const auroraPostgres: Kind = {
  kind: 'aurora-postgres',
  label: 'Aurora PostgreSQL',
  icon: 'database',
  summary: 'PostgreSQL-compatible cluster of Amazon Aurora: a writer and readers, of an instance class or serverless.',
  keywords: ['amazon aurora', 'rds', 'aurora serverless', 'acu', 'sql', 'relational', 'postgresql', 'postgres', 'managed'],
  ...auroraParts({ work, connectionsOf, image: postgresImage }),
  accepts: ['postgres'],
  offers: [],
  images: [],
  standIn: 'postgres',
  leastMemoryBytes: 256 * 2 ** 20,
  cdk: {
    construct: 'RelationalDatabase',
    engine: 'postgres',
    instead:
      'an instance of RDS with a standby, where Aurora would have a cluster: change it to a DatabaseCluster with a writer and readers',
  },
  container: (component, context) => asAurora(toPostgresPlan(component, context, auroraConnections(component, connectionsOf)), component),
}
