import { describe, expect, test } from 'vitest'
import { importTexts } from '../fixtures/import-texts.ts'

/** Connections as an owner of such systems would draw them, from what the files say. */

const compose = (...services: string[]) => `name: town\nservices:\n${services.map((service) => `  ${service}\n`).join('')}`

function infer(texts: Record<string, string>) {
  const { design, inferred, problems } = importTexts(texts)
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const drawn = (design?.connections ?? []).map(({ from, to, protocol }) => `${from}->${to} ${protocol}`)
  return { drawn, pairs: drawn.map((each) => each.split(' ')[0] ?? ''), inferred, components: design?.components ?? {} }
}

describe('settings that several are given', () => {
  test('one file for all: who uses what is told by whom they wait for, and by their names in the keys', () => {
    const program = (name: string, rest = '') =>
      `${name}: { image: acme/rental, entrypoint: ${name}, volumes: ["./all.json:/all.json"]${rest} }`
    const { pairs, inferred } = infer({
      'compose.yaml': compose(
        program('site', ', depends_on: [directory, cars, renters]'),
        program('cars', ', depends_on: [directory]'),
        program('renters', ', depends_on: [directory]'),
        program('prices', ', depends_on: [directory, prices-cache]'),
        program('bookings', ', depends_on: [directory]'),
        program('reviews', ', depends_on: [directory]'),
        'directory: { image: "hashicorp/consul:1" }',
        'traces: { image: "jaegertracing/all-in-one:1" }',
        ...['cars', 'renters', 'prices', 'bookings', 'reviews'].map((name) => `${name}-docs: { image: "mongo:7" }`),
        ...['prices', 'bookings', 'reviews'].map((name) => `${name}-cache: { image: "memcached:1" }`),
      ),
      'all.json': JSON.stringify(
        {
          directoryAddress: 'directory:8500',
          tracesAddress: 'traces:6831',
          CarsMongoAddress: 'cars-docs:27017',
          RentersMongoAddress: 'renters-docs:27017',
          PricesMongoAddress: 'prices-docs:27017',
          BookingsMongoAddress: 'bookings-docs:27017',
          ReviewsMongoAddress: 'reviews-docs:27017',
          PricesMemcAddress: 'prices-cache:11211',
          BookingsMemcAddress: 'bookings-cache:11211',
          ReviewsMemcAddress: 'reviews-cache:11211',
        },
        null,
        2,
      ),
    })
    const services = ['site', 'cars', 'renters', 'prices', 'bookings', 'reviews']
    const real = new Set([
      ...services.flatMap((name) => [`${name}->directory`, `${name}->traces`]),
      'site->cars',
      'site->renters',
      ...services.slice(1).map((name) => `${name}->${name}-docs`),
      ...services.slice(3).map((name) => `${name}->${name}-cache`),
    ])
    const right = pairs.filter((pair) => real.has(pair)).length
    expect(right / pairs.length).toBeGreaterThanOrEqual(0.9)
    expect(right / real.size).toBeGreaterThanOrEqual(0.9)
    // The rest is proposed, and none of it drawn.
    expect(inferred.filter(({ accepted, confidence }) => !accepted && confidence < 0.5).length).toBeGreaterThan(20)
  })

  test('one file for all that names stores alone: the start-up order tells who calls whom', () => {
    const program = (name: string, after: string) =>
      `${name}: { image: acme/fair, entrypoint: ${name}, volumes: ["./fair.json:/fair.json"], depends_on: [${after}] }`
    const { pairs } = infer({
      'compose.yaml': compose(
        program('desk', 'rides, guests'),
        program('rides', 'rides-db'),
        program('guests', 'guests-db'),
        'rides-db: { image: "mongo:7" }',
        'guests-db: { image: "mongo:7" }',
      ),
      'fair.json': '{ "A": "rides-db:27017",\n "B": "guests-db:27017" }',
    })
    expect(pairs.sort()).toEqual(['desk->guests', 'desk->rides', 'guests->guests-db', 'rides->rides-db'])
  })

  test('one file for all that names every store: whose each is, the start-up order says, and no more is drawn', () => {
    const program = (name: string, after: string) =>
      `${name}: { image: acme/shop, entrypoint: ${name}, volumes: ["./settings.json:/settings.json"], depends_on: [${after}] }`
    const { pairs } = infer({
      'compose.yaml': compose(
        program('front', 'orders, users'),
        program('orders', 'orders-db'),
        program('users', 'users-db, users-cache'),
        program('stock', 'stock-db'),
        ...['orders', 'users', 'stock'].map((name) => `${name}-db: { image: "mongo:7" }`),
        'users-cache: { image: memcached:1 }',
      ),
      'settings.json':
        '{ "OrdersMongo": "orders-db:27017", "UsersMongo": "users-db:27017", "StockMongo": "stock-db:27017", "UsersCache": "users-cache:11211" }',
    })
    expect(pairs.sort()).toEqual([
      'front->orders',
      'front->users',
      'orders->orders-db',
      'stock->stock-db',
      'users->users-cache',
      'users->users-db',
    ])
  })

  test('variables of one file that stores and an engine of search are given as well', () => {
    const { pairs } = infer({
      'compose.yaml': compose(
        'api: { image: acme/api, env_file: shared.env, depends_on: [db, cache] }',
        'search: { image: acme/searchd, env_file: shared.env }',
        'db: { image: "mysql:8", env_file: shared.env }',
        'cache: { image: "redis:7", env_file: shared.env }',
      ),
      'shared.env': 'MYSQL_HOST=db\nREDIS_HOST=cache\nSEARCH_URL=http://search:9200\n',
    })
    expect(pairs).toEqual(expect.arrayContaining(['api->db', 'api->cache']))
    expect(pairs.filter((pair) => !['api->db', 'api->cache', 'api->search'].includes(pair))).toEqual([])
  })

  test('sections and names of files say whose settings they are', () => {
    const mounted = 'volumes: ["./config:/etc/app/config"]'
    const { pairs } = infer({
      'compose.yaml': compose(
        `meals: { image: acme/meals, ${mounted} }`,
        `tables-service: { image: acme/tables, ${mounted} }`,
        'meals-db: { image: "postgres:16" }',
        'tables-db: { image: "postgres:16" }',
        'search: { image: "opensearchproject/opensearch:2" }',
      ),
      'config/app.yml': 'meals:\n  db: postgres://meals-db:5432/x\ntables:\n  db:\n    url: postgres://tables-db:5432/x\n',
      'config/tables.yml': 'search:\n  nodes: http://search:9200\n',
    })
    expect(pairs).toEqual(['meals->meals-db', 'tables-service->tables-db', 'tables-service->search'])
  })

  test('variables of one file for all', () => {
    const { pairs } = infer({
      'compose.yaml': compose(
        'desk: { image: acme/desk, env_file: all.env, depends_on: [db] }',
        'finder: { image: acme/finder, env_file: all.env }',
        'db: { image: "mysql:8", env_file: all.env }',
        'cache: { image: "redis:7" }',
      ),
      'all.env': 'DB_HOST=db\nFINDER_CACHE=redis://cache:6379\n',
    })
    expect(pairs).toEqual(['desk->db', 'finder->cache'])
  })

  test('two halves of one gateway route alike', () => {
    const { pairs } = infer({
      'compose.yaml': compose(
        ...['left', 'right'].map((name) => `${name}: { image: "nginx:1.28", volumes: ["./n.conf:/etc/nginx/nginx.conf"] }`),
        'api: { image: acme/api }',
      ),
      'n.conf': 'http { server { location / { proxy_pass http://api:80; } } }',
    })
    expect(pairs).toEqual(['left->api', 'right->api'])
  })
})

