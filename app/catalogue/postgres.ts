import { count, type Work } from '../design/fields.ts'
import { counted } from '../run/figures.ts'
import { cpuField, given, imageField, limitsOf, memoryField, numberOf, textOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { databaseFields, primaryOf } from './database-fields.ts'
import { repositoryOf } from './repository.ts'
import { hardeningFor } from './server-parts.ts'
import { servingFields, servingOf } from './serving-fields.ts'

// A point read or small write with warm caches takes around a millisecond, with a long tail for the rest (checkpoints, cold pages).
const defaultWork: Work = { time: '1.2ms', distribution: 'lognormal', cv: 1.5 }
// Half of PostgreSQL's own default of 100: pools of several services share it.
const defaultConnections = 50
const image = 'postgres:17'
const workFile = '/docker-entrypoint-initdb.d/microcosm.sql'
const dataFolder = '/var/lib/postgresql/data'

/**
 * Takes as many microseconds as it is told. pg_sleep rounds up to whole milliseconds (hence the half, which keeps 4 from becoming
 * 5) and wakes a little late, so it is given what is safely below the time, and a short loop on the clock waits for the rest, to
 * about 0.1 ms.
 */
const workFunction = `create or replace function microcosm_work(us integer) returns integer language plpgsql volatile as $work$
declare
  done_at constant timestamptz := clock_timestamp() + us * interval '1 microsecond';
  whole_ms constant integer := (us - 300) / 1000;
begin
  if whole_ms >= 1 then
    perform pg_sleep((whole_ms - 0.5) / 1000.0);
  end if;
  while clock_timestamp() < done_at loop
  end loop;
  return us;
end
$work$;
`

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
    image: imageField(image),
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
  container: (component, context) => ({
    image: { from: 'registry', reference: textOf(component, 'image') ?? image, licence: 'PostgreSQL License' },
    fidelity: 'real engine',
    ports: { postgres: 5432 },
    env: {
      POSTGRES_USER: 'app',
      POSTGRES_PASSWORD: context.secret(`${context.id}-password`),
      POSTGRES_DB: 'app',
      // From version 18 on the image keeps its data elsewhere, and refuses a volume at the old place unless it is named.
      ...(repositoryOf(textOf(component, 'image') ?? image) === repositoryOf(image) ? { PGDATA: dataFolder } : {}),
    },
    // Five more than the callers may use: PostgreSQL keeps three for the superuser, and probes come and go.
    command: ['postgres', '-c', `max_connections=${numberOf(component, 'connections', defaultConnections) + 5}`],
    files: { [workFile]: workFunction },
    forStubs: [workFile],
    // Over TCP, since while the init scripts run the server listens on its own socket only.
    ready: { probe: 'exec', command: ['pg_isready', '-q', '-h', '127.0.0.1', '-U', 'app', '-d', 'app'] },
    volumes: [dataFolder],
    replicas: 1,
    ...limitsOf(component),
    // A server refuses a data folder that another user owns, as the root of a volume is; one below it is its own.
    ...hardeningFor(textOf(component, 'image') ?? image, image, {
      user: 999,
      writes: ['/var/run/postgresql', '/tmp'],
      env: { PGDATA: `${dataFolder}/pgdata` },
    }),
    caveats: [],
  }),
}
