import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { listensOn, serverParts, toServerPlan } from './server-parts.ts'

// Assumed: a read or write of one document by its key with a warm cache is near a millisecond, with a long tail.
const work: Work = { time: '1.2ms', distribution: 'lognormal', cv: 1.5 }
// Read or write tickets of the storage engine, at most: https://www.mongodb.com/docs/manual/reference/parameters/
const connections = 128
const image = 'mongo:8.0'

/** A MongoDB server; the storage engine's tickets are its workers. */
export const mongodb: Kind = {
  kind: 'mongodb',
  label: 'MongoDB',
  family: 'database',
  icon: 'leaf',
  summary: 'Document database; a fixed number of operations run at once.',
  keywords: ['nosql', 'document', 'store', 'documentdb', 'atlas', 'mongo'],
  ...serverParts({
    work,
    working: 'Time one operation takes in the database.',
    atOnce: {
      parameter: 'connections',
      title: 'Operations at once',
      absent: connections,
      unit: 'operations',
      description: 'Operations that run at once; callers beyond it wait.',
    },
    image,
    also: 'replication',
  }),
  accepts: ['mongodb'],
  offers: [],
  images: ['mongo', 'mongodb', 'bitnami/mongodb', 'mongodb/mongodb-community-server', 'percona/percona-server-mongodb', 'circleci/mongo'],
  servers: ['mongod', 'mongos'],
  cdk: { construct: 'DocumentDatabase' },
  leastMemoryBytes: 512 * 2 ** 20,
  container: (component, context) =>
    toServerPlan(
      component,
      { image, licence: 'SSPL-1.0' },
      {
        ports: { mongodb: 27017 },
        env: { MONGO_INITDB_ROOT_USERNAME: 'app', MONGO_INITDB_ROOT_PASSWORD: context.secret(`${context.id}-password`) },
        login: { user: 'app', password: context.secret(`${context.id}-password`), administers: true },
        // On its address in the network: the server that prepares the data on the first start listens on 127.0.0.1 only.
        ready: listensOn(27017, '$HOSTNAME'),
        volumes: ['/data/db'],
        hardening: { user: 999, writes: ['/tmp'] },
      },
    ),
}
