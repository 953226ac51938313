import { describe, expect, test } from 'vitest'
import { imported } from './fixtures/imported.ts'
import { shop } from './fixtures/systems.ts'
import { readStated } from './read-stated.ts'
import { splitWords } from './shell-words.ts'
import type { Stated } from './stated.ts'

describe('what the files say of a component', () => {
  const { api, migrate, web, db } = stated(shop)

  test('is the program that it runs and as whom', () => {
    expect(api).toMatchObject({ entrypoint: ['node'], command: ['server.js'], workingDir: '/srv', stopGraceMs: 45_000 })
    expect(api?.user).toEqual({ text: '1001:1001', user: 1001, group: 1001 })
    expect(api?.reservations).toEqual({ cpus: 0.25, memoryBytes: 256 * 2 ** 20 })
  })

  test('is the command alone where its entry point is empty, with the secrets in it', () => {
    for (const empty of ['[]', '""']) {
      const { db: store } = stated({
        'compose.yaml': `services:
  db: { image: "redis:7", entrypoint: ${empty}, command: [redis-server, --requirepass, fox] }
`,
      })
      expect([store?.entrypoint, store?.command]).toEqual([['redis-server', '--requirepass', 'fox'], undefined])
      expect([...(store?.secretWords.entrypoint ?? [])]).toEqual([[2, [{ secret: expect.any(String) }]]])
    }
  })

  test('is how it is known to be well', () => {
    expect(api?.health).toEqual({
      command: ['curl', '-f', 'http://localhost:3000/health'],
      intervalMs: 10_000,
      timeoutMs: 3000,
      retries: 5,
      startPeriodMs: 20_000,
    })
    expect(db?.health?.command).toEqual(['/bin/sh', '-c', 'pg_isready -U app'])
  })

  test('is what is mounted, settings with their content and secrets by name alone', () => {
    expect(api?.mounts).toEqual([
      { target: '/srv/uploads', readOnly: false, field: 'volumes[0]', from: 'data', volume: 'uploads', isShared: false },
      {
        target: '/srv/settings.json',
        readOnly: true,
        field: 'volumes[1]',
        from: 'files',
        isFolder: false,
        files: [{ name: 'settings.json', content: shop['settings.json'] }],
      },
      {
        target: '/srv/flags.json',
        readOnly: true,
        field: 'configs[0]',
        from: 'files',
        isFolder: false,
        files: [{ name: 'flags.json', content: '{}' }],
      },
      {
        target: '/run/secrets/jwt',
        readOnly: true,
        field: 'secrets[0]',
        from: 'files',
        isFolder: false,
        files: [{ name: 'jwt', secret: 'jwt' }],
      },
    ])
    expect(web?.mounts[1]).toMatchObject({ isFolder: true, files: [{ name: 'ca.pem' }] })
  })

  test('is which work ends, and who waits for it', () => {
    expect([migrate?.isJob, api?.isJob]).toEqual([true, false])
    expect(api?.after).toEqual([{ id: 'migrate', condition: 'completed' }])
  })

  test('is one password, in the address and at the database', () => {
    expect(db?.environment.get('POSTGRES_USER')).toEqual(['app'])
    const [password] = db?.environment.get('POSTGRES_PASSWORD') ?? []
    expect(password).toEqual({ secret: 'db-postgres-password' })
    expect(api?.environment.get('DATABASE_URL')).toEqual(['postgres://app:', password, '@db:5432/app'])
  })

  test('is one password where it holds an @, and in the words of a client library', () => {
    const { db: store, app } = stated({
      'compose.yaml': `services:
  db: { image: "postgres:16", environment: { POSTGRES_PASSWORD: P@ssw0rd } }
  app:
    image: acme/app
    environment:
      PG_URL: postgres://postgres:P@ssw0rd@db:5432/postgres
      PG_DSN_URL: host=db user=postgres password=P@ssw0rd dbname=postgres
`,
    })
    const [password] = store?.environment.get('POSTGRES_PASSWORD') ?? []
    expect(password).toEqual({ secret: expect.any(String) })
    expect(app?.environment.get('PG_URL')).toEqual(['postgres://postgres:', password, '@db:5432/postgres'])
    expect(app?.environment.get('PG_DSN_URL')).toEqual(['host=db user=postgres password=', password, ' dbname=postgres'])
  })

  test.each([
    [
      'an @ in its password',
      'f@x',
      'postgres://app:f@x@db:5432/app',
      ['postgres://app:', { secret: 'db-postgres-password' }, '@db:5432/app'],
    ],
    ['two hosts', 'fox', 'postgres://app:fox@db,app:fox@db2/app', [{ secret: 'api-database-url' }]],
  ])('is readable but for its password, or a secret as a whole: an address with %s', (_what, password, url, text) => {
    const { api } = stated({
      'compose.yaml': `services:
  api: { image: acme/api, environment: { DATABASE_URL: "${url}" } }
  db: { image: "postgres:16", environment: { POSTGRES_PASSWORD: "${password}" } }
`,
    })
    expect(api?.environment.get('DATABASE_URL')).toEqual(text)
  })

  test('is every port, ranges and UDP too', () => {
    const { sfu } = stated({
      'compose.yaml': 'services: { sfu: { image: acme/sfu, ports: ["7880:7880", "90-91:7882-7883/udp"], expose: [53] } }',
    })
    expect(sfu?.ports).toEqual([
      { number: 7880, protocol: 'tcp', published: 7880 },
      { number: 7882, protocol: 'udp', published: 90 },
      { number: 7883, protocol: 'udp', published: 91 },
      { number: 53, protocol: 'tcp' },
    ])
  })

  test('is each field with its place', () => {
    expect(api?.fields.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['healthcheck.start_period', 'volumes[1]', 'deploy.resources.reservations.cpus', 'environment.PORT', 'init']),
    )
    expect(api?.fields.find(({ path }) => path === 'init')?.place).toBe('compose.yaml:14')
  })
})

