import type { Component } from '../design/design.ts'
import { limitsOf, textOf } from './capacity-fields.ts'
import type { ContainerContext, ContainerPlan } from './component.ts'
import { repositoryOf } from './repository.ts'
import { hardeningFor } from './server-parts.ts'

/** The container of one PostgreSQL server, for every kind that it plays. */

export const postgresImage = 'postgres:17'
const image = postgresImage
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

/**
 * Five more than the callers may use: PostgreSQL keeps three for the superuser, and probes come and go. In a run the pools of stubs are
 * larger than their parts (`poolSize`), also those of replicas that come later, and what is done at once is bounded before it comes here.
 */
function mostConnections(connections: number, { callers }: ContainerContext): number {
  return Math.max(connections + 5, callers === 'simulation' ? Math.min(3 * connections + 100, 2000) : 0)
}

export function toPostgresPlan(component: Component, context: ContainerContext, connections: number): ContainerPlan {
  return {
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
    login: { user: 'app', password: context.secret(`${context.id}-password`), database: 'app', administers: true },
    command: ['postgres', '-c', `max_connections=${mostConnections(connections, context)}`],
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
  }
}
