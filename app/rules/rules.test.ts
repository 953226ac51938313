import { describe, expect, test } from 'vitest'
import { readDocument } from '../design/document.ts'
import { goodPractice } from './fixtures/good-practice.ts'
import { nonsenseScenarios } from './fixtures/nonsense-scenarios.ts'
import { checkDocument, rules } from './rules.ts'

/** A sound design; each case changes a line of it. */
const sound = `microcosm: 1
components:
  shoppers: { kind: traffic, rate: 5, journeys: { browse: 1, order: 1 } }
  gateway: { kind: nginx }
  catalogue: { kind: service }
  orders: { kind: service }
  sales: { kind: rabbitmq }
  mailer: { kind: service }
  orders-db: { kind: postgres }
connections:
  - { from: shoppers, to: gateway, protocol: http, path: { browse: /c } }
  - { from: gateway, to: catalogue, protocol: http, calls: { browse: 1 } }
  - { from: gateway, to: orders, protocol: http, calls: { order: 1 }, timeout: 1s }
  - { from: orders, to: catalogue, protocol: http }
  - { from: orders, to: sales, protocol: amqp }
  - { from: sales, to: mailer, protocol: amqp }
  - { from: orders, to: orders-db, protocol: postgres }
groups:
  shop: { members: [gateway, inner] }
  inner: { members: [catalogue] }
scenarios:
  bad:
    duration: 1m
    faults:
      - { at: 1s, kind: kill, target: shop }
      - { at: 1s, kind: latency, target: orders->catalogue, add: 5ms }
    objectives:
      - { journey: browse, metric: p99, below: 1s }
      - { component: orders, metric: utilisation, below: 0.8 }
`

