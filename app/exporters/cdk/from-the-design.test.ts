import { describe, expect, test } from 'vitest'
import { kinds } from '../../catalogue/catalogue.ts'
import { fargateSizes } from '../../catalogue/fargate-size.ts'
import type { Component, Connection } from '../../design/design.ts'
import { cdkExporter } from './cdk.ts'
import { sizeOf } from './fargate-size.ts'
import { toPlan } from './plan.ts'

/** Numbers of the design become numbers on AWS; those that do not are told of. */

function exported(components: Record<string, Component>, connections: Connection[] = []) {
  const design = { microcosm: 1 as const, name: 'Test', components, connections }
  const { files, losses } = cdkExporter.export(design, { runtimeBundle: '', newSecret: () => 'secret', version: '1', designFolder: '.' })
  const fileOf = (path: string) => files.find((file) => file.path === path)?.content ?? ''
  return { fileOf, said: losses.map(({ where, what }) => `${where}: ${what}`), plan: toPlan(design) }
}

const people = { kind: 'traffic', rate: 100 }
const entered: Connection = { from: 'people', to: 'shop', protocol: 'http' }

describe('connections of a database', () => {
  const withConnections = (kind: string, protocol: Connection['protocol'], more: object = {}) =>
    exported({ people, shop: { kind: 'service', image: 'acme/shop:1', replicas: 4 }, db: { kind, connections: 40, ...more } }, [
      entered,
      { from: 'shop', to: 'db', protocol },
    ])

  test.each([
    ['postgres', 'postgres'],
    ['mysql', 'mysql'],
    ['mariadb', 'mysql'],
    ['rds-postgres', 'postgres'],
  ] as const)('of %s become its max_connections, beside those that RDS keeps, and its alarm', (kind, protocol) => {
    const { fileOf, said } = withConnections(kind, protocol)
    expect(fileOf('lib/data-stack.ts')).toContain('connections: 40,')
    expect(fileOf('test/app.test.ts')).toContain("const connections: [id: string, most: number][] = [['Db', 45]];")
    expect(fileOf('lib/observability-stack.ts')).toContain("this.alarms.database('Db', data.db.instance, 32);")
    expect(said).toContainEqual(
      expect.stringMatching(/^db: max_connections is 45: .*Up to 4 tasks of shop share them: a pool of 10 at most in each/),
    )
  })

  test('of SQL Server are no limit, which is told', () => {
    const { fileOf, said } = withConnections('mssql', 'mssql')
    expect(fileOf('lib/data-stack.ts')).not.toContain('connections:')
    expect(said).toContainEqual(expect.stringContaining('db: Its 40 connections are no limit'))
  })

  test('fewer than there are tasks are told of', () => {
    expect(withConnections('postgres', 'postgres', { connections: 3 }).said).toContainEqual(
      expect.stringMatching(/^db: .*more than there are connections/),
    )
  })

  test('that nobody states are those of the class, named or not', () => {
    const alarmOf = (component: Component) =>
      /alarms\.database\('Db', data\.db\.instance, (\d+)\)/.exec(exported({ db: component }).fileOf('lib/observability-stack.ts'))?.[1]
    expect(alarmOf({ kind: 'postgres' })).toBe('157')
    expect(alarmOf({ kind: 'rds-postgres', instanceClass: 'db.r7g.large' })).toBe('1419')
    expect(alarmOf({ kind: 'rds-postgres' })).toBe('337')
  })
})

test('a database whose kind has classes is given the one it is predicted with', () => {
  expect(exported({ db: { kind: 'rds-mysql' } }).fileOf('lib/data-stack.ts')).toContain("instanceType: 't4g.medium',")
})

test.each([
  [{ kind: 'postgres' }, 't4g.small', 'The smallest class that Microcosm chooses: the design states no memory.'],
  [{ kind: 'postgres', connections: 20 }, 't4g.small', 'The smallest class that Microcosm chooses with memory for 20 connections'],
  [{ kind: 'rds-postgres' }, 't4g.medium', 'The class with which its kind is predicted'],
  [{ kind: 'rds-postgres', instanceClass: 'db.t4g.micro' }, 't4g.micro', 'The class is that of the design.'],
  [{ kind: 'mssql', memory: '20GiB' }, 'r6i.xlarge', 'The smallest class that Microcosm chooses with memory for 20GiB'],
  [{ kind: 'redis', memory: '200GiB' }, 'cache.r7g.2xlarge', 'The largest class that Microcosm chooses.'],
])('the class of %j is %s, and the README says why', (db, size, because) => {
  const { fileOf, said } = exported({ db })
  expect(fileOf('lib/data-stack.ts')).toContain(`'${size}'`)
  expect(fileOf('README.md')).toMatch(new RegExp(`\\| db \\| ${size}[^|]*\\|[^|]*\\| ${because}`))
  const isCut = because.startsWith('The largest')
  expect(said.filter((line) => line.includes('less memory than the'))).toEqual(
    isCut ? ['db: It is given the largest class that Microcosm chooses, with less memory than the 200GiB of the design.'] : [],
  )
})

