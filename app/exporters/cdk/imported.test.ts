import { expect, test } from 'vitest'
import { cdkExporter } from './cdk.ts'
import { importedShop } from './fixtures/imported-shop.ts'

/** What the files of an imported design say stands in the exported application, or is told of as lost. */

const { files, losses } = cdkExporter.export(importedShop.design, importedShop.options)
const textOf = (path: string) => files.find((file) => file.path === path)?.content ?? ''

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
  expect(services).toContain(['REDIS_URL: `redis://', '{data.cache.host}:', '{data.cache.port}/0`,'].join('$'))
  const signIn = "data.db.signInOf('api')"
  const pieces = [
    '`postgres://',
    `{valueIn(${signIn}, 'username')}:`,
    `{valueIn(${signIn}, 'password')}@`,
    '{data.db.host}:',
    '{data.db.port}/shop`',
  ]
  expect(services.replace(/\s+/g, ' ')).toContain(pieces.join('$'))
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