describe('brokers', () => {
  const bus = 'bus: { image: "rabbitmq:4" }'
  const told = 'environment: { AMQP_URL: "amqp://bus:5672" }'

  test.each([
    ['a name', `mail-worker: { image: acme/mail, ${told} }`],
    ['a command', `mail: { image: acme/mail, command: "celery -A mail worker -l info", ${told} }`],
    ['a command in a list', `mail: { image: acme/mail, command: [bundle, exec, sidekiq], ${told} }`],
    ['a group of consumers', 'mail: { image: acme/mail, environment: { AMQP_URL: "amqp://bus:5672", MAIL_CONSUMER_GROUP: m } }'],
  ])('who takes messages is told by %s', (_what, service) => {
    const { drawn } = infer({ 'compose.yaml': compose(service, bus) })
    expect(drawn).toEqual([`bus->${service.split(':')[0]} amqp`])
  })

  test('who sends sends, and who shows messages to people does neither', () => {
    const { drawn } = infer({
      'compose.yaml': compose(
        `shop: { image: acme/shop, ports: ["80:80"], ${told} }`,
        `clock: { image: acme/shop, command: celery -A shop beat, ${told} }`,
        `timeservice: { image: acme/time, ${told} }`,
        `look: { image: "acme/amqp-ui:1", ${told} }`,
        bus,
      ),
    })
    expect(drawn).toEqual(['people->shop http', 'shop->bus amqp', 'clock->bus amqp', 'timeservice->bus amqp'])
  })

  test.each([
    ['MP_MESSAGING_INCOMING_ORDERS_TOPIC', 'bus->stock'],
    ['MP_MESSAGING_OUTGOING_ORDERS_TOPIC', 'stock->bus'],
    ['SPRING_CLOUD_STREAM_BINDINGS_ORDERS_IN_0_DESTINATION', 'bus->stock'],
    ['SPRING_CLOUD_STREAM_BINDINGS_ORDERS_OUT_0_DESTINATION', 'stock->bus'],
    ['SPRING_RABBITMQ_LISTENER_SIMPLE_CONCURRENCY', 'bus->stock'],
    ['INPUT_QUEUE', 'bus->stock'],
    ['QUEUE_OUT', 'stock->bus'],
    ['KAFKA_GROUP', 'bus->stock'],
    ['RABBITMQ_PREFETCH_COUNT', 'bus->stock'],
    ['ORDERS_SUBSCRIPTION', 'bus->stock'],
  ])('%s says that messages go %s', (variable, pair) => {
    const { pairs } = infer({
      'compose.yaml': compose(`stock: { image: acme/stock, environment: { AMQP_URL: "amqp://bus:5672", ${variable}: x } }`, bus),
    })
    expect(pairs).toEqual([pair])
  })

  test.each([
    ['mp.messaging.incoming.orders.topic=orders', 'bus->stock'],
    ['mp.messaging.outgoing.orders.topic=orders', 'stock->bus'],
    ['spring:\n  rabbitmq:\n    listener:\n      consumer: x', 'bus->stock'],
  ])('settings that hold %j say that messages go %s', (text, pair) => {
    const { pairs } = infer({
      'compose.yaml': compose(`stock: { image: acme/stock, ${told}, volumes: ["./app.properties:/app.properties"] }`, bus),
      'app.properties': text,
    })
    expect(pairs).toEqual([pair])
  })

  test('whom nobody calls gets its work from the broker; where nobody else sends, nothing is known', () => {
    const bakery = [
      `till: { build: ./till, ports: ["80:80"], ${told} }`,
      `baker: { build: ./baker, ${told}, depends_on: [bus] }`,
      `packer: { build: ./packer, ${told} }`,
      `till-recorder: { build: ./recorder, ports: ["9102:9102"], ${told} }`,
    ]
    const { drawn, inferred } = infer({ 'compose.yaml': compose(...bakery, bus) })
    expect(drawn.filter((each) => !each.startsWith('people->till-')).sort()).toEqual(
      ['people->till http', 'till->bus amqp', 'bus->baker amqp', 'bus->packer amqp', 'bus->till-recorder amqp'].sort(),
    )
    expect(inferred.find(({ connection }) => connection.to === 'baker')).toMatchObject({
      confidence: 0.6,
      reason: 'AMQP_URL of baker names bus: amqp://bus:5672; nobody calls baker and it publishes no port, so it seems to take messages.',
    })
    expect(inferred.find(({ connection }) => connection.from === 'till')?.reason).toMatch(/others come to till, so it seems to send\.$/)
    const alone = infer({ 'compose.yaml': compose(...bakery.slice(1, 3), bus) })
    expect(alone.drawn).toEqual(['baker->bus amqp', 'packer->bus amqp'])
    expect(alone.inferred[0]?.reason).toMatch(/; nothing says whether baker sends or takes messages\.$/)
  })

  test('of users of one bus who all publish a port, whom no other service calls takes what the others send', () => {
    const bookstore = [
      `gate: { image: "nginx:1.28", ports: ["80:80"], environment: { SHELVES_URL: "http://shelves", LENDING_URL: "http://lending" } }`,
      ...['shelves', 'lending', 'dues', 'letters'].map(
        (name, index) => `${name}: { build: ./${name}, ports: ["${8001 + index}:80"], environment: { BUS: bus } }`,
      ),
      `state: { build: ./state, environment: { CHECKS__0__URL: "http://dues/hc", CHECKS__1__URL: "http://lending/healthz" } }`,
    ]
    const { pairs, inferred } = infer({ 'compose.yaml': compose(...bookstore, bus) })
    expect(pairs.filter((pair) => pair.includes('bus')).sort()).toEqual(['bus->dues', 'bus->letters', 'lending->bus', 'shelves->bus'])
    expect(inferred.find(({ connection }) => connection.from === 'bus' && connection.to === 'dues')?.reason).toBe(
      'BUS of dues names bus: bus; no other service calls dues, and nobody else takes what is sent, so it seems to.',
    )
    // Where somebody says that he takes messages, the others send.
    const listener = `post-consumer: { build: ./post, environment: { BUS: bus } }`
    expect(infer({ 'compose.yaml': compose(...bookstore, listener, bus) }).pairs.filter((pair) => pair.startsWith('bus->'))).toEqual([
      'bus->post-consumer',
    ])
  })

  test('who calls those that send is not taken for whom they send to: a message would go round for ever', () => {
    const { pairs } = infer({
      'compose.yaml': compose(
        'kiosk: { image: acme/kiosk, ports: ["80:80"], environment: { DESK_URL: "http://desk", BUS: bus } }',
        'desk: { image: acme/desk, environment: { TILL_URL: "http://till" } }',
        'till: { image: acme/till, environment: { BUS: bus } }',
        bus,
      ),
    })
    expect(pairs.filter((pair) => pair.includes('bus')).sort()).toEqual(['kiosk->bus', 'till->bus'])
  })

  test('who sends and takes at one broker is drawn one way, and that is said', () => {
    const both = 'environment: { BUS: "amqp://bus:5672", INPUT_TOPIC: a, OUTPUT_TOPIC: b }'
    const { pairs, inferred } = infer({
      'compose.yaml': compose(`shop: { image: acme/shop, ports: ["80:80"], ${told} }`, `sorter: { image: acme/sorter, ${both} }`, bus),
    })
    expect(pairs).toEqual(['people->shop', 'shop->bus', 'bus->sorter'])
    expect(inferred.find(({ connection }) => connection.to === 'sorter')?.reason).toBe(
      'BUS of sorter names bus: amqp://bus:5672; sorter takes messages, as INPUT_TOPIC says and sends some too; drawn both ways a message would go round for ever.',
    )
  })
})