test.each([
  [{ kind: 'elasticache-valkey', readReplicas: 2 }, 'One of its 2 replicas is made, which takes over; readers share the primary.'],
  [{ kind: 'mongodb', readReplicas: 1 }, 'Its replica is made, which takes over; readers share the primary.'],
  [{ kind: 'elasticache-valkey' }, 'It is made with a replica in another zone, as AWS advises, which costs as much again.'],
  [{ kind: 'postgres', readReplicas: 1 }, 'Its read replicas are not made; readers share the primary.'],
  [{ kind: 'redis' }, undefined],
])('what becomes of the replicas of %j is told', (db, told) => {
  const { said } = exported({ db })
  expect(said.filter((line) => /\breplicas?\b/.test(line))).toEqual(told === undefined ? [] : [`db: ${told}`])
})

test('Memcached has as many nodes as the design says', () => {
  expect(exported({ cache: { kind: 'elasticache-memcached', nodes: 3 } }).fileOf('lib/data-stack.ts')).toContain('nodes: 3,')
})

describe('the size of a task', () => {
  const sized = (shop: object) => {
    const { plan, ...rest } = exported({ people, shop: { kind: 'service', image: 'acme/shop:1', ...shop } }, [entered])
    const part = plan.parts.find(({ id }) => id === 'shop')
    if (!part) throw new Error('there is no shop')
    return { ...sizeOf(part, plan), ...rest }
  }

  test.each([
    // 100 requests a second of 12 ms are 1.2 cores, which are to be 60 % of what there is.
    [{ work: { time: '12ms' }, concurrency: 4 }, 2048, 4096],
    [{ work: { time: '12ms' }, concurrency: 4, replicas: 4 }, 512, 1024],
    // A single worker fills a core at most, and so does an event loop.
    [{ work: { time: '12ms' }, concurrency: 1 }, 1024, 2048],
    [{ work: { time: '12ms' }, concurrency: 64, holdsWorker: false }, 1024, 2048],
    // 200 threads need room.
    [{ work: { time: '1ms' }, concurrency: 200 }, 256, 2048],
    [{ work: { time: '12ms' }, cpu: 0.5, memory: '900MiB' }, 512, 1024],
  ])('of %j is %i units and %i MiB', (shop, cpu, memoryMiB) => {
    expect(sized(shop)).toMatchObject({ cpu, memoryMiB })
  })

  test('is a pair that Fargate has, and is told of with its reason wherever the design does not state both', () => {
    for (const shop of [{}, { cpu: 1 }, { memory: '1GiB' }, { cpu: 1, memory: '1GiB' }]) {
      const { cpu, memoryMiB, said, fileOf } = sized({ work: { time: '3ms' }, ...shop })
      const pair = fargateSizes.find(({ cpus }) => cpus * 1024 === cpu)
      expect(pair?.memory as readonly number[]).toContain(memoryMiB)
      const missing = ['cpu', 'memory'].filter((field) => !Object.hasOwn(shop, field)).join(' and ')
      const told = said.filter((line) => line.startsWith('shop: The design does not state its'))
      expect(told).toEqual(
        missing === '' ? [] : [expect.stringContaining(`state its ${missing}: its task has ${cpu / 1024} vCPU and ${memoryMiB} MiB`)],
      )
      expect(fileOf('README.md')).toMatch(new RegExp(`\\| shop \\| ${cpu / 1024} vCPU, ${memoryMiB} MiB \\| 1 \\| CPU: .*Memory: `))
    }
  })
})

test('every field of a store, a broker and a program that is for the prediction is told of', () => {
  for (const { kind, cdk, parameters, initial } of kinds) {
    if (cdk.construct === 'none' || cdk.construct === 'LoadBalancer' || !Object.hasOwn(parameters, 'work')) continue
    const program = Object.hasOwn(parameters, 'build') ? { image: 'acme/x:1' } : {}
    const { said } = exported({ x: { kind, ...initial, ...program, work: { time: '3ms' } } })
    expect([kind, said.filter((line) => /^x: .*\bwork\b.*: for the prediction;/.test(line)).length]).toEqual([kind, 1])
  }
})

test('what no class is chosen by is told of: cores, and memory where there is no class', () => {
  const told = (db: Component) => exported({ db }).said.filter((line) => /^db: .*: for the prediction;/.test(line))
  const size = { cpu: 4, memory: '8GiB' }
  expect(told({ kind: 'postgres', ...size })).toEqual(['db: cpu: for the prediction; the service of AWS does as it does.'])
  expect(told({ kind: 'minio', ...size })).toEqual(['db: cpu and memory: for the prediction; the service of AWS does as it does.'])
})