test('code that is mounted to be worked on is none of the settings', () => {
  const { api } = stated({
    'compose.yaml': 'services: { api: { build: ./api, volumes: ["./api:/app", "/etc/hosts:/etc/hosts", "./data:/data"] } }',
    'api/Dockerfile': 'FROM node:24\n',
  })
  expect(api?.mounts.map(({ from }) => from)).toEqual(['nowhere', 'nowhere', 'data'])
})

test('a mounted file holds a secret by what stands before its value, and one long word of it is read once', () => {
  const mountsOf = (content: string) => {
    const texts = { 'compose.yaml': 'services: { api: { image: acme/api, volumes: ["./a.conf:/etc/a.conf"] } }', 'a.conf': content }
    const [mount] = stated(texts).api?.mounts ?? []
    return mount?.from === 'files' ? mount.files.map((file) => 'secret' in file) : mount?.from
  }
  const long = 'a'.repeat(300_000)
  expect(mountsOf(`${long}\nlevel: info\n`)).toEqual([false])
  for (const key of ['password: ', '"dbPassword": "', '1_password = ', '-Dpassword=', '<password>', '--db.password='])
    expect(mountsOf(`level: info\n${key}otter-31\n`), key).toEqual([true])
})

test('files that are gone are a loss', () => {
  const { design, options } = imported(shop)
  const places = options.places && { ...options.places, read: () => ({ reason: 'there is no such file' }) }
  expect(readStated(design, places).losses).toEqual([{ where: 'x-compose', what: expect.stringContaining('not taken into account') }])
})

test.each([
  ['redis-server --save "60 1" --loglevel warning', ['redis-server', '--save', '60 1', '--loglevel', 'warning']],
  [`sh -c 'echo "a b"; sleep 1'`, ['sh', '-c', 'echo "a b"; sleep 1']],
  ['a\\ b ""', ['a b', '']],
])('%s is split into its words', (text, words) => {
  expect(splitWords(text)).toEqual(words)
})

function stated(texts: Record<string, string>): Record<string, Stated | undefined> {
  const { design, options } = imported(texts)
  return Object.fromEntries(readStated(design, options.places).stated.components)
}
