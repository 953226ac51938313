import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { postgresImage, toPostgresPlan } from './postgres-server.ts'
import { asRds, rdsConnections, rdsParts } from './rds-parts.ts'

// Assumed, as for any relational database: a point read or small write with warm caches is near a millisecond, with a long tail.
const work: Work = { time: '1.2ms', distribution: 'lognormal', cv: 1.5 }
// LEAST({DBInstanceClassMemory/9531392}, 5000): https://docs.aws.amazon.com/prescriptive-guidance/latest/tuning-postgresql-parameters/max-connections.html
// The memory is that of the class, of which the system and RDS keep a little.
const connectionsOf = (memoryBytes: number) => Math.min(5000, Math.floor(memoryBytes / 9_531_392))

/** An instance of Amazon RDS for PostgreSQL: its class gives it cores and connections. */
export const rdsPostgres: Kind = {
  kind: 'rds-postgres',
  label: 'RDS for PostgreSQL',
  icon: 'database',
  summary: 'PostgreSQL run by Amazon RDS: its instance class gives it cores and connections, Multi-AZ a standby.',
  keywords: ['amazon rds', 'relational database service', 'sql', 'relational', 'postgresql', 'postgres', 'multi-az', 'managed'],
  ...rdsParts({ work, connectionsOf, image: postgresImage, priced: 'rds-postgres' }),
  accepts: ['postgres'],
  offers: [],
  images: [],
  standIn: 'postgres',
  leastMemoryBytes: 256 * 2 ** 20,
  cdk: { construct: 'RelationalDatabase', engine: 'postgres', standby: ({ multiAz }) => multiAz === true },
  container: (component, context) => asRds(toPostgresPlan(component, context, rdsConnections(component, connectionsOf)), component),
}
