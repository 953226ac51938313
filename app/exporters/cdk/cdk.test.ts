import * as fc from 'fast-check'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'
import { type Connection, type Design, type Objective, protocols } from '../../design/design.ts'
import { arbitraryDesign } from '../../design/fixtures/arbitrary-design.ts'
import { awkwardDesign } from '../compose/fixtures/awkward-design.ts'
import { isEdited } from '../kept-regions.ts'
import { cdkExporter } from './cdk.ts'
import { toData } from './data.ts'
import { sizeOf, toFargateSize } from './fargate-size.ts'
import { largeSystem } from './fixtures/large-system.ts'
import { oneOfEach } from './fixtures/one-of-each.ts'
import { toWiring } from './links.ts'
import { createNames } from './names.ts'
import { type Part, toPlan } from './plan.ts'
import { toAlarms } from './promises.ts'
import { toStacks } from './stacks.ts'

const secret = 's3cret'
const exported = (design: Design, designFolder = '.') =>
  cdkExporter.export(design, { runtimeBundle: '// runtime\n', newSecret: () => secret, version: '1.2.3', designFolder })
const contentOf = (design: Design, path: string, designFolder?: string) =>
  exported(design, designFolder).files.find((file) => file.path === path)?.content ?? ''

/** A service of this name, called by traffic unless said otherwise. */
function designOf(
  components: Design['components'],
  connections: [from: string, to: string, protocol: string][],
  rest: Partial<Design> = {},
): Design {
  const drawn = connections.map(([from, to, protocol]) => ({
    from,
    to,
    protocol: protocols.find((each) => each === protocol) ?? ('http' as const),
  }))
  return { microcosm: 1, name: 'Test', components, connections: drawn, ...rest }
}