const cases: [rule: string, written: string, instead: string, problem: string][] = [
  [
    'parameters-go-together',
    'orders: { kind: service }',
    'orders: { kind: ecs-service, cpu: 1, memory: 512MiB }',
    '6:48 error: orders has tasks of 1 vCPU and 512MiB, a pair that Fargate does not run. With 1 vCPU goes memory from 2GiB to 8GiB, in steps of 1GiB.',
  ],
  [
    'payload-within-limit',
    'orders-db: { kind: postgres }\nconnections:\n',
    'orders-db: { kind: postgres }\n  photos: { kind: lambda }\nconnections:\n  - { from: orders, to: photos, protocol: http, requestSize: 7MiB }\n',
    '12:62 error: requestSize of orders->photos is 7MiB, and photos takes 6 MiB. Send less at once, or hand over where the data lies instead of the data.',
  ],
  [
    'connection-target-exists',
    'to: catalogue, protocol: http, calls',
    'to: catalog, protocol: http, calls',
    '12:26 error: The connection gateway->catalog ends at "catalog", which is no component. Did you mean catalogue?',
  ],
  [
    'connection-target-exists',
    '{ from: orders, to: orders-db',
    '{ from: zebra, to: orders-db',
    '17:13 error: The connection zebra->orders-db starts at "zebra", which is no component. Add the component or take the connection out.',
  ],
  [
    'connection-protocol-allowed',
    'to: orders-db, protocol: postgres',
    'to: orders-db, protocol: http',
    '17:46 error: orders cannot call orders-db over http. Use postgres.',
  ],
  [
    'connection-protocol-allowed',
    '{ from: orders, to: orders-db',
    '{ from: gateway, to: orders-db',
    '17:47 error: gateway cannot call orders-db: PostgreSQL answers postgres, and nginx gateway speaks http. Take the connection out, or put something between them.',
  ],
  [
    'no-synchronous-cycle',
    '{ from: sales, to: mailer, protocol: amqp }',
    '{ from: catalogue, to: orders, protocol: http }',
    '14:5 error: These wait for one another in a circle: catalogue -> orders -> catalogue. Make one of the calls async, such as orders->catalogue, or put a queue there.',
  ],
  [
    'one-connection-per-pair',
    '{ from: sales, to: mailer, protocol: amqp }',
    '{ from: orders, to: catalogue, protocol: http }',
    '16:5 error: There is a second connection orders->catalogue. Keep one; `calls` says how often it is used.',
  ],
  [
    'endpoint-exists',
    'to: orders-db, protocol: postgres',
    'to: orders-db, protocol: postgres, endpoints: { write: 1 }',
    '17:76 error: orders->orders-db calls the endpoint "write", which orders-db does not have. Give orders-db endpoints: { write: { time: 5ms } }, or take it out.',
  ],
  [
    'fallback-of-another-call',
    'to: orders-db, protocol: postgres',
    'to: orders-db, protocol: postgres, fallbackFor: gateway',
    '17:69 error: orders->orders-db is the fallback for "gateway", which orders does not call. Draw a connection from orders to it, or name one that orders calls.',
  ],
  [
    'fallback-of-another-call',
    'to: orders-db, protocol: postgres',
    'to: orders-db, protocol: postgres, fallbackFor: orders-db',
    '17:69 error: orders->orders-db is the fallback for "orders-db", which is the same call. Name another component that orders calls, or use retries.',
  ],
  [
    'field-takes-effect',
    '{ from: orders, to: sales, protocol: amqp }',
    '{ from: orders, to: sales, protocol: amqp, deadline: 1s }',
    '15:58 warning: deadline of orders->sales has no effect: an accepted message is on its own. Take it out, or set a timeout.',
  ],
  [
    'call-policies-fit-together',
    'to: orders-db, protocol: postgres',
    'to: orders-db, protocol: postgres, retries: { attempts: 1, on: [timeout] }',
    '17:84 error: orders->orders-db is tried again on timeouts and has no timeout. Give it a timeout, or name other failures.',
  ],
  [
    'call-policies-fit-together',
    'to: orders-db, protocol: postgres',
    'to: orders-db, protocol: postgres, retries: { attempts: 1, budget: 0.1, tokens: { most: 9, perSuccess: 0.1 } }',
    '17:101 error: orders->orders-db has retries with a budget and with a token bucket. Keep tokens, which only successes fill, or budget, which all requests fill.',
  ],
  [
    'endpoint-is-called',
    'orders-db: { kind: postgres',
    'orders-db: { kind: postgres, endpoints: { browse: { time: 1ms }, write: { time: 9ms } }',
    '9:75 warning: Nobody calls the endpoint write of orders-db. Name it on a connection to orders-db, as endpoints: { write: 1 }, or after a journey (browse, order, default).',
  ],
  [
    'group-members-exist',
    'members: [catalogue]',
    'members: [catalog]',
    '20:22 error: The group inner has a member "catalog", which is neither a component nor a group. Did you mean catalogue?',
  ],
  [
    'group-members-exist',
    'members: [catalogue]',
    'members: [shop]',
    '19:20 error: The group shop is inside itself. Take it out of its own members.',
  ],
  [
    'fault-target-exists',
    'target: shop',
    'target: shops',
    '25:39 error: In the scenario bad the fault "kill" has the target "shops", which is no component, connection or group. Name a component or a group.',
  ],
  [
    'fault-target-exists',
    'target: shop',
    'target: orders->sales',
    '25:39 error: In the scenario bad the fault "kill" has the target "orders->sales", which is a connection, and it strikes components. Name a component or a group.',
  ],
  [
    'fault-target-exists',
    'target: orders->catalogue',
    'target: catalogue->orders',
    '26:42 error: In the scenario bad the fault "latency" has the target "catalogue->orders", which is no component, connection or group. Name a connection as from->to, a component, or a group.',
  ],
  [
    'objective-refers',
    'journey: browse, metric',
    'journey: brows, metric',
    '28:9 error: In the scenario bad an objective on p99 names the journey "brows", which no traffic has. Journeys: browse, order, default.',
  ],
  [
    'objective-refers',
    'below: 1s',
    'below: 1',
    '28:9 error: In the scenario bad an objective on p99 has a bound of the wrong sort. Write a duration such as 400ms.',
  ],
  [
    'objective-refers',
    'component: orders, metric',
    'component: order, metric',
    '29:9 error: In the scenario bad an objective on utilisation names the component "order", which is not there. Name a component of the design.',
  ],
  [
    'journey-exists',
    'calls: { browse: 1 }',
    'calls: { brows: 1 }',
    '12:69 error: gateway->catalogue has calls for the journey "brows", which no traffic has. Did you mean browse?',
  ],
  [
    'miss-of-earlier-call',
    'to: orders-db, protocol: postgres',
    'to: orders-db, protocol: postgres, onMiss: mailer',
    '17:64 error: orders->orders-db is called on a miss of "mailer", which orders does not call. Draw a connection from orders to the cache.',
  ],
  [
    'miss-of-earlier-call',
    'to: orders-db, protocol: postgres',
    'to: orders-db, protocol: postgres, onMiss: catalogue',
    '17:64 error: orders->orders-db is called on a miss of "catalogue", which is no cache. Give catalogue a cache: { hitRatio: 0.9 }, or take onMiss out.',
  ],
  [
    'dead-letters-go-to-broker',
    'sales: { kind: rabbitmq }',
    'sales: { kind: rabbitmq, deadLetter: mailer }',
    '7:40 error: The dead letters of sales go to "mailer", which is no broker. Name a queue of the design.',
  ],
  [
    'dead-letters-go-to-broker',
    'sales: { kind: rabbitmq }',
    'sales: { kind: rabbitmq, deadLetter: sales }',
    '7:40 error: The dead letters of sales go to "sales", which is itself. Name a queue of the design.',
  ],
  [
    'field-takes-effect',
    'orders: { kind: service }',
    'orders: { kind: service, work: { time: 5ms, cv: 3 } }',
    '6:51 warning: work.cv of orders has no effect: its work is exponential. Choose lognormal or gamma, or take cv out.',
  ],
  [
    'field-takes-effect',
    'orders: { kind: service }',
    'orders: { kind: service, work: { time: 5ms, distribution: gamma, samples: [1ms] } }',
    '6:77 warning: work.samples of orders has no effect: its work is gamma. Choose empirical, or take samples out.',
  ],
  [
    'field-takes-effect',
    'sales: { kind: rabbitmq }',
    'sales: { kind: rabbitmq, batch: { size: 50 } }',
    '7:43 warning: batch.size of sales is more than its prefetch of 10, so no batch is ever full. Raise the prefetch, or lower it.',
  ],
  [
    'field-takes-effect',
    'mailer: { kind: service }',
    'mailer: { kind: function, maxInstances: 2, provisioned: 5 }',
    '8:59 warning: provisioned of mailer is more than it may have instances, which is 2. Raise maxInstances, or lower it.',
  ],
  [
    'field-takes-effect',
    'mailer: { kind: service }',
    'mailer: { kind: service, replicas: 9, autoscale: { min: 1, max: 4, target: 0.5 } }',
    '8:38 warning: replicas of mailer is outside of what its autoscaling allows, 1 to 4. Choose a number between them, or take it out.',
  ],
  [
    'field-takes-effect',
    'orders-db: { kind: postgres }',
    'orders-db: { kind: redis, cache: { keys: 5, coalesce: true } }',
    '9:57 warning: cache.coalesce of orders-db has no effect: nobody fetches what it misses, so that is there at once. Connect it to what it reads from, or write onMiss on a connection of its caller.',
  ],
  [
    'autoscaling-can-act',
    'mailer: { kind: service }',
    'mailer: { kind: service, concurrency: 4, autoscale: { min: 1, max: 4, target: 0.95 } }',
    '8:81 warning: mailer never adds replicas by its utilisation: that reaches 1 at most, and 1.04 has to be exceeded. Lower the target.',
  ],
  [
    'autoscaling-can-act',
    'mailer: { kind: service }',
    'mailer: { kind: service, concurrency: 4, autoscale: { min: 1, max: 4, target: 0.5, reserved: 8 } }',
    '8:96 warning: mailer reserves 8 workers of each replica, which has 4. Reserve 4 or less.',
  ],
  [
    'autoscaling-can-act',
    'catalogue: { kind: service }',
    'catalogue: { kind: service, autoscale: { min: 1, max: 4, target: 5, metric: backlog } }',
    '5:79 warning: catalogue scales on its backlog, and no broker delivers to it. Choose utilisation, queue or rate, or connect a queue to it.',
  ],
  [
    'field-takes-effect',
    'orders-db: { kind: postgres }',
    'orders-db: { kind: postgres, failover: 5s }',
    '9:42 warning: failover of orders-db has no effect: there is no replica to take over. Give it readReplicas, or take failover out.',
  ],
  [
    'field-takes-effect',
    'orders-db: { kind: postgres }',
    'orders-db: { kind: postgres, locking: optimistic }',
    '9:41 warning: locking of orders-db has no effect: no two calls are about the same row. Say with rows which they are about, or take it out.',
  ],
  [
    'field-takes-effect',
    'orders-db: { kind: postgres }',
    'orders-db: { kind: aurora-postgres, serverless: { min: 0, max: 4 }, connections: 50 }',
    '9:84 warning: connections of orders-db has no effect: one that pauses is predicted with a worker for each core. Take it out.',
  ],
  [
    'field-takes-effect',
    'inner: { members: [catalogue] }',
    'inner: { members: [catalogue], latency: 2ms }',
    '20:43 warning: latency of inner has no effect: it is no zone. Write kind: zone, or take it out.',
  ],
  [
    'field-takes-effect',
    'to: orders-db, protocol: postgres',
    'to: orders-db, protocol: postgres, reads: 0.5',
    '17:63 warning: reads of orders->orders-db has no effect: orders-db has no read replicas. Give orders-db readReplicas, or take reads out.',
  ],
  [
    'field-takes-effect',
    'to: sales, protocol: amqp',
    'to: sales, protocol: amqp, batch: { size: 5 }',
    '15:55 warning: batch of orders->sales has no effect: orders is no broker. Set it on the connection from the broker to its consumer.',
  ],
  [
    'traffic-says-how-much',
    'rate: 5,',
    'users: 5, rate: 5,',
    '3:37 error: shoppers has rate and users, which are different ways to send. Keep one of them.',
  ],
  [
    'serving-fits-together',
    'catalogue: { kind: service }',
    'catalogue: { kind: service, priorities: { brows: 1 } }',
    '5:52 error: catalogue has a priority for the journey "brows", which no traffic has. Did you mean browse?',
  ],
  [
    'call-policies-fit-together',
    'timeout: 1s',
    'timeout: 1s, hedge: { after: 2s }',
    '13:100 error: gateway->orders sends another attempt after 2s, when the first was given up after 1s. Hedge sooner than the timeout.',
  ],
  [
    'fault-times-fit',
    'kind: kill, target: shop',
    'kind: kill, target: shop, for: 5s, repeat: { every: 4s }',
    '25:62 error: In the scenario bad the fault "kill" on shop lasts 5s and comes again every 4s. Make it shorter, or come less often.',
  ],
  [
    'traffic-goes-somewhere',
    '{ from: shoppers, to: gateway, protocol: http, path: { browse: /c } }',
    '{ from: mailer, to: gateway, protocol: http }',
    '3:13 error: The traffic of shoppers goes nowhere. Draw a connection from shoppers to where its requests arrive.',
  ],
  [
    'queue-has-consumer',
    '{ from: sales, to: mailer, protocol: amqp }',
    '{ from: catalogue, to: mailer, protocol: http }',
    '7:10 warning: Nobody consumes the messages of sales. Draw a connection from sales to its consumer.',
  ],
  [
    'component-unreachable',
    '{ from: orders, to: orders-db, protocol: postgres }',
    '{ from: orders, to: mailer, protocol: http }',
    '9:14 warning: No traffic reaches orders-db. Connect it to what calls it, or take it out.',
  ],
  [
    'gateway-forwards-once',
    'calls: { order: 1 }',
    'calls: 1',
    '4:12 warning: gateway forwards a request to one target, and its calls add up to more than one for browse; they are taken as weights. Give each journey its targets with `calls`, such as calls: { browse: 1 }.',
  ],
  [
    'gateway-tells-requests-apart',
    ', path: { browse: /c }',
    '',
    '4:12 warning: gateway cannot tell which requests are for catalogue, orders: no path leads there, so exported files answer them 404. Give each connection of the gateway the `path` that its requests begin with.',
  ],
  [
    'timeout-shorter-than-work',
    'timeout: 1s',
    'timeout: 1ms',
    '13:80 warning: gateway gives up on orders after 1ms, sooner than one request there is worked on (5ms). Set a longer timeout, or less work.',
  ],
  [
    'secret-is-named',
    'orders: { kind: service }',
    'orders: { kind: service, env: { STRIPE: sk_live_0123456789abcdef } }',
    '6:43 warning: STRIPE of orders looks like a secret, and a design is a file that people share. Write { secret: orders-stripe } instead; exports ask for its value, and leave this one out.',
  ],
  [
    'privileges-are-needed',
    'orders: { kind: service }',
    'orders: { kind: service, x-compose: { privileges: ["pid: host"] } }',
    '6:54 warning: The Compose file of orders says pid: host: it sees and may end the processes of the machine. A run here gives it nothing of that. Take it out of the file unless it has to be, and import it again.',
  ],
  [
    'design-has-traffic',
    '{ kind: traffic, rate: 5, journeys: { browse: 1, order: 1 } }',
    '{ kind: service }',
    '3:3 warning: No traffic comes to this design, so nothing will happen. Add traffic and connect it.',
  ],
  [
    'presentation-refers',
    'groups:\n',
    'presentation:\n  - { name: Shop, focus: [shop, catalogu] }\ngroups:\n',
    '19:33 warning: The step "Shop" of the presentation shows "catalogu", which is neither a component nor a group. Did you mean catalogue?',
  ],
  [
    'presentation-refers',
    'groups:\n',
    'presentation:\n  - { name: Shop, scenario: worse }\ngroups:\n',
    '19:29 warning: The step "Shop" of the presentation shows the scenario "worse", which is not there. Take it out of the step, or add the scenario.',
  ],
  [
    'presentation-refers',
    'groups:\n',
    'presentation:\n  - { name: Shop, steady: true, at: 2m }\ngroups:\n',
    '19:37 warning: The step "Shop" of the presentation shows 2m of steady traffic, which is over after 30s. Show an earlier moment; until then its last one is shown.',
  ],
  [
    'presentation-refers',
    'groups:\n',
    'presentation:\n  - { name: Shop, scenario: bad, at: 2m }\ngroups:\n',
    '19:38 warning: The step "Shop" of the presentation shows 2m of the scenario bad, which is over after 1m. Show an earlier moment; until then its last one is shown.',
  ],
  [
    'presentation-refers',
    'groups:\n',
    'presentation:\n  - { name: Shop, at: 2s }\ngroups:\n',
    '19:23 warning: The step "Shop" of the presentation names a moment and no scenario. Say of which scenario, or take the moment out.',
  ],
]

