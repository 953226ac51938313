import type { Work } from '../design/fields.ts'
import { numberOf } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { mysqlImage, toMysqlPlan } from './mysql-server.ts'
import { serverParts } from './server-parts.ts'

// Assumed, as for any relational database: a point read or small write with warm caches is near a millisecond, with a long tail.
const work: Work = { time: '1.2ms', distribution: 'lognormal', cv: 1.5 }
// max_connections of MySQL 8.4 as published: https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html
const connections = 151

/** A MySQL server; its connections are its workers. */
export const mysql: Kind = {
  kind: 'mysql',
  label: 'MySQL',
  family: 'database',
  icon: 'database',
  summary: 'Relational database; as many statements run at once as it has connections.',
  keywords: ['sql', 'relational', 'rds', 'aurora', 'store', 'percona'],
  ...serverParts({
    work,
    working: 'Time one statement takes in the database.',
    atOnce: {
      parameter: 'connections',
      title: 'Connections',
      absent: connections,
      unit: 'connections',
      description: 'Statements that run at once; callers beyond it wait.',
    },
    image: mysqlImage,
    also: 'replication',
  }),
  accepts: ['mysql'],
  offers: [],
  images: ['mysql', 'bitnami/mysql', 'mysql/mysql-server', 'percona', 'percona/percona-server', 'cimg/mysql', 'circleci/mysql'],
  servers: ['mysqld', 'mysqld_safe'],
  cdk: { construct: 'RelationalDatabase', engine: 'mysql' },
  leastMemoryBytes: 512 * 2 ** 20,
  container: (component, context) => toMysqlPlan(component, context, numberOf(component, 'connections', connections)),
}
