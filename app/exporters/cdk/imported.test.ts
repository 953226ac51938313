import { describe, expect, test } from 'vitest'
import { imported } from '../imported/fixtures/imported.ts'
import { cdkExporter } from './cdk.ts'
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
  expect(said).toMatch(/db: .*volumes\[0\] .*it is a managed service there/)
  expect(said).not.toContain('has no counterpart there.')
})
