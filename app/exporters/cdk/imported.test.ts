import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Connection } from '../../design/design.ts'
import { droppedFields } from '../imported/fixtures/dropped-fields.ts'
import { imported, imports } from '../imported/fixtures/imported.ts'
import { shop } from '../imported/fixtures/systems.ts'
import { readStated } from '../imported/read-stated.ts'
import { cdkExporter } from './cdk.ts'
import { witnessInApplication } from './fixtures/application-witness.ts'
import { importedShop } from './fixtures/imported-shop.ts'

/** What the files of an imported design say stands in the exported application, or is told of as lost. */

const { files, losses } = cdkExporter.export(importedShop.design, importedShop.options)
const textOf = (path: string) => files.find((file) => file.path === path)?.content ?? ''

/** What a template puts in begins with a # here, and no line breaks. */
const inOneLine = (text: string) => text.replaceAll('$', '#').replace(/\s+/g, ' ')
const signIn = (store: string, user: string) =>
  ['username', 'password'].map((word) => `#{valueIn(data.${store}.signInOf('${user}'), '${word}')}`).join(':')

test('what a service is started with is carried over', () => {
  const services = textOf('lib/services-stack.ts')
  for (const line of [
    "entryPoint: ['node'],",
    "command: ['server.js'],",
    "workingDirectory: '/srv',",
    "user: '1001:1001',",
    'stopTimeout: Duration.seconds(45),',
    "healthCommand: ['CMD', 'curl', '-f', 'http://localhost:3000/health'],",
    'retries: 5,',
    "file: 'docker/api/Dockerfile',",
    "target: 'prod',",
    "buildArgs: {\n          VERSION: '3',\n        },",
  ])
    expect(services).toContain(line)
})

test('what runs once is a task that others wait for, and no service', () => {
  const services = textOf('lib/services-stack.ts')
  expect(services).toContain("this.migrate = new RunOnceTask(this, 'Migrate', {")
  expect(services).toContain('this.api.after(this.migrate.done);')
})

test('data stands on a file system, settings in the image', () => {
  expect(textOf('lib/data-stack.ts')).toContain("{ vpc: network.vpc, name: 'uploads', owner: 1001 }")
  expect(textOf('lib/services-stack.ts')).toContain("{ files: data.uploadsFiles, path: '/srv/uploads', readOnly: false }")
  expect(textOf('lib/services-stack.ts')).toContain("{ files: data.uploadsFiles, path: '/usr/share/uploads', readOnly: true }")
  expect(textOf('images/web/Dockerfile')).toBe('FROM nginx:1.27\nCOPY ["nginx.conf","/etc/nginx/nginx.conf"]\n')
})

test('addresses, users and passwords follow to where the stores are', () => {
  const services = textOf('lib/services-stack.ts')
  expect(textOf('lib/data-stack.ts')).toContain("database: 'shop',")
  expect(services).toContain('DB_HOST: data.db.host,')
  expect(services).toContain("DB_USER: ecs.Secret.fromSecretsManager(data.db.signInOf('api'), 'username'),")
  expect(services).toContain("DB_PASSWORD: ecs.Secret.fromSecretsManager(data.db.signInOf('api'), 'password'),")
  expect(inOneLine(services)).toContain(`postgres://${signIn('db', 'api')}@#{data.db.host}:#{data.db.port}/shop`)
  // Valkey answers over TLS alone, to users of its own.
  expect(inOneLine(services)).toContain(`rediss://${signIn('cache', 'api')}@#{data.cache.host}:#{data.cache.port}/0`)
})