describe('the files', () => {
  test('are the same for the same design', () => {
    expect(exported(oneOfEach)).toEqual(exported(JSON.parse(JSON.stringify(oneOfEach))))
  })

  test('hold no secret, and ask for none', () => {
    for (const design of [oneOfEach, awkwardDesign]) {
      for (const { content } of exported(design).files) expect(content).not.toContain(secret)
    }
  })

  test('are only those that the design asks for', () => {
    const design = designOf({ people: { kind: 'traffic', rate: 1 }, shop: { kind: 'service', image: 'shop:1' } }, [
      ['people', 'shop', 'http'],
    ])
    expect(exported(design).files.map(({ path }) => path)).toEqual([
      'README.md',
      'package.json',
      'cdk.json',
      'tsconfig.json',
      '.gitignore',
      'bin/app.ts',
      'lib/system.ts',
      'lib/settings.ts',
      'lib/network-stack.ts',
      'lib/cluster-stack.ts',
      'lib/edge-stack.ts',
      'lib/services-stack.ts',
      'lib/observability-stack.ts',
      'lib/constructs/alarms.ts',
      'lib/constructs/backend.ts',
      'lib/constructs/entrances.ts',
      'lib/constructs/microservice.ts',
      'lib/constructs/run-once-task.ts',
      'lib/constructs/shared-files.ts',
      'lib/constructs/task-runner.ts',
      'lib/constructs/run-once/index.mjs',
      'lib/custom/extend.ts',
      'test/app.test.ts',
    ])
  })

  test('begin unedited, and leave handlers and extensions to the person', () => {
    const { files } = exported(oneOfEach)
    for (const { content, keep } of files) if (keep === 'regions') expect(isEdited(content)).toBe(false)
    expect(files.filter(({ keep }) => keep === 'once').map(({ path }) => path)).toEqual([
      'lib/custom/extend.ts',
      'functions/function/index.mjs',
      'functions/lambda/index.mjs',
    ])
  })

  test('of any design can be read as TypeScript', () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        for (const { path, content } of exported(design).files) {
          if (!path.endsWith('.ts')) continue
          const { errors } = parseSync(path, content)
          if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}\n${content}`)
        }
      }),
      { numRuns: 60, seed: 7 },
    )
  })
})

test.each([
  ['orders-db', 'ordersDb'],
  ['default', 'defaultService'],
  ['node', 'nodeService'],
  ['cluster', 'clusterService'],
  ['a--b', 'aB'],
])('the id %s is %s in code', (id, name) => expect(createNames()(id, 'Service')).toBe(name))

test('two ids that read alike have two names', () => {
  const nameOf = createNames()
  expect(['a-b', 'a--b', 'a-b-'].map((id) => nameOf(id, 'Store'))).toEqual(['aB', 'aBStore', 'aBStore2'])
})

test.each([
  [undefined, undefined, 256, 512, false],
  [0.25, 400, 256, 512, false],
  // Of 512 MiB the proxy needs some.
  [0.25, 512, 256, 1024, false],
  [1, undefined, 1024, 2048, false],
  [undefined, 5000, 1024, 5120, false],
  [3, 1024, 4096, 8192, false],
  [64, 1024, 16384, 122880, true],
])('%s cores and %s MiB fit into a task of %i units and %i MiB', (cpus, mebibytes, cpu, memoryMiB, cut) => {
  expect(toFargateSize(cpus, mebibytes === undefined ? undefined : mebibytes * 2 ** 20)).toEqual({ cpu, memoryMiB, cut })
})

test('a component that is a task is given its own size, and the proxy is inside it', () => {
  const design = {
    components: { orders: { kind: 'ecs-service', cpu: 1, memory: '2GiB' }, box: { kind: 'service', cpu: 1, memory: '2GiB' } },
  }
  const plan = toPlan({ microcosm: 1, ...design })
  const [orders, box] = plan.parts as [Part, Part]
  expect(sizeOf(orders, plan)).toMatchObject({ cpu: 1024, memoryMiB: 2048, cut: false })
  expect(sizeOf(box, plan)).toMatchObject({ cpu: 1024, memoryMiB: 3072, cut: false })
})

test('a FIFO queue gets nothing from a standard topic, and its dead letters go to a FIFO queue only', () => {
  const components = {
    news: { kind: 'sns' },
    ordered: { kind: 'sns', fifo: true },
    work: { kind: 'sqs', fifo: true, deadLetter: 'failed' },
    failed: { kind: 'sqs' },
    worker: { kind: 'ecs-service' },
  }
  const connections: Connection[] = [
    { from: 'news', to: 'work', protocol: 'sns' },
    { from: 'ordered', to: 'work', protocol: 'sns' },
    { from: 'work', to: 'worker', protocol: 'sqs' },
  ]
  const { files, losses } = exported({ microcosm: 1, components, connections })
  expect(losses.map(({ where }) => where)).toContain('news->work')
  expect(losses.map(({ where }) => where)).not.toContain('ordered->work')
  const stack = files.find(({ path }) => path === 'lib/messaging-stack.ts')?.content ?? ''
  expect(stack).toContain("new EventTopic(this, 'Ordered', 'ordered', 'fifo')")
  expect(stack).toMatch(/new WorkQueue\(this, 'Work', \{\n\s+name: 'work',\n\s+fifo: true,/)
  expect(stack).not.toContain('deadLetters: this.failed')
})

test('a database that names its class is given it', () => {
  const { files, losses } = exported({
    microcosm: 1,
    components: { db: { kind: 'rds-mysql', instanceClass: 'db.r7g.xlarge', readReplicas: 1 } },
  })
  expect(files.find(({ path }) => path === 'lib/data-stack.ts')?.content).toContain("instanceType: 'r7g.xlarge'")
  expect(losses.map(({ what }) => what).join(' ')).toContain('made with a standby in another zone')
  expect(losses.map(({ what }) => what).join(' ')).toContain('Its read replicas are not made')
})

describe('connections', () => {
  const wiringOf = (design: Design) => toWiring(toPlan(design))
  const service = { kind: 'service' }

  test('in a circle: the later one does not wait', () => {
    const { calls } = wiringOf(
      designOf({ a: service, b: service, c: service }, [
        ['a', 'b', 'http'],
        ['b', 'c', 'http'],
        ['c', 'a', 'http'],
      ]),
    )
    expect(calls.map(({ from, to, waits }) => `${from.id}${to.id} ${waits}`)).toEqual(['ab true', 'bc true', 'ca false'])
  })

  test.each([
    ['a queue', 'queue', 'sqs', { uses: ['shop>bus sending', 'mail>bus receiving'], receives: [], subscriptions: [] }],
    ['RabbitMQ', 'rabbitmq', 'amqp', { uses: ['shop>bus', 'mail>bus'], receives: [], subscriptions: [] }],
    ['a topic', 'topic', 'sns', { uses: ['shop>bus'], receives: ['mail<bus-for-mail'], subscriptions: ['bus>bus-for-mail'] }],
  ])('over %s', (_name, kind, protocol, expected) => {
    const { uses, receives, subscriptions } = wiringOf(
      designOf({ shop: service, bus: { kind }, mail: service }, [
        ['shop', 'bus', protocol],
        ['bus', 'mail', protocol],
      ]),
    )
    expect({
      uses: uses.map(({ from, to, side }) => [`${from.id}>${to.id}`, side].filter(Boolean).join(' ')),
      receives: receives.map(({ from, queue }) => `${from.id}<${queue.id}`),
      subscriptions: subscriptions.map(({ topic, queue }) => `${topic.id}>${queue.id}`),
    }).toEqual(expected)
  })

  test('a function that calls a service is refused with its reason', () => {
    const { refused } = wiringOf(designOf({ f: { kind: 'function' }, a: service }, [['f', 'a', 'http']]))
    expect(refused.map(({ because }) => because)).toEqual([expect.stringContaining('put a load balancer between them')])
  })

  test('to a port that HTTP and gRPC share are passed on as TCP, since the proxy would take gRPC for HTTP/1.1', () => {
    const design = designOf({ a: service, b: service, c: { kind: 'traffic', rate: 1 } }, [
      ['a', 'b', 'grpc'],
      ['c', 'b', 'http'],
    ])
    expect(contentOf(design, 'lib/services-stack.ts')).toContain("this.a.calls(this.b, 'tcp');\n")
    expect(contentOf(design, 'lib/services-stack.ts')).toContain('ports: { tcp: 8080 },')
    expect(contentOf(design, 'lib/services-stack.ts')).toContain("target: this.b.target('tcp')")
  })

  test('to a port that speaks one protocol carry its name', () => {
    const design = designOf({ a: service, b: service, c: service }, [
      ['a', 'b', 'grpc'],
      ['b', 'c', 'http'],
    ])
    expect(contentOf(design, 'lib/services-stack.ts')).toContain("this.a.calls(this.b, 'grpc');\n")
    expect(contentOf(design, 'lib/services-stack.ts')).toContain('this.b.calls(this.c);\n')
  })
})

test('what only a timer calls is not opened to the internet', () => {
  const even = { kind: 'traffic', rate: 1, arrivals: 'constant' }
  const components = { people: { kind: 'traffic', rate: 1 }, timer: even, shop: { kind: 'service' }, worker: { kind: 'service' } }
  const entrancesOf = (design: Design) => [...contentOf(design, 'lib/services-stack.ts').matchAll(/publish\('(.*?)'/g)].map(([, id]) => id)
  const both = designOf(components, [
    ['people', 'shop', 'http'],
    ['timer', 'worker', 'http'],
  ])
  expect(entrancesOf(both)).toEqual(['shop'])
  expect(exported(both).losses).toContainEqual({ where: 'timer', what: expect.stringContaining('as a timer does') })
  // Where all traffic is even, it is people after all.
  expect(entrancesOf(designOf({ ...components, people: even }, [['timer', 'worker', 'http']]))).toEqual(['worker'])
})

describe('objectives', () => {
  const components = {
    people: { kind: 'traffic', rate: 1, journeys: { buy: 1, look: 1 } },
    shop: { kind: 'service' },
    db: { kind: 'postgres' },
  }
  const alarmsOf = (...objectives: Objective[]) =>
    toAlarms(
      toPlan(
        designOf(
          components,
          [
            ['people', 'shop', 'http'],
            ['shop', 'db', 'postgres'],
          ],
          { scenarios: { day: { duration: '1m', objectives } } },
        ),
      ),
    )

  test.each([
    [{ metric: 'p95', below: '300ms' }, 'slowAnswers p95 0.3'],
    [{ metric: 'p999', below: 300 }, 'slowAnswers p99.9 0.3'],
    [{ metric: 'availability', above: 0.999 }, 'unavailable 0.1'],
    [{ component: 'shop', metric: 'mean', below: '1s' }, 'slowCalls Average 1000'],
    [{ component: 'shop', metric: 'errorRate', below: 0.01 }, 'failedCalls 1'],
    [{ component: 'shop', metric: 'utilisation', below: 0.8 }, 'busyTasks 80'],
  ] as [Objective, string][])('%j', (objective, alarm) => {
    const { alarms, losses } = alarmsOf(objective)
    expect(alarms.map(({ method, statistic, threshold }) => [method, statistic, threshold].filter(Boolean).join(' '))).toEqual([alarm])
    expect(losses).toEqual([])
  })

  test.each([
    [{ metric: 'throughput', above: 5 }, 'throughput above 5: fewer requests, as at night, are no fault'],
    [{ journey: 'sell', metric: 'p95', below: '1s' }, 'p95 of sell below 1s: its journey enters nowhere'],
    [{ component: 'db', metric: 'p95', below: '1s' }, 'p95 of db below 1s: there is an alarm for services only'],
  ] as [Objective, string][])('%j has no alarm', (objective, reason) => {
    expect(alarmsOf(objective).losses).toEqual([{ where: 'scenarios.day', what: expect.stringContaining(reason) }])
  })

  test('of journeys that enter together: the loosest holds for both', () => {
    const { alarms } = alarmsOf({ journey: 'buy', metric: 'p95', below: '1s' }, { journey: 'look', metric: 'p95', below: '200ms' })
    expect(alarms.map(({ threshold }) => threshold)).toEqual([1])
  })

  test('of journeys that no path tells apart: they are watched together, which is said', () => {
    const { losses } = alarmsOf({ journey: 'buy', metric: 'availability', above: 0.99 })
    expect(losses).toEqual([
      { where: 'scenarios.day', what: expect.stringContaining('no path tells buy from look, so the alarm watches them together') },
    ])
  })

  test('of journeys with paths of their own: each is watched by itself', () => {
    const design = designOf(components, [], {
      connections: [
        { from: 'people', to: 'shop', protocol: 'http', path: { buy: '/orders?page=1', look: '/' } },
        { from: 'shop', to: 'db', protocol: 'postgres' },
      ],
      scenarios: {
        day: {
          duration: '1m',
          objectives: [
            { journey: 'buy', metric: 'p95', below: '1s' },
            { journey: 'look', metric: 'p95', below: '200ms' },
            { journey: 'buy', metric: 'availability', above: 0.99 },
          ],
        },
      },
    })
    const { alarms, losses } = toAlarms(toPlan(design))
    expect(alarms.map(({ id, threshold }) => `${id} ${threshold}`)).toEqual([
      'ShopBuyEntranceSlowP95 1',
      'ShopEntranceSlowP95 0.2',
      'ShopBuyEntranceFailing 1',
      'Unavailable 1',
    ])
    expect(losses).toEqual([])
    const services = contentOf(design, 'lib/services-stack.ts')
    expect(services).toContain("shopBuy: entrances.publish('shopBuy', {")
    expect(services).toContain("paths: ['/orders', '/orders/*'],")
  })
})

describe('what is deployed', () => {
  test('builds from the folder as it is seen from the export', () => {
    const design = designOf({ stock: { kind: 'service', build: './services/stock' } }, [])
    expect(contentOf(design, 'lib/services-stack.ts', '../designs')).toContain("imageFrom('../designs/services/stock')")
  })

  test('plays services without an image, which call others over HTTP alone', () => {
    const design = designOf({ shop: { kind: 'service' }, stock: { kind: 'service' }, db: { kind: 'postgres' } }, [
      ['shop', 'stock', 'http'],
      ['shop', 'db', 'postgres'],
    ])
    const program = JSON.parse(contentOf(design, 'stand-in/programs/shop.json'))
    expect(program.calls.map(({ connection, host, port }: Record<string, unknown>) => [connection, host, port])).toEqual([
      ['shop->stock', 'stock', 8080],
    ])
    expect(contentOf(design, 'lib/services-stack.ts')).toContain("...standIn('shop', 8080)")
  })

  test('finds the password of a store in the secret of that store, and makes the others', () => {
    const services = contentOf(awkwardDesign, 'lib/services-stack.ts')
    expect(services).toContain("DATABASE_PASSWORD: ecs.Secret.fromSecretsManager(data.store.signInOf('stock'), 'password')")
    expect(services).toContain('KEY: ecs.Secret.fromSecretsManager(secrets.pathSecret)')
    expect(contentOf(awkwardDesign, 'lib/secrets-stack.ts')).toContain("this.pathSecret = createSecret(this, 'PathSecret', 'path');")
  })

  test('sizes databases by their connections and memory', () => {
    const sizeOf = (store: object) =>
      /instanceType: '(.*)'/.exec(contentOf(designOf({ db: { kind: 'postgres', ...store } }, []), 'lib/data-stack.ts'))?.[1]
    expect([{}, { connections: 300 }, { memory: '30GiB' }, { memory: '900GiB' }].map(sizeOf)).toEqual([
      't4g.small',
      't4g.medium',
      'r8g.xlarge',
      'r8g.4xlarge',
    ])
  })

  test('gives queues what the design says of delivery, and functions time to handle a message', () => {
    const queue = { kind: 'queue', visibilityTimeout: '45s', maxReceives: 3, deadLetter: 'failed', retention: '2h' }
    const components = { work: queue, failed: { kind: 'queue' }, thumbs: { kind: 'function' } }
    const before = contentOf(designOf(components, []), 'lib/messaging-stack.ts')
    expect(before).toContain(
      'visibilityTimeout: Duration.seconds(45),\n      maxReceiveCount: 3,\n      retentionPeriod: Duration.seconds(7200),\n      deadLetters: this.failed.queue,',
    )
    expect(before.indexOf('this.failed = ')).toBeLessThan(before.indexOf('this.work = '))
    expect(contentOf(designOf(components, [['work', 'thumbs', 'sqs']]), 'lib/messaging-stack.ts')).toContain(
      'visibilityTimeout: Duration.seconds(180),\n      maxReceiveCount: 3',
    )
  })
})

describe('large systems', () => {
  test('are split over stacks, of which each waits for earlier ones only', () => {
    const plan = toPlan(largeSystem)
    const wiring = toWiring(plan)
    const stacks = toStacks(plan, wiring, toData(plan, wiring)).map(({ suffix, props }) => ({ suffix, props }))
    const services = stacks.filter(({ suffix }) => suffix.startsWith('Services'))
    expect(services.length).toBeGreaterThan(2)
    for (const [index, { props }] of services.entries()) {
      const others = props.filter((prop) => prop.startsWith('services'))
      for (const other of others) expect(Number(other.slice('services'.length) || '1')).toBeLessThan(index + 1)
    }
    expect(contentOf(largeSystem, 'README.md')).toContain('| `LargeServices2` |')
  })
})

test('losses say what is different for each component', () => {
  const losses = exported(awkwardDesign).losses.map(({ where, what }) => `${where}: ${what}`)
  const said = [
    'people: It stands for people',
    'gateway: nginx makes no retries towards shop',
    'gateway: No timeout is given towards shop',
    'gateway: From 10.0.0.0/8',
    'gateway: The design does not state its memory',
    'admin: No timeout is given',
    'admin: From 10.0.0.0/8',
    'admin: The design does not state its cpu:',
    'shop: It has neither an image nor a folder',
    'shop: The design does not state its cpu:',
    'shop: It scales on the CPU',
    'stock: Its image is built from services/stock',
    'stock: The design does not state its cpu and memory',
    'mail: The design does not state its cpu and memory',
    'store: For programs that use it: it answers on another port',
    'store: max_connections is 15',
    'cache: For programs that use it: it answers over TLS',
    'news: For programs that use it: it answers over TLS',
    'news: Its services sign in as the one user of the broker',
    'shop->stock: shop and stock wait for each other',
    'admin: It is reached under names that begin with admin. alone',
    'stock->shop: mode: what the program that calls does',
    'shop->stock: latency: the network of AWS is what it is',
    'shop->store: calls: what the program that calls will do',
    'shop->news: mode: what the program that calls will do',
    'news->mail: mail keeps its number of tasks',
    'groups.inside: It is a boundary on the drawing only',
    'scenarios.rush: Not carried over: traffic and faults.',
  ]
  expect(losses).toEqual(said.map((begin) => expect.stringContaining(begin)))
})

test('a task that is far larger than what is asked for, as Fargate has no smaller one, is told of', () => {
  const lossesOf = (limits: object) =>
    exported({ microcosm: 1, components: { shop: { kind: 'service', image: 'acme/shop:1', ...limits } } })
      .losses.map(({ what }) => what)
      .filter((what) => what.includes('Fargate task'))
  expect(lossesOf({ cpu: 2, memory: '512MiB' })).toEqual([
    'The smallest Fargate task that holds what it asks for has 2 cores and 4 GiB, and is paid as such.',
  ])
  for (const limits of [{}, { cpu: 0.5, memory: '900MiB' }, { memory: '1GiB' }]) expect(lossesOf(limits)).toEqual([])
})