describe('addresses at which only health is asked', () => {
  test.each([
    ['ORDERS_URL', 'http://orders:80/hc'],
    ['OrdersUrlHC', 'http://orders'],
    ['HealthChecksUI__HealthChecks__0__Uri', 'http://orders/x'],
    ['WAIT_FOR', 'http://orders/actuator/health/readiness?full=1'],
  ])('%s=%s is no call, and is proposed', (name, value) => {
    const { pairs, inferred } = infer({
      'compose.yaml': compose(`desk: { image: acme/desk, environment: { ${name}: "${value}" } }`, 'orders: { image: acme/orders }'),
    })
    expect(pairs).toEqual([])
    expect(inferred).toMatchObject([
      { accepted: false, confidence: 0.4, reason: expect.stringMatching(/; it asks there for its health alone\.$/) },
    ])
  })

  test.each([
    ['ORDERS_URL', 'http://orders/health-records'],
    ['HEALTH_SERVICE_URL', 'http://orders'],
  ])('%s=%s is a call', (name, value) => {
    const { pairs } = infer({
      'compose.yaml': compose(`desk: { image: acme/desk, environment: { ${name}: "${value}" } }`, 'orders: { image: acme/orders }'),
    })
    expect(pairs).toEqual(['desk->orders'])
  })
})