describe('a system whose addresses hold their passwords', () => {
  const { design, options } = imported({
    'compose.yaml': `
services:
  db: { image: "postgres:16", environment: { POSTGRES_DB: postgres, POSTGRES_USER: postgres, POSTGRES_PASSWORD: P@ssw0rd } }
  mq: { image: "rabbitmq:4", environment: { RABBITMQ_DEFAULT_USER: guest, RABBITMQ_DEFAULT_PASS: guest } }
  api:
    image: acme/api:1
    ports: ["3000:3000"]
    environment:
      PG_URL: postgres://postgres:P@ssw0rd@db:5432/postgres?sslmode=disable
      PG_DSN_URL: host=db user=postgres password=P@ssw0rd dbname=postgres sslmode=disable
      RABBITMQ_URL: amqp://guest:guest@mq:5672/
      MQ_HOST: mq
      MQ_PORT: "5672"
    depends_on: [db, mq]
  worker:
    build: ./worker
    environment: { RABBITMQ_URL: "amqp://guest:guest@mq:5672/", DASHBOARD_URL: "http://localhost:3000", OWN_URL: "http://localhost:8080/" }
    depends_on: [mq]
`,
  })
  const system = cdkExporter.export(design, { ...options, designFolder: '../designs' })
  const fileOf = (path: string) => system.files.find((file) => file.path === path)?.content ?? ''
  const services = inOneLine(fileOf('lib/services-stack.ts'))
  const said = system.losses.map(({ where, what }) => `${where}: ${what}`)

  test('finds its stores, over TLS and as a user of each of its own, and waits for nobody to fill them in', () => {
    expect(services).toContain(`postgres://${signIn('db', 'api')}@#{data.db.host}:#{data.db.port}/postgres?sslmode=require`)
    const [user, password] = signIn('db', 'api').split(':')
    expect(services).toContain(
      `host=#{data.db.host} port=#{data.db.port} user=${user} password=${password} dbname=postgres sslmode=require`,
    )
    for (const id of ['api', 'worker']) expect(services).toContain(`amqps://${signIn('mq', id)}@#{data.mq.host}:#{data.mq.port}/`)
    expect(services).toContain('MQ_PORT: data.mq.port,')
    expect(services).not.toContain('isHeld')
    expect(fileOf('lib/secrets-stack.ts')).toBe('')
  })

  test('has the database that its addresses name', () => {
    expect(fileOf('lib/data-stack.ts')).toContain("database: 'postgres',")
    expect(said.join('\n')).not.toContain('environment.POSTGRES_DB')
  })

  test('is told which versions run, as the constructs have them', () => {
    expect(said).toContainEqual(expect.stringMatching(/^mq: rabbitmq:4 is not what runs: .*, with RabbitMQ 4\.2\.$/))
    expect(fileOf('lib/constructs/rabbitmq-broker.ts')).toContain("engineVersion: '4.2'")
    expect(said).toContainEqual(expect.stringMatching(/^db: postgres:16 is not what runs: .*, with PostgreSQL 17\.$/))
    expect(fileOf('lib/constructs/relational-database.ts')).toContain('PostgresEngineVersion.VER_17 ')
  })

  test('is told what is the machine itself where it was written, and what is not public', () => {
    expect(said).toContainEqual(
      expect.stringMatching(/^worker: environment\.DASHBOARD_URL .*: localhost is the task itself there, where nothing answers on 3000/),
    )
    expect(said.join('\n')).not.toContain('OWN_URL')
    const unentered = { ...design, connections: (design.connections ?? []).filter(({ to }) => to !== 'api') }
    const losses = cdkExporter.export(unentered, options).losses.map(({ where, what }) => `${where}: ${what}`)
    expect(losses).toContainEqual(expect.stringMatching(/^api: ports\[0\] .*: it is not public there/))
  })

  test('is told that no port is public where only some are carried too', () => {
    const { design, options } = imported({
      'compose.yaml': 'services:\n  api: { image: acme/api:1, ports: ["3000:3000", "9100:9100"] }\n',
    })
    const saidOf = (connections: Connection[]) =>
      cdkExporter.export({ ...design, connections }, options).losses.map(({ where, what }) => `${where}: ${what}`)
    const carried = expect.stringMatching(/^api: ports\[0\] .*9100\/tcp: .*None of its ports is public there/)
    expect(saidOf([])).toContainEqual(carried)
    expect(saidOf(design.connections ?? [])).not.toContainEqual(carried)
  })

  test('has a folder to build that is named as it is seen from the export', () => {
    expect(said).toContainEqual(expect.stringContaining('worker: Its image is built from ../designs/worker,'))
  })

  test('has no port where nobody says one and nobody calls', () => {
    expect(services).toContain('ports: { http: 3000 }')
    expect(services).not.toContain('8080 }')
    expect(fileOf('test/app.test.ts')).not.toContain("['worker', ")
  })
})

test('no secret stands in any file', () => {
  for (const { content } of files) expect(content).not.toMatch(/hunter2|tok_1234567890/)
})

test('every field of the files is carried over or told of', () => {
  const said = losses.map(({ where, what }) => `${where}: ${what}`).join('\n')
  expect(said).toContain('web: ports[0] (compose.yaml:')
  expect(said).toMatch(/db: .*volumes\[0\] .*it is new and empty there/)
  expect(said).not.toContain('has no counterpart there.')
})

test.each(Object.entries(imports))('every field of every service of %s came out or is reported', (_name, texts) => {
  const { design, options } = imported(texts)
  const { services } = parse(texts['compose.yaml'] ?? '', { merge: true })
  const made = cdkExporter.export(design, options)
  const { stated } = readStated(design, options.places)
  expect(droppedFields(services, design, stated, made.losses, witnessInApplication(made))).toEqual([])
  // What nobody tells of is found.
  const found = droppedFields(services, design, stated, [], witnessInApplication(made))
  expect(found.length).toBeGreaterThan(0)
})

test('a field that the code says otherwise is found', () => {
  const { design, options } = imported(shop)
  const made = cdkExporter.export(design, options)
  const { stated } = readStated(design, options.places)
  const { services } = parse(shop['compose.yaml'])
  const other = {
    working_dir: '/other',
    command: ['serve.js'],
    user: '7',
    environment: { ...services.api.environment, PORTS: '1', PORT: '3001' },
    stop_grace_period: '2m',
    healthcheck: { test: ['CMD', 'curl', '-f', 'http://localhost:3001/health'] },
  }
  const found = droppedFields({ api: { ...services.api, ...other } }, design, stated, made.losses, witnessInApplication(made))
  expect(found.map(({ field }) => field).sort()).toEqual([
    'command',
    'environment.PORT',
    'environment.PORTS',
    'healthcheck.test',
    'stop_grace_period',
    'user',
    'working_dir',
  ])
  // Another database in an address of which only the sign-in and the place may differ.
  const moved = { ...services.api, environment: { DATABASE_URL: 'postgres://app:pw@db:5432/other' } }
  expect(droppedFields({ ...services, api: moved }, design, stated, made.losses, witnessInApplication(made))).toEqual([
    { component: 'api', field: 'environment.DATABASE_URL' },
  ])
})

