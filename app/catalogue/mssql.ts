import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { listensOn, serverParts, toServerPlan } from './server-parts.ts'

// Assumed, as for any relational database: a point read or small write with warm caches is near a millisecond, with a long tail.
const work: Work = { time: '1.2ms', distribution: 'lognormal', cv: 1.5 }
// Worker threads of a server with up to four cores: https://learn.microsoft.com/sql/database-engine/configure-windows/configure-the-max-worker-threads-server-configuration-option
const connections = 512
const image = 'mcr.microsoft.com/mssql/server:2022-latest'

/** A Microsoft SQL Server; its worker threads are its workers. */
export const mssql: Kind = {
  kind: 'mssql',
  label: 'SQL Server',
  family: 'database',
  icon: 'database',
  summary: 'Relational database of Microsoft; as many statements run at once as it has worker threads.',
  keywords: ['sql', 'microsoft', 'relational', 'mssql', 'azure sql', 'rds', 'store', 'tds'],
  ...serverParts({
    work,
    working: 'Time one statement takes in the database.',
    atOnce: {
      parameter: 'connections',
      title: 'Worker threads',
      absent: connections,
      unit: 'threads',
      description: 'Statements that run at once; callers beyond it wait.',
    },
    image,
    also: 'replication',
  }),
  accepts: ['mssql'],
  offers: [],
  images: ['mssql/server', 'azure-sql-edge', 'mssql/rhel/server'],
  servers: ['sqlservr', 'launch_sqlservr.sh'],
  cdk: { construct: 'RelationalDatabase', engine: 'sqlserver' },
  leastMemoryBytes: 2048 * 2 ** 20,
  container: (component, context) =>
    toServerPlan(
      component,
      {
        image,
        licence: 'Microsoft SQL Server licence, Developer edition: not for production',
        accepts: "Microsoft's licence terms for SQL Server, Developer edition (not for production)",
      },
      {
        ports: { mssql: 1433 },
        env: {
          ACCEPT_EULA: 'Y',
          MSSQL_PID: 'Developer',
          // It refuses passwords without capitals, small letters and digits, so the random part gets all three.
          MSSQL_SA_PASSWORD: `Sa1${context.secret(`${context.id}-password`)}`,
        },
        login: { user: 'sa', password: `Sa1${context.secret(`${context.id}-password`)}`, administers: true },
        ready: listensOn(1433),
        volumes: ['/var/opt/mssql'],
        // Its program is marked with this capability, and the kernel starts no such program where it can never be had:
        // https://github.com/microsoft/mssql-docker/issues/769
        hardening: { user: 10_001, capabilities: ['NET_BIND_SERVICE'] },
        caveats: [
          "Starting it accepts Microsoft's licence terms for SQL Server.",
          `The user is sa and the password begins with Sa1, followed by the secret ${context.id}-password.`,
        ],
      },
    ),
}
