import { count, type Work } from '../design/fields.ts'
import { counted } from '../run/figures.ts'
import { cpuField, given, imageField, memoryField, numberOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { databaseFields, primaryOf, rowsOf } from './database-fields.ts'
import { postgresImage, toPostgresPlan } from './postgres-server.ts'
import { servingFields, servingOf } from './serving-fields.ts'

// A point read or small write with warm caches takes around a millisecond, with a long tail for the rest (checkpoints, cold pages).
const defaultWork: Work = { time: '1.2ms', distribution: 'lognormal', cv: 1.5 }
// Half of PostgreSQL's own default of 100: pools of several services share it.
const defaultConnections = 50

/** A PostgreSQL server; its connections are its workers. */
export const postgres: Kind = {
  kind: 'postgres',
  label: 'PostgreSQL',
  family: 'database',
  icon: 'database',
  summary: 'Relational database; as many statements run at once as it has connections.',
  keywords: ['sql', 'relational', 'rds', 'aurora', 'store', 'postgresql'],
  parameters: {
    work: workField(defaultWork, 'Time one statement takes in the database.'),
    connections: count(1, 10_000).optional().meta({
      title: 'Connections',
      absent: defaultConnections,
      unit: 'connections',
      section: 'Capacity',
      description: 'Statements that run at once; callers beyond it wait.',
    }),
    ...databaseFields(),
    ...servingFields(),
    image: imageField(postgresImage),
    cpu: cpuField(),
    memory: memoryField(),
  },
  initial: { connections: defaultConnections, work: defaultWork },
  accepts: ['postgres'],
  offers: [],
  describe: (component) =>
    `${counted(numberOf(component, 'connections', defaultConnections), 'connection')} · ${workTimeText(component, defaultWork)}`,
  behaviour: (component) => ({
    model: 'station',
    replicas: 1 + numberOf(component, 'readReplicas', 0),
    concurrency: numberOf(component, 'connections', defaultConnections),
    queueLimit: Number.POSITIVE_INFINITY,
    holdsWorker: true,
    work: workOf(component, defaultWork),
    failureRate: 0,
    routing: 'each',
    ...given('primary', primaryOf(component)),
    ...given('rows', rowsOf(component)),
    ...servingOf(component, 'connections'),
  }),
  images: [
    'postgres',
    'postgresql',
    'bitnami/postgresql',
    'postgis/postgis',
    'timescale/timescaledb',
    'timescale/timescaledb-ha',
    'pgvector/pgvector',
    'ankane/pgvector',
    'supabase/postgres',
    'citusdata/citus',
    'cimg/postgres',
    'circleci/postgres',
  ],
  servers: ['postgres', 'patroni'],
  cdk: { construct: 'RelationalDatabase', engine: 'postgres' },
  leastMemoryBytes: 256 * 2 ** 20,
  container: (component, context) => toPostgresPlan(component, context, numberOf(component, 'connections', defaultConnections)),
}
