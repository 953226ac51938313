import type { Component, Connection, Design } from '../../app/design/design.ts'

/** A design that is limited by one thing, which a person who drew it would know. */
export interface KnownLimit {
  name: string
  design: Design
  limit: string
  /** The component or connection that limits. */
  place: string
  /** Which number helps, where a number does. */
  helps?: string
}

type Parts = Record<string, Omit<Component, 'kind'> & { kind?: string }>
type Calls = Record<string, Partial<Connection>>

/** Far more than ever comes, so that it limits nothing. */
const wide = { concurrency: 10_000, holdsWorker: false, work: { time: '1ms' } }
const constant = (time: string) => ({ time, distribution: 'constant' })

function known(name: string, limit: string, place: string, helps: string | undefined, components: Parts, calls: Calls): KnownLimit {
  const connections = Object.entries(calls).map(([id, call]) => {
    const [from = '', to = ''] = id.split('->')
    return { from, to, protocol: 'http', ...call } as Connection
  })
  const design: Design = {
    microcosm: 1,
    components: Object.fromEntries(Object.entries(components).map(([id, parts]) => [id, { kind: 'service', ...parts }])),
    connections,
    scenarios: { s: { duration: '70s', warmup: '10s' } },
  }
  return { name, design, limit, place, ...(helps === undefined ? {} : { helps }) }
}

const people = (rate: number, more: object = {}) => ({ kind: 'traffic', rate, ...more })
const sql: Partial<Connection> = { protocol: 'postgres' }
const amqp: Partial<Connection> = { protocol: 'amqp' }