test('what a task of ECS cannot be told is told of, and nothing more', () => {
  const { design, options } = imported({
    'compose.yaml': `
services:
  once:
    image: acme/once
    restart: "no"
    init: true
    stop_grace_period: 5s
    healthcheck: { test: ["CMD", "true"], interval: 5s }
    deploy: { replicas: 3 }
  api:
    build: { context: ., args: [KEPT=1, PASSED] }
    image: acme/api:2
    container_name: legacy-api
    hostname: api
    restart: always
    profiles: [full]
    ports: ["80:80"]
    command: []
    stop_grace_period: 10m
    deploy: { resources: { limits: { cpus: "1", pids: 100 }, reservations: { devices: [{ capabilities: [gpu] }] } } }
    depends_on: { once: { condition: service_completed_successfully } }
  cache: { image: "bitnami/redis:7", environment: { ALLOW_EMPTY_PASSWORD: "yes" } }
  files: { image: "minio/minio", environment: { MINIO_ROOT_PASSWORD: hare-1234 } }
`,
  })
  const lines = cdkExporter.export(design, options).losses.map(({ where, what }) => `${where}: ${what}`)
  const saidOf = (id: string, field: string) =>
    lines.filter((line) => line.startsWith(`${id}: `) && line.includes(`${field} (compose.yaml:`))
  for (const field of ['restart', 'stop_grace_period', 'healthcheck.test', 'healthcheck.interval', 'deploy.replicas'])
    expect(saidOf('once', field), field).toHaveLength(1)
  expect(saidOf('once', 'init')).toEqual([])
  for (const field of ['image', 'build.args', 'container_name', 'profiles', 'command', 'stop_grace_period'])
    expect(saidOf('api', field), field).toHaveLength(1)
  for (const part of ['limits.pids', 'reservations.devices']) expect(saidOf('api', `deploy.resources.${part}`), part).toHaveLength(1)
  for (const field of ['hostname', 'restart', 'build.context', 'deploy.resources.limits.cpus', 'depends_on'])
    expect(saidOf('api', field), field).toEqual([])
  expect(saidOf('cache', 'environment.ALLOW_EMPTY_PASSWORD')).toEqual([expect.stringContaining('takes no variables')])
  expect(saidOf('files', 'environment.MINIO_ROOT_PASSWORD')).toEqual([expect.stringContaining('nobody signs in with a password there')])
})

test('services find each other by the names of the design, however they are called; a store that is named in words is told of', () => {
  const { design, options } = imported({
    'compose.yaml': `
services:
  web:
    image: acme/web
    ports: ["80:80"]
    environment: { API_URL: "http://legacy-api:8080/v1", API_HOST: legacy-api, TITLE: legacy-api, TOPICS_URL: "http://project-web-1:80" }
    command: ["serve", "--api", "http://legacy-api:8080"]
    healthcheck: { test: ["CMD", "ask", "http://legacy-api:8080/up"] }
    volumes: ["./web.conf:/etc/web.conf:ro", "./db.conf:/etc/db.conf:ro"]
  api: { image: acme/api, container_name: legacy-api, expose: ["8080"] }
  topics: { image: acme/tool, restart: "no", entrypoint: ["sh", "-c", "make-topics --bootstrap-server broker:9092"] }
  broker: { image: "confluentinc/cp-kafka:7.8.0" }
  db: { image: "postgres:16", environment: { POSTGRES_PASSWORD: hare-1234 } }
`,
    'web.conf': 'api = http://legacy-api:8080\n',
    'db.conf': 'store = db:5432\n',
  })
  const { files: all, losses: told } = cdkExporter.export(design, options)
  const contentOf = (path: string) => all.find((file) => file.path === path)?.content ?? ''
  const services = contentOf('lib/services-stack.ts')
  for (const line of [
    "TOPICS_URL: 'http://web:80'",
    "API_URL: 'http://api:8080/v1'",
    "API_HOST: 'api'",
    "TITLE: 'legacy-api'",
    "'--api', 'http://api:8080'",
    "'ask', 'http://api:8080/up'",
  ])
    expect(services).toContain(line)
  expect(contentOf('images/web/web.conf')).toBe('api = http://api:8080\n')
  const lines = told.map(({ where, what }) => `${where}: ${what}`)
  expect(lines).toContainEqual(expect.stringMatching(/^topics: entrypoint \(compose\.yaml:\d+\): it names broker, whose address/))
  expect(lines).toContainEqual(expect.stringMatching(/^web: volumes\[1\] \(compose\.yaml:\d+\): it names db, whose address/))
})