describe('what an engine is, and what only uses its image', () => {
  test.each([
    ['its command is a tool', 'dump: { image: "postgres:16", command: [sh, -c, "pg_dump -h db > /x"] }', 'service'],
    [
      'another waits until it is done',
      'dump: { image: "postgres:16" }\n  late: { image: a, depends_on: { dump: { condition: service_completed_successfully } } }',
      'service',
    ],
    ['its command serves', 'dump: { image: "postgres:16", command: postgres -c max_connections=200 }', 'postgres'],
    ['its command is flags', 'dump: { image: "postgres:16", command: [-c, max_connections=200] }', 'postgres'],
    ['its command serves in a shell', 'dump: { image: "redis:7", command: sh -c "redis-server --requirepass x" }', 'redis'],
    ['a script of its own', 'dump: { image: "mysql:8", entrypoint: /scripts/start.sh }', 'mysql'],
  ])('%s', (_what, service, kind) => {
    expect(infer({ 'compose.yaml': compose(service, 'db: { image: "postgres:16" }') }).components.dump?.kind).toBe(kind)
  })

  test('the tool is drawn with what it works on', () => {
    const topics =
      'topics: { image: "apache/kafka:3.9.0", depends_on: [log], entrypoint: [bash, -c, "kafka-topics.sh --bootstrap-server log:9092 --create"] }'
    const { drawn, components } = infer({ 'compose.yaml': compose(topics, 'log: { image: "apache/kafka:3.9.0" }') })
    expect([drawn, components.topics?.kind]).toEqual([['topics->log kafka'], 'service'])
  })

  test.each([
    ['FROM mongo:7\nCOPY seed.js /docker-entrypoint-initdb.d/', 'mongodb'],
    ['ARG V=16\nFROM --platform=linux/amd64 postgres:${V} AS base\nFROM base\nRUN true', 'postgres'],
    ['FROM nginx:1.28\nCOPY site.conf /etc/nginx/conf.d/default.conf', 'nginx'],
    [
      'FROM node:22 AS build\nRUN make\nFROM nginx:1.28\nCOPY --from=build /app/dist /usr/share/nginx/html\nCOPY nginx.conf /etc/nginx/',
      'service',
    ],
    ['FROM node:22\nCMD [node, x]', 'service'],
    ['FROM $BASE', 'service'],
  ])('a Dockerfile %j is of kind %s', (dockerfile, kind) => {
    const { components } = infer({ 'compose.yaml': compose('it: { build: ./it }'), 'it/Dockerfile': dockerfile })
    expect(components.it?.kind).toBe(kind)
  })

  test.each([
    ['acme/example-mysql:1', 'mysql'],
    ['acme/postgres-plv8:16', 'postgres'],
    ['acme/redis-exporter:1', 'service'],
    ['acme/mysql-backup:1', 'service'],
  ])('the image %s is of kind %s', (image, kind) => {
    expect(infer({ 'compose.yaml': compose(`it: { image: "${image}" }`) }).components.it?.kind).toBe(kind)
  })

  test('what is built upon an engine is that engine to those who call it, whatever its image is called', () => {
    const { components, drawn } = infer({
      'compose.yaml': compose(
        'stock: { image: acme/stock, environment: { PAPERS: "mongodb://papers:27017/x" } }',
        'papers: { build: ./papers, image: acme/papers }',
        'door: { build: ./door, ports: ["80:80"], depends_on: [stock] }',
      ),
      'papers/Dockerfile': 'FROM mongo:7\n',
      'door/Dockerfile': 'FROM nginx:1.28\nCOPY site.conf /etc/nginx/conf.d/default.conf\n',
    })
    expect([components.papers?.kind, components.door?.kind]).toEqual(['mongodb', 'nginx'])
    expect(drawn).toEqual(['people->door http', 'stock->papers mongodb', 'door->stock http'])
  })

  test('the scheme of its callers says what a store is, unless it passes calls on', () => {
    const { components, drawn } = infer({
      'compose.yaml': compose(
        'web: { image: acme/web, environment: { DOCS: "mongodb://papers:27017/x", DB: "postgres://pool:6432/x" } }',
        'papers: { image: acme/papers }',
        'pool: { image: acme/pool, environment: { TARGET: "postgres://real:5432/x" } }',
        'real: { image: acme/real }',
      ),
    })
    expect(Object.entries(components).map(([id, { kind }]) => `${id} ${kind}`)).toEqual([
      'web service',
      'papers mongodb',
      'pool service',
      'real postgres',
    ])
    expect(drawn).toEqual(['web->papers mongodb', 'web->pool tcp', 'pool->real postgres'])
  })
})