export const knownLimits: KnownLimit[] = [
  known(
    'a pool far smaller than its database',
    'pool',
    'api->db',
    'connections.api->db.pool.size',
    { people: people(480), api: wide, db: { kind: 'postgres', connections: 1000, work: { time: '10ms' } } },
    { 'people->api': {}, 'api->db': { ...sql, pool: { size: 5 } } },
  ),
  known(
    'a pool of each of two callers',
    'pool',
    'api->db',
    'connections.api->db.pool.size',
    { people: people(360), api: { ...wide, replicas: 2 }, db: { kind: 'postgres', connections: 1000, work: { time: '10ms' } } },
    { 'people->api': {}, 'api->db': { ...sql, pool: { size: 2 } } },
  ),
  known(
    'a pool whose calls give up waiting',
    'pool',
    'api->db',
    'connections.api->db.pool.size',
    { people: people(300), api: wide, db: { kind: 'mysql', connections: 1000, work: { time: '20ms' } } },
    { 'people->api': {}, 'api->db': { protocol: 'mysql', pool: { size: 5, timeout: '50ms' } } },
  ),
  known(
    'a pool in which nobody may wait',
    'pool',
    'api->db',
    'connections.api->db.pool.size',
    { people: people(300), api: wide, db: { kind: 'postgres', connections: 1000, work: { time: '20ms' } } },
    { 'people->api': {}, 'api->db': { ...sql, pool: { size: 6, queueLimit: 0 } } },
  ),
  known(
    'a pool that holds up the workers before it',
    'pool',
    'api->db',
    'connections.api->db.pool.size',
    {
      people: people(190),
      api: { concurrency: 64, work: { time: '1ms' } },
      db: { kind: 'postgres', connections: 1000, work: { time: '10ms' } },
    },
    { 'people->api': {}, 'api->db': { ...sql, pool: { size: 2 } } },
  ),
  known(
    'a database behind a pool that is wide enough',
    'workers',
    'db',
    'components.db.connections',
    { people: people(380), api: wide, db: { kind: 'postgres', connections: 4, work: { time: '10ms' } } },
    { 'people->api': {}, 'api->db': { ...sql, pool: { size: 100 } } },
  ),
  known(
    'a pool and a database that are as narrow as each other',
    'pool',
    'api->db',
    'connections.api->db.pool.size',
    { people: people(470), api: wide, db: { kind: 'postgres', connections: 5, work: { time: '10ms' } } },
    { 'people->api': {}, 'api->db': { ...sql, pool: { size: 5 } } },
  ),
  known(
    'a link for requests',
    'link',
    'api->store',
    'connections.api->store.bandwidth',
    { people: people(100), api: wide, store: wide },
    { 'people->api': {}, 'api->store': { bandwidth: '10Mbit', requestSize: '11KiB' } },
  ),
  known(
    'a link for answers',
    'link',
    'api->store',
    'connections.api->store.bandwidth',
    { people: people(200), api: wide, store: wide },
    { 'people->api': {}, 'api->store': { bandwidth: '100Mbit', responseSize: '56KiB' } },
  ),
  known(
    'a link that is too narrow altogether',
    'link',
    'people->api',
    'connections.people->api.bandwidth',
    { people: people(50), api: wide },
    { 'people->api': { bandwidth: '1Mbit', responseSize: '4KiB' } },
  ),
  known(
    'a rate limit of a component',
    'rate-limit',
    'api',
    'components.api.rateLimit.rate',
    { people: people(200), api: { concurrency: 100, rateLimit: { rate: 100, burst: 20 } } },
    { 'people->api': {} },
  ),
  known(
    'a rate limit of a caller',
    'rate-limit',
    'api->partner',
    'connections.api->partner.rateLimit.rate',
    { people: people(100), api: wide, partner: { kind: 'external' } },
    { 'people->api': {}, 'api->partner': { rateLimit: { rate: 60, burst: 5 } } },
  ),
  known(
    'a rate limit that is met by retries',
    'rate-limit',
    'api',
    'components.api.rateLimit.rate',
    { people: people(100), api: { concurrency: 100, rateLimit: { rate: 50, burst: 5 } } },
    { 'people->api': { retries: { attempts: 1, backoff: '50ms' } } },
  ),
  known(
    'a hot partition of a table',
    'rate-limit',
    'table',
    undefined,
    { people: people(1500), api: wide, table: { kind: 'dynamodb', keys: { shares: [1] } } },
    { 'people->api': {}, 'api->table': {} },
  ),
  known(
    'a bulkhead',
    'bulkhead',
    'api->slow',
    'connections.api->slow.bulkhead',
    { people: people(100), api: wide, slow: { concurrency: 1000, work: { time: '100ms' } } },
    { 'people->api': {}, 'api->slow': { bulkhead: 8 } },
  ),
  known(
    'a bulkhead of each of two callers',
    'bulkhead',
    'api->slow',
    'connections.api->slow.bulkhead',
    { people: people(100), api: { ...wide, replicas: 2 }, slow: { concurrency: 1000, work: { time: '60ms' } } },
    { 'people->api': {}, 'api->slow': { bulkhead: 3 } },
  ),
  known(
    'who is dead behind a breaker',
    'breaker',
    'dead',
    undefined,
    { people: people(100), api: wide, dead: { failureRate: 1, work: { time: '1ms' } } },
    { 'people->api': {}, 'api->dead': { breaker: { consecutive: 5, openFor: '5s' } } },
  ),
  known(
    'who is dead two calls behind a breaker',
    'breaker',
    'db',
    undefined,
    { people: people(100), api: wide, stock: wide, db: { failureRate: 0.9, work: { time: '1ms' } } },
    { 'people->api': {}, 'api->stock': { breaker: { failures: 0.5, window: '10s', openFor: '5s' } }, 'stock->db': {} },
  ),
  known(
    'a breaker that opens on what is merely slow',
    'breaker',
    'slow',
    'connections.api->slow.timeout',
    { people: people(50), api: wide, slow: { concurrency: 1000, work: { time: '100ms' } } },
    { 'people->api': {}, 'api->slow': { timeout: '40ms', breaker: { failures: 0.5, window: '10s', openFor: '5s' } } },
  ),
  known(
    'a function with too few instances',
    'instances',
    'fn',
    'components.fn.maxInstances',
    { people: people(100), fn: { kind: 'function', maxInstances: 8, work: constant('100ms') } },
    { 'people->fn': {} },
  ),
  known(
    'a function behind a gateway',
    'instances',
    'fn',
    'components.fn.maxInstances',
    { people: people(40), gateway: { kind: 'nginx' }, fn: { kind: 'function', maxInstances: 3, work: { time: '60ms' } } },
    { 'people->gateway': {}, 'gateway->fn': {} },
  ),
  known(
    'the primary, apart from its replicas',
    'primary',
    'db',
    'components.db.connections',
    { people: people(140), api: wide, db: { kind: 'postgres', connections: 1, readReplicas: 3, work: { time: '10ms' } } },
    { 'people->api': {}, 'api->db': { ...sql, reads: 0.35 } },
  ),
  known(
    'the read replicas, apart from their primary',
    'primary',
    'db',
    'components.db.readReplicas',
    { people: people(200), api: wide, db: { kind: 'mysql', connections: 2, readReplicas: 1, work: { time: '10ms' } } },
    { 'people->api': {}, 'api->db': { protocol: 'mysql', reads: 0.93 } },
  ),
  known(
    'a poll of few messages',
    'consumer',
    'jobs',
    'components.jobs.prefetch',
    { people: people(40), jobs: { kind: 'queue', prefetch: 10, poll: '500ms' }, worker: { concurrency: 100, work: { time: '5ms' } } },
    { 'people->jobs': { protocol: 'sqs' }, 'jobs->worker': { protocol: 'sqs' } },
  ),
  known(
    'a prefetch below what a consumer could do',
    'consumer',
    'jobs',
    'components.jobs.prefetch',
    { people: people(100), jobs: { kind: 'rabbitmq', prefetch: 2 }, worker: { concurrency: 100, work: { time: '25ms' } } },
    { 'people->jobs': amqp, 'jobs->worker': amqp },
  ),
  known(
    'a consumer that is slower than its queue fills',
    'workers',
    'worker',
    'components.worker.replicas',
    { people: people(100), jobs: { kind: 'rabbitmq' }, worker: { concurrency: 2, work: { time: '25ms' } } },
    { 'people->jobs': amqp, 'jobs->worker': amqp },
  ),
  known(
    'a consumer that waits for a slow callee',
    'workers',
    'mailer',
    'components.mailer.concurrency',
    {
      people: people(100),
      jobs: { kind: 'rabbitmq', prefetch: 1000 },
      mailer: { concurrency: 4, work: { time: '1ms' } },
      smtp: { ...wide, work: { time: '80ms' } },
    },
    { 'people->jobs': amqp, 'jobs->mailer': amqp, 'mailer->smtp': {} },
  ),
  known(
    'a timeout below the work',
    'timeout',
    'api->slow',
    'connections.api->slow.timeout',
    { people: people(100), api: wide, slow: { concurrency: 1000, work: { time: '50ms' } } },
    { 'people->api': {}, 'api->slow': { timeout: '60ms' } },
  ),
  known(
    'a load balancer that gives up by itself',
    'timeout',
    'door->slow',
    'connections.door->slow.timeout',
    { people: people(50), door: { kind: 'alb', idleTimeout: '1s' }, slow: { ...wide, work: { time: '1s' } } },
    { 'people->door': {}, 'door->slow': {} },
  ),
  known(
    'a timeout that makes retries',
    'timeout',
    'api->slow',
    'connections.api->slow.timeout',
    { people: people(50), api: wide, slow: { concurrency: 1000, work: constant('50ms') } },
    { 'people->api': {}, 'api->slow': { timeout: '45ms', retries: { attempts: 2 } } },
  ),
  known(
    'calls that are given up since the callee is full',
    'workers',
    'slow',
    'components.slow.replicas',
    { people: people(210), api: wide, slow: { concurrency: 4, work: { time: '20ms' } } },
    { 'people->api': {}, 'api->slow': { timeout: '500ms' } },
  ),
  known(
    'an autoscaler at its maximum',
    'autoscaler',
    'api',
    'components.api.autoscale.max',
    {
      people: people(100),
      api: {
        replicas: 2,
        concurrency: 2,
        work: { time: '37ms' },
        autoscale: { min: 2, max: 2, target: 0.6, interval: '5s', startup: '1s' },
      },
    },
    { 'people->api': {} },
  ),
  known(
    'an autoscaler that gets there and needs more',
    'autoscaler',
    'api',
    'components.api.autoscale.max',
    {
      people: people(150),
      api: {
        replicas: 3,
        concurrency: 1,
        work: { time: '19ms' },
        autoscale: { min: 1, max: 3, target: 0.5, interval: '2s', startup: '0s', cooldown: '2s' },
      },
    },
    { 'people->api': {} },
  ),
  known(
    'workers that work',
    'workers',
    'api',
    'components.api.replicas',
    { people: people(190), api: { concurrency: 4, work: { time: '20ms' } } },
    { 'people->api': {} },
  ),
  known(
    'workers that are too few altogether',
    'workers',
    'api',
    'components.api.replicas',
    { people: people(230), api: { concurrency: 4, work: { time: '20ms' } } },
    { 'people->api': {} },
  ),
  known(
    'workers that wait for a callee',
    'workers',
    'api',
    'components.api.concurrency',
    { people: people(90), api: { concurrency: 8, work: { time: '2ms' } }, slow: { ...wide, work: { time: '80ms' } } },
    { 'people->api': {}, 'api->slow': {} },
  ),
  known(
    'a callee that holds up the workers before it',
    'workers',
    'db',
    'components.db.connections',
    {
      people: people(195),
      api: { concurrency: 50, work: { time: '1ms' } },
      db: { kind: 'postgres', connections: 2, work: { time: '10ms' } },
    },
    { 'people->api': {}, 'api->db': sql },
  ),
  known(
    'a queue with an end',
    'full-queue',
    'api',
    'components.api.replicas',
    { people: people(150), api: { concurrency: 2, queueLimit: 10, work: { time: '20ms' } } },
    { 'people->api': {} },
  ),
  known(
    'requests that lose their patience',
    'workers',
    'api',
    'components.api.replicas',
    { people: people(130), api: { concurrency: 2, queueTimeout: '100ms', work: { time: '20ms' } } },
    { 'people->api': {} },
  ),
  known(
    'a CPU that all requests share',
    'cpu',
    'api',
    'components.api.cpu',
    { people: people(180), api: { discipline: 'processor-sharing', cpu: 1, work: { time: '5ms' } } },
    { 'people->api': {} },
  ),
  known(
    'a CPU of two cores behind a gateway',
    'cpu',
    'api',
    'components.api.cpu',
    { people: people(185), gateway: { kind: 'nginx' }, api: { discipline: 'processor-sharing', cpu: 2, work: { time: '10ms' } } },
    { 'people->gateway': {}, 'gateway->api': {} },
  ),
  known(
    'a component that fails now and then',
    'failures',
    'flaky',
    'connections.api->flaky.retries.attempts',
    { people: people(100), api: wide, flaky: { ...wide, failureRate: 0.2 } },
    { 'people->api': {}, 'api->flaky': {} },
  ),
  known(
    'a component that fails nearly always, where nothing opens',
    'failures',
    'flaky',
    undefined,
    { people: people(100), api: wide, flaky: { ...wide, failureRate: 0.9 } },
    { 'people->api': {}, 'api->flaky': {} },
  ),
  known(
    'writes of one row',
    'conflicts',
    'db',
    'components.db.rows.keys',
    {
      people: people(60),
      api: wide,
      db: { kind: 'postgres', connections: 1000, work: { time: '10ms' }, rows: { keys: 2 }, locking: 'optimistic' },
    },
    { 'people->api': {}, 'api->db': sql },
  ),
  known(
    'a pool that is held while a partner answers',
    'pool',
    'api->db',
    'connections.api->db.pool.size',
    {
      people: people(90),
      api: wide,
      db: { kind: 'postgres', connections: 1000, work: { time: '2ms' } },
      partner: { ...wide, work: { time: '40ms' } },
    },
    { 'people->api': {}, 'api->db': { ...sql, pool: { size: 4, transaction: true } }, 'api->partner': {} },
  ),
  known(
    'a component that a fault stops',
    'no-replica',
    'auth',
    undefined,
    { people: people(100), api: wide, auth: { ...wide, breakdowns: { every: '20s', for: '10s' } } },
    { 'people->api': {}, 'api->auth': {} },
  ),
]
