import type { Work } from '../design/fields.ts'
import { asAurora, auroraConnections, auroraParts } from './aurora-parts.ts'
import type { Kind } from './component.ts'
import { mysqlImage, toMysqlPlan } from './mysql-server.ts'

// Assumed, as for any relational database: a point read or small write with warm caches is near a millisecond, with a long tail.
const work: Work = { time: '1.2ms', distribution: 'lognormal', cv: 1.5 }
// {DBInstanceClassMemory/12582880}: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
// The memory is that of the class, of which the system and RDS keep a little.
const connectionsOf = (memoryBytes: number) => Math.floor(memoryBytes / 12_582_880)

/** A cluster of Amazon Aurora that speaks the protocol of MySQL: a writer, and readers that take over. */
export const auroraMysql: Kind = {
  kind: 'aurora-mysql',
  label: 'Aurora MySQL',
  icon: 'database',
  summary: 'MySQL-compatible cluster of Amazon Aurora: a writer and readers, of an instance class or serverless.',
  keywords: ['amazon aurora', 'rds', 'aurora serverless', 'acu', 'sql', 'relational', 'mysql', 'managed'],
  ...auroraParts({ work, connectionsOf, image: mysqlImage }),
  accepts: ['mysql'],
  offers: [],
  images: [],
  standIn: 'mysql',
  leastMemoryBytes: 512 * 2 ** 20,
  cdk: {
    construct: 'RelationalDatabase',
    engine: 'mysql',
    instead:
      'an instance of RDS with a standby, where Aurora would have a cluster: change it to a DatabaseCluster with a writer and readers',
  },
  container: (component, context) => asAurora(toMysqlPlan(component, context, auroraConnections(component, connectionsOf)), component),
}