describe('what callers do', () => {
  const calling = (from: Component, to: Component, policies: Partial<Connection>) =>
    exported({ people, shop: from, other: to }, [entered, { from: 'shop', to: 'other', protocol: 'http', ...policies }])
      .said.filter((line) => line.startsWith('shop->other: '))
      .map((line) => line.replace('shop->other: ', ''))

  const policies = { timeout: '2s', balance: 'least-connections' } as const
  const played = { kind: 'service' }
  const own = { kind: 'service', image: 'acme/shop:1' }

  test('is told of towards stores, by programs and by those that come for a stand-in', () => {
    const store = { kind: 'postgres' }
    expect(calling(own, store, { ...policies, protocol: 'postgres' })).toEqual([
      'timeout: what the program that calls does.',
      'balance is predicted only: what AWS runs has one address.',
    ])
    expect(calling(played, store, { timeout: '2s', protocol: 'postgres' })).toEqual([
      'timeout: what the program that calls will do; its stand-in does not make this call.',
    ])
  })

  test('is told of towards services: a stand-in does it, and nobody but the proxy balances', () => {
    const balanced = expect.stringContaining('lets the tasks take turns, not by least-connections')
    expect(calling(played, own, policies)).toEqual([balanced])
    expect(calling({ kind: 'nginx' }, own, { ...policies, path: '/' })).toEqual([balanced])
    expect(calling(own, own, policies)).toEqual(['timeout: what the program that calls does.', balanced])
    expect(calling(own, own, { balance: 'round-robin' })).toEqual([])
  })

  test('needs the address of a third party, which is told where no variable says it', () => {
    const outside = { kind: 'external' }
    expect(calling(own, outside, {})).toEqual([expect.stringContaining('in a variable, such as OTHER_URL.')])
    expect(calling({ ...own, env: { OTHER_URL: 'https://other.example.org' } }, outside, {})).toEqual([])
  })
})

test('machines that variables name and no way leads to are told of', () => {
  const named = (env: Record<string, string>) =>
    exported({ people, shop: { kind: 'service', build: './shop', env } }, [entered])
      .said.filter((line) => / names /.test(line))
      .map((line) => line.replace(/^shop: (\w+) names ([^ ,]*).* call (.*): open.*/, '$1 $2 $3'))
  expect(named({ SMTP_HOST: 'smtp.acme.io:587', TITLE: 'acme.io' })).toEqual(['SMTP_HOST smtp.acme.io:587 nobody there'])
  expect(named({ MQ: 'amqps://u:p@mq.acme.io:5671/', HOOK_URL: 'https://hook.acme.io/x' })).toEqual([
    'MQ mq.acme.io:5671 port 443 of the internet alone',
  ])
  expect(named({ API_URL: 'http://host.docker.internal:3000' })).toEqual([
    'shop: API_URL names host.docker.internal, the machine of Compose, which no task has: say where it is.',
  ])
})

describe('scaling', () => {
  const scaled = (autoscale: object) =>
    exported({ people, shop: { kind: 'service', image: 'acme/shop:1', autoscale: { min: 1, max: 4, target: 0.6, ...autoscale } } }, [
      entered,
    ])

  test('says of its rules only what the design states', () => {
    const plain = scaled({}).said.filter((line) => /controller|Kubernetes|scaleUp|minute or so|cool-down/i.test(line))
    expect(plain).toEqual([])
    const stated = scaled({ controller: 'kubernetes', startup: '10s', cooldown: '5s', scaleUp: { percent: 50 } }).said.join('\n')
    for (const words of [
      'Its controller is Kubernetes',
      'not after the 10 s of the design',
      'Its cool-down is 60 s',
      'scaleUp: target tracking',
    ])
      expect(stated).toContain(words)
  })

  test('never looks twice at the same minute', () => {
    expect(scaled({}).fileOf('lib/services-stack.ts')).toContain('scaleOutCooldown: Duration.seconds(60),')
  })
})

test('what builds images and what plays them is there only where something is built or played', () => {
  const has = (component: Component) => {
    const { fileOf } = exported({ shop: component })
    return ['images', 'stand-in'].filter((name) => fileOf(`lib/constructs/${name}.ts`) !== '')
  }
  expect(has({ kind: 'service', image: 'acme/shop:1' })).toEqual([])
  expect(has({ kind: 'service', build: './shop' })).toEqual(['images'])
  expect(has({ kind: 'service' })).toEqual(['images', 'stand-in'])
})

test('a cache that speaks Redis is kept as a snapshot each day and when it is destroyed', () => {
  const text = exported({ cache: { kind: 'redis' } }).fileOf('lib/constructs/valkey-cache.ts')
  expect(text).toContain('snapshotRetentionLimit: 7')
  expect(text).toContain('RemovalPolicy.SNAPSHOT')
})
