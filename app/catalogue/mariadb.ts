import type { Work } from '../design/fields.ts'
import { numberOf } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { serverParts, toServerPlan } from './server-parts.ts'

// Assumed, as for any relational database: a point read or small write with warm caches is near a millisecond, with a long tail.
const work: Work = { time: '1.2ms', distribution: 'lognormal', cv: 1.5 }
// max_connections of MariaDB as published: https://mariadb.com/docs/server/server-management/variables-and-modes/server-system-variables
const connections = 151
const image = 'mariadb:11.8'

/** A MariaDB server; its connections are its workers. */
export const mariadb: Kind = {
  kind: 'mariadb',
  label: 'MariaDB',
  family: 'database',
  icon: 'database',
  summary: 'Relational database that speaks the protocol of MySQL; as many statements run at once as it has connections.',
  keywords: ['sql', 'mysql', 'relational', 'rds', 'store'],
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
  images: [
    'mariadb',
    'bitnami/mariadb',
    'linuxserver/mariadb',
    'centos/mariadb',
    'centos/mariadb-103-centos7',
    'circleci/mariadb',
    'cimg/mariadb',
  ],
  servers: ['mariadbd', 'mysqld', 'mysqld_safe', 'mariadbd-safe'],
  cdk: { construct: 'RelationalDatabase', engine: 'mariadb' },
  leastMemoryBytes: 256 * 2 ** 20,
  container: (component, context) =>
    toServerPlan(
      component,
      { image, licence: 'GPL-2.0' },
      {
        ports: { mysql: 3306 },
        env: {
          MARIADB_RANDOM_ROOT_PASSWORD: 'yes',
          MARIADB_DATABASE: 'app',
          MARIADB_USER: 'app',
          MARIADB_PASSWORD: context.secret(`${context.id}-password`),
        },
        login: { user: 'app', password: context.secret(`${context.id}-password`), database: 'app' },
        command: ['mariadbd', `--max-connections=${numberOf(component, 'connections', connections)}`],
        // The image's own check, with a user of its own that it made on the first start.
        ready: { probe: 'exec', command: ['healthcheck.sh', '--connect', '--innodb_initialized'] },
        volumes: ['/var/lib/mysql'],
        hardening: { user: 999, writes: ['/run/mysqld', '/tmp'] },
      },
    ),
}
