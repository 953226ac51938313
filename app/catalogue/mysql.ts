import type { Work } from '../design/fields.ts'
import { numberOf } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { serverParts, toServerPlan } from './server-parts.ts'

// Assumed, as for any relational database: a point read or small write with warm caches is near a millisecond, with a long tail.
const work: Work = { time: '1.2ms', distribution: 'lognormal', cv: 1.5 }
// max_connections of MySQL 8.4 as published: https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html
const connections = 151
const image = 'mysql:8.4'

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
    image,
    also: 'replication',
  }),
  accepts: ['mysql'],
  offers: [],
  images: ['mysql', 'bitnami/mysql', 'mysql/mysql-server', 'percona', 'percona/percona-server', 'cimg/mysql', 'circleci/mysql'],
  servers: ['mysqld', 'mysqld_safe'],
  cdk: { construct: 'RelationalDatabase', engine: 'mysql' },
  leastMemoryBytes: 512 * 2 ** 20,
  container: (component, context) =>
    toServerPlan(
      component,
      { image, licence: 'GPL-2.0' },
      {
        ports: { mysql: 3306 },
        env: {
          MYSQL_RANDOM_ROOT_PASSWORD: 'yes',
          MYSQL_DATABASE: 'app',
          MYSQL_USER: 'app',
          MYSQL_PASSWORD: context.secret(`${context.id}-password`),
        },
        command: ['mysqld', `--max-connections=${numberOf(component, 'connections', connections)}`],
        // Over TCP, since the server that prepares the data on the first start listens on its socket only. Exits well without a password.
        ready: { probe: 'exec', command: ['mysqladmin', 'ping', '--silent', '--host=127.0.0.1'] },
        volumes: ['/var/lib/mysql'],
        hardening: { user: 999, writes: ['/var/run/mysqld', '/tmp'] },
      },
    ),
}