function problemsOf(text: string): string[] {
  const mistakes = checkDocument(readDocument(text)).filter(({ severity }) => severity !== 'advice')
  return mistakes.map(({ line, column, severity, message, remedy }) => `${line}:${column} ${severity}: ${message} ${remedy}`)
}

describe('misses of a cache', () => {
  const toText = (lookup: string, cache = '{ kind: redis, cache: {} }', fetch = 'postgres') => `microcosm: 1
components:
  users: { kind: traffic, rate: 5 }
  shop: { kind: service }
  cache: ${cache}
  store: { kind: ${fetch} }
connections:
  - { from: users, to: shop, protocol: http }
  - { from: shop, to: store, protocol: ${fetch === 'service' ? 'http' : 'postgres'}, order: 1, onMiss: cache }
  - { from: shop, to: cache, protocol: ${fetch === 'service' ? 'http' : 'redis'}, ${lookup} }
`
  const place = '9:68 error: shop->store is called on a miss of "cache", which'

  test('are served by a call that comes after the lookup', () => {
    expect(problemsOf(toText('order: 0'))).toEqual([])
    expect(problemsOf(toText('order: 1'))).toEqual([`${place} is called no earlier. Move shop->cache before it, or give it a lower order.`])
  })

  test('are known to a caller that waits for the lookup', () => {
    expect(problemsOf(toText('order: 0, mode: async'))).toEqual([`${place} shop does not wait for. Take mode: async out of shop->cache.`])
  })

  test('are not known of a cache that fetches what it misses', () => {
    const text = `${toText('order: 0', '{ kind: nginx, cache: {} }', 'service')}  - { from: cache, to: store, protocol: http }\n`
    expect(problemsOf(text)).toEqual([
      '9:64 error: shop->store is called on a miss of "cache", which fetches what it misses itself. Take out onMiss, or the connections that start at cache.',
    ])
  })
})

