import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { mysqlImage, toMysqlPlan } from './mysql-server.ts'
import { asRds, rdsConnections, rdsParts } from './rds-parts.ts'

// Assumed, as for any relational database: a point read or small write with warm caches is near a millisecond, with a long tail.
const work: Work = { time: '1.2ms', distribution: 'lognormal', cv: 1.5 }
// {DBInstanceClassMemory/12582880}: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
// The memory is that of the class, of which the system and RDS keep a little.
const connectionsOf = (memoryBytes: number) => Math.floor(memoryBytes / 12_582_880)

/** An instance of Amazon RDS for MySQL: its class gives it cores and connections. */
export const rdsMysql: Kind = {
  kind: 'rds-mysql',
  label: 'RDS for MySQL',
  icon: 'database',
  summary: 'MySQL run by Amazon RDS: its instance class gives it cores and connections, Multi-AZ a standby.',
  keywords: ['amazon rds', 'relational database service', 'sql', 'relational', 'mysql', 'multi-az', 'managed'],
  ...rdsParts({ work, connectionsOf, image: mysqlImage, priced: 'rds-mysql' }),
  accepts: ['mysql'],
  offers: [],
  images: [],
  standIn: 'mysql',
  leastMemoryBytes: 512 * 2 ** 20,
  cdk: { construct: 'RelationalDatabase', engine: 'mysql', standby: ({ multiAz }) => multiAz === true },
  container: (component, context) => asRds(toMysqlPlan(component, context, rdsConnections(component, connectionsOf)), component),
}
