import { expect, test } from 'vitest'
import type { Component, Connection } from '../../design/design.ts'
import { cdkExporter } from './cdk.ts'

const constructs: Record<string, string> = {
  postgres: 'relational-database',
  redis: 'valkey-cache',
  memcached: 'memcached-cache',
  rabbitmq: 'rabbitmq-broker',
  mongodb: 'document-database',
  kafka: 'kafka-cluster',
  opensearch: 'search-domain',
  dynamodb: 'dynamo-table',
  minio: 'object-store',
  queue: 'work-queue',
  topic: 'event-topic',
}

/** The README speaks of what the application has. */

const readmeOf = (...kinds: string[]) => exported(...kinds)('README.md')

function exported(...kinds: string[]): (path: string) => string {
  const components: Record<string, Component> = { shop: { kind: 'service', build: './shop' } }
  for (const kind of kinds) components[kind] = { kind }
  const used: Connection[] = [
    { from: 'shop', to: 'postgres', protocol: 'postgres' },
    { from: 'shop', to: 'rabbitmq', protocol: 'amqp' },
    { from: 'shop', to: 'mssql', protocol: 'mssql' },
  ]
  const connections = used.filter(({ to }) => kinds.includes(to))
  const options = { runtimeBundle: '', newSecret: () => 'secret', version: '1', designFolder: '.' }
  const { files } = cdkExporter.export({ microcosm: 1, name: 'Test', components, connections }, options)
  return (wanted) => files.find(({ path }) => path === wanted)?.content ?? ''
}

test('says who calls the internet: the task that makes users too', () => {
  expect(readmeOf()).toContain('Nothing calls the internet besides.')
  expect(readmeOf('postgres')).not.toContain('Nothing calls the internet besides.')
  expect(readmeOf('postgres')).toContain('the task that makes the users of postgres: Pulls its image from public.ecr.aws')
})

test('names every variable of every store, as its construct sets them, and who signs in', () => {
  const fileOf = exported(...Object.keys(constructs))
  const readme = fileOf('README.md')
  for (const [id, construct] of Object.entries(constructs)) {
    const source = fileOf(`lib/constructs/${construct}.ts`)
    const set = [...source.matchAll(/\$\{(?:this\.)?variable\}_([A-Z_]+)`/g)].map(([, word]) => word)
    expect([id, set.filter((word) => !readme.includes(`\`${id.toUpperCase()}_${word}\``))]).toEqual([id, []])
    expect(set.length).toBeGreaterThan(0)
  }
  expect(readme).toContain('`POSTGRES_PORT`, `POSTGRES_NAME`, `POSTGRES_USERNAME`, `POSTGRES_PASSWORD` | shop, as a user of its own.')
  expect(readme).toContain('| memcached | `MEMCACHED_HOST`, `MEMCACHED_PORT`, `MEMCACHED_TLS` | Nobody')
})

test('says plainly what users may, and which of them a person has to make', () => {
  expect(readmeOf('postgres')).toMatch(/postgres: a user makes tables in the schema `public`.*no schemas, extensions/)
  expect(readmeOf('postgres')).toContain('It alone signs in as the administrator')
  const shared = readmeOf('rabbitmq', 'mssql')
  expect(shared).toContain('rabbitmq: its users sign in as its one user, who may do everything')
  expect(shared).toContain('mssql: its users sign in as the administrator')
  expect(shared).toContain('| shop, as its one user: see below. |')
  expect(shared).not.toContain('as a user of its own')
})

test('speaks of what functions are given only where there are some', () => {
  expect(readmeOf('postgres')).not.toContain('Functions are given')
  expect(readmeOf('postgres', 'function')).toContain('Functions are given the ARN of a secret')
})

test('says what is left when everything is destroyed, and what is not', () => {
  const line = /`cdk destroy` .*/.exec(readmeOf('postgres', 'redis', 'rabbitmq', 'minio', 'queue'))?.[0]
  expect(line).toMatch(/leaves a last snapshot of postgres, redis, minio, and takes rabbitmq, queue, logs\./)
  expect(/`cdk destroy` .*/.exec(readmeOf())?.[0]).toBe('`cdk destroy` leaves nothing, logs neither.')
})

test('speaks of thresholds, dead letters and tasks of a deployment only where there are some', () => {
  expect(readmeOf()).not.toMatch(/dead-letter|what runs tasks|storage of databases/)
  expect(readmeOf('postgres')).toMatch(/2 GiB of storage of databases\)/)
  expect(readmeOf('postgres')).toContain('and what runs tasks during a deployment')
  expect(readmeOf('queue')).toContain('at once where a message is in a dead-letter queue')
})

test('says of which alarms no measurement is a bad one, and what an alarm of one way in does not count', () => {
  const promising = (journey: object) => {
    const { files } = cdkExporter.export(
      {
        microcosm: 1,
        components: {
          people: { kind: 'traffic', rate: 1, journeys: { buy: 1, look: 1 } },
          shop: { kind: 'service', image: 'acme/shop:1' },
        },
        connections: [{ from: 'people', to: 'shop', protocol: 'http', path: { buy: '/buy', look: '/look' } }],
        scenarios: { day: { duration: '1m', objectives: [{ ...journey, metric: 'availability', above: 0.99 }] } },
      },
      { runtimeBundle: '', newSecret: () => 'secret', version: '1', designFolder: '.' },
    )
    return files.find(({ path }) => path === 'README.md')?.content ?? ''
  }
  expect(promising({})).toContain('as bad as a broken bound for all requests, unhealthy tasks, running tasks, and as good as')
  expect(promising({})).toContain('goes off too while nobody calls')
  expect(promising({})).not.toContain('belong to no way')
  expect(promising({ journey: 'buy' })).toContain('those of the load balancer itself belong to no way, and are counted for all of them')
  expect(readmeOf('postgres')).toContain('as bad as a broken bound for running tasks, databases, and as good as')
})

test('says which size is for trials alone', () => {
  expect(readmeOf('rabbitmq')).toContain('Amazon MQ advises `mq.m7g.medium` for trials alone')
  expect(readmeOf('postgres')).not.toContain('for trials alone')
})