describe('design rules', () => {
  test('find nothing in a sound design', () => {
    expect(problemsOf(sound)).toEqual([])
  })

  test.each(cases)('%s: %s -> %s', (_rule, written, instead, problem) => {
    expect(sound).toContain(written)
    expect(problemsOf(sound.replace(written, instead))).toContain(problem)
  })

  test('each has a case here, among the nonsense scenarios or those of good practice', () => {
    expect(
      [
        ...new Set([...cases.map(([rule]) => rule), ...nonsenseScenarios.map(([, rule]) => rule), ...goodPractice.map(([rule]) => rule)]),
      ].sort(),
    ).toEqual(rules.map(({ id }) => id).sort())
  })

  test('take the share that reads for one that means something where writes can conflict', () => {
    const text = sound
      .replace('orders-db: { kind: postgres }', 'orders-db: { kind: postgres, rows: { keys: 5 }, locking: optimistic }')
      .replace('to: orders-db, protocol: postgres', 'to: orders-db, protocol: postgres, reads: 0.5')
    expect(problemsOf(text)).toEqual([])
  })

  test('find the places in a list from which the schema took entries', () => {
    const text = sound
      .replace('path: { browse: /c } }', 'path: { browse: /c }, order: first }')
      .replace('  - { from: shoppers', '  - 5\n  - { from: shoppers')
      .replace('to: orders-db, protocol: postgres', 'to: nobody, protocol: postgres')
    expect(problemsOf(text)).toContain(
      '18:25 error: The connection orders->nobody ends at "nobody", which is no component. Add the component or take the connection out.',
    )
  })

  test('do not miss what the schema refused', () => {
    const text =
      'microcosm: 1\ncomponents:\n  users: { kind: traffic, rate: 5 }\n  shop: { kind: servicee }\nconnections:\n  - { from: users, to: shop, protocol: http }\n'
    expect(checkDocument(readDocument(text)).map(({ rule }) => rule)).toEqual(['schema'])
  })

  test('take no scraper for a part of a request: it needs no traffic, reaches nobody, and closes no circle', () => {
    const text = sound
      .replace('  orders-db:', '  metrics: { kind: prometheus }\n  idle: { kind: service }\n  orders-db:')
      .replace(
        'groups:',
        '  - { from: metrics, to: orders, protocol: http }\n  - { from: metrics, to: idle, protocol: http }\n  - { from: orders, to: metrics, protocol: http }\ngroups:',
      )
    expect(problemsOf(text)).toEqual([expect.stringContaining('warning: No traffic reaches idle.')])
    const unasked = text.replace('  - { from: orders, to: metrics, protocol: http }\n', '')
    expect(problemsOf(unasked)).toEqual([expect.stringContaining('warning: No traffic reaches idle.')])
  })

  test('name a cycle among thousands of components', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => `s${index}`)
    const design = {
      microcosm: 1,
      components: Object.fromEntries(ids.map((id) => [id, { kind: 'service' }])),
      connections: ids.map((id, index) => ({ from: id, to: ids[(index + 1) % ids.length], protocol: 'http' })),
    }
    const found = checkDocument(readDocument(JSON.stringify(design))).filter(({ rule }) => rule === 'no-synchronous-cycle')
    expect(found).toHaveLength(1)
  })
})