describe('addresses', () => {
  test('the port that callers say is the component’s, and an edit of a caller leaves the other as it was', () => {
    const { components, drawn } = infer({
      'compose.yaml': compose(
        'web: { image: acme/web, environment: { API: "http://api:4000", RATES: "rates:50051", SMTP_HOST: post, SMTP_PORT: 1025, STORE: "clickhouse://facts:9000/x", BOLT: "bolt://graph:7687" } }',
        'api: { image: acme/api }',
        'rates: { image: acme/rates }',
        'post: { image: axllent/mailpit }',
        'facts: { image: clickhouse/clickhouse-server }',
        'graph: { image: neo4j }',
      ),
    })
    expect([components.api?.port, components.rates?.port, components.post?.port]).toEqual([4000, 50051, 1025])
    expect(drawn).toEqual(['web->api http', 'web->rates grpc', 'web->post tcp', 'web->facts tcp', 'web->graph tcp'])
  })

  test('what is no more than a host and a port is spoken to as others say, and else is a stream of bytes', () => {
    const { drawn } = infer({
      'compose.yaml': compose(
        'bff: { image: acme/bff, environment: { GRPC_MENU_HOST: menu, GRPC_MENU_PORT: 7001, DESK: "desk:7002" } }',
        'desk: { image: acme/desk, environment: { MENU_CLIENT_URL: "menu:7001", PAY_ADDR: "pay:50051", MAPS_ADDR: "maps:7003", SHOP_HTTP_ADDR: "shop:7005" } }',
        'side: { image: acme/side, environment: { A: "maps:7003", B: "vault:7004", C: "probed:7006" } }',
        'menu: { image: acme/menu }',
        'pay: { image: acme/pay }',
        'maps: { image: acme/maps }',
        'shop: { image: acme/shop }',
        'vault: { image: acme/vault, environment: { GRPC_PORT: 7004 } }',
        'probed: { image: acme/probed, healthcheck: { test: "grpc_health_probe -addr=:7006" } }',
      ),
    })
    expect(drawn).toEqual([
      'bff->menu grpc',
      'bff->desk tcp',
      'desk->menu grpc',
      'desk->pay grpc',
      'desk->maps grpc',
      'desk->shop http',
      'side->maps grpc',
      'side->vault grpc',
      'side->probed grpc',
    ])
  })

  test('who edits the files of another does not call it', () => {
    const { pairs } = infer({
      'compose.yaml': compose(
        'flags: { image: acme/flags, volumes: ["./flags:/etc/flags"] }',
        'flags-ui: { image: acme/flags-ui, depends_on: [flags], volumes: ["./flags:/app/data"] }',
      ),
    })
    expect(pairs).toEqual([])
  })

  test('so is the port to which a gateway leads, and not one that is only scraped', () => {
    const { components } = infer({
      'compose.yaml': compose(
        'edge: { image: "nginx:1.28", volumes: ["./conf.d:/etc/nginx/conf.d:ro"] }',
        'watch: { image: "prom/prometheus:v3", volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"] }',
        ...['a', 'b'].map((name) => `${name}: { image: acme/${name} }`),
      ),
      'conf.d/default.conf': 'server { listen 80; location /a { proxy_pass http://a:3000; } }',
      'prometheus.yml': 'scrape_configs:\n  - static_configs:\n      - targets: ["b:9100"]\n',
    })
    expect([components.a?.port, components.b?.port]).toEqual([3000, undefined])
    const two = infer({
      'compose.yaml': compose(
        'edge: { image: "nginx:1.27", ports: ["80:80"], volumes: ["./conf.d:/etc/nginx/conf.d:ro"] }',
        ...['a', 'b'].map((name) => `${name}: { image: acme/${name} }`),
      ),
      'conf.d/default.conf': 'server { listen 80; location /a { proxy_pass http://a:3000; } location /b { proxy_pass http://b:4000; } }',
    })
    expect(two.pairs).toEqual(['people->edge', 'edge->a', 'edge->b'])
    expect([two.components.a?.port, two.components.b?.port]).toEqual([3000, 4000])
  })

  test('a container has a name of its own', () => {
    const urls = 'environment: { A: "http://town-api-1:80", B: "http://town_old_1:80" }'
    const { pairs } = infer({ 'compose.yaml': compose(`web: { image: acme/web, ${urls} }`, 'api: { image: b }', 'old: { image: c }') })
    expect(pairs).toEqual(['web->api', 'web->old'])
  })

  test('naming where traces go is naming nobody whom it calls', () => {
    const traced = 'environment: { OTEL_EXPORTER_OTLP_ENDPOINT: "http://traces:4318" }'
    const { pairs } = infer({
      'compose.yaml': compose(
        `edge: { image: a, ${traced}, depends_on: [stock, traces] }`,
        `stock: { image: b, ${traced}, depends_on: [store] }`,
        'store: { image: c }',
        'traces: { image: "jaegertracing/jaeger:2" }',
      ),
    })
    expect(pairs).toEqual(['edge->traces', 'edge->stock', 'stock->traces', 'stock->store'])
  })

  test('gateways that ask Docker are told by labels and variables, and every gateway passes a request on to one', () => {
    const { pairs, components } = infer({
      'compose.yaml': compose(
        'one: { image: nginxproxy/nginx-proxy }',
        'two: { image: lucaslorentz/caddy-docker-proxy }',
        'three: { image: "kong:3" }',
        'a: { image: a, environment: { VIRTUAL_HOST: a.example, VIRTUAL_PORT: "3000" } }',
        'b: { image: b, labels: { caddy: b.example, caddy.reverse_proxy: "{{upstreams 4000}}" } }',
        'c: { image: c, labels: ["traefik.http.services.c.loadbalancer.server.port=5000"] }',
        'd: { image: d, environment: { VIRTUAL_PORT: none } }',
      ),
    })
    expect(pairs).toEqual(['one->a', 'two->b'])
    for (const id of ['one', 'two', 'three']) expect(components[id]).toMatchObject({ kind: 'service', forwards: true })
    expect(components.a).not.toHaveProperty('forwards')
    expect(['a', 'b', 'c', 'd'].map((id) => components[id]?.port)).toEqual([3000, 4000, 5000, undefined])
  })

  test('settings in a mounted folder, and as gateways write them', () => {
    const { pairs } = infer({
      'compose.yaml': compose(
        'edge: { image: "nginx:1.28", volumes: ["./conf.d:/etc/nginx/conf.d:ro"] }',
        'door: { image: "envoyproxy/envoy:v1.31", volumes: ["./door.yaml:/etc/envoy/envoy.yaml"] }',
        'gate: { image: "caddy:2", volumes: ["./Caddyfile:/etc/caddy/Caddyfile"] }',
        ...['a', 'b', 'c', 'd'].map((name) => `${name}: { image: acme/${name} }`),
      ),
      'conf.d/sites/a.conf':
        'upstream x { \n server a;\n }\nserver { location / { proxy_pass http://x; } location /b { proxy_pass http://b:80; } }',
      'door.yaml': 'x:\n  - endpoint:\n      address:\n        socket_address:\n          address: c\n          port_value: 9000\n',
      Caddyfile: 'x.example {\n  reverse_proxy /d/* d\n  reverse_proxy b:80\n}\n',
    })
    expect(pairs.sort()).toEqual(['door->c', 'edge->a', 'edge->b', 'gate->b', 'gate->d'])
  })
})
