import { describe, expect, test } from 'vitest'
import { connectionId } from '../../design/design.ts'
import { importModel } from './compose.ts'
import { importTexts, refusalOf } from './fixtures/import-texts.ts'
import { child, textOf } from './tree.ts'

const web = (lines: string) => `services:\n  web:\n    image: acme/web\n${lines}`

describe('what a file says becomes a component', () => {
  const fieldsOf = (text: string, texts: Record<string, string> = {}) =>
    importTexts({ 'compose.yaml': text, ...texts }).design?.components.web

  test.each([
    ['    scale: 3', { replicas: 3 }],
    ['    deploy: { replicas: 2, resources: { limits: { cpus: "0.5", memory: 512M } } }', { replicas: 2, cpu: 0.5, memory: '512MiB' }],
    ['    cpus: 1.5\n    mem_limit: 1g', { cpu: 1.5, memory: '1GiB' }],
    ['    ports: ["127.0.0.1:80:3000/tcp"]', { port: 3000 }],
    ['    ports: [{ target: 9000, published: "80" }]', { port: 9000 }],
    ['    expose: [5000]', { port: 5000 }],
    ['    environment: [A=1, "B=x=y"]', { env: { A: '1', B: 'x=y' } }],
    ['    environment: { A: 1, B: true, C: }', { env: { A: '1', B: 'true' } }],
    ['    environment: { PRICE: "$$5" }', { env: { PRICE: '$5' } }],
  ])('%s', (lines, wanted) => {
    expect(fieldsOf(web(lines))).toMatchObject(wanted)
  })

  test('a folder to build from counts from the design', () => {
    const text = 'services: { web: { build: { context: ./web, target: run } } }'
    expect(importTexts({ 'compose.yaml': text }, { designFolder: '/project/designs' }).design?.components.web).toMatchObject({
      build: '../web',
    })
  })

  test('a kind is known by its image, unless the image is built', () => {
    const text = 'services: { a: { image: "docker.io/library/postgres:16" }, b: { image: postgres, build: . } }'
    const { understood } = importTexts({ 'compose.yaml': text })
    expect(understood.map(({ kind }) => kind)).toEqual(['postgres', 'service'])
  })

  test('a name that is no id gets one, and stays its name', () => {
    const { design } = importTexts({
      'compose.yaml': 'services: { Catalog.API: { image: a }, catalog_api: { image: b }, 1st: { image: c } }',
    })
    expect(Object.keys(design?.components ?? {})).toEqual(['catalog-api', 'catalog-api-2', 'service-1st'])
    expect(design?.components['catalog-api']).toMatchObject({ name: 'Catalog.API', 'x-compose': { service: 'Catalog.API' } })
  })

  test('variables come from .env, files of variables from where they are named', () => {
    const texts = { '.env': 'TAG=7\nLEVEL=debug', 'web.env': 'FROM_FILE=yes\nBOTH=file' }
    const text = 'services: { web: { image: "acme/web:${TAG:-1}", env_file: web.env, environment: [LEVEL, BOTH=own] } }'
    expect(fieldsOf(text, texts)).toMatchObject({ image: 'acme/web:7', env: { FROM_FILE: 'yes', BOTH: 'own' } })
  })

  test.each([
    'DB_PASSWORD: hunter2',
    'API_KEY: hunter2',
    'ConnectionStrings__Db: "Server=db;Password=hunter2;"',
    'DATABASE_URL: postgres://app:hunter2@db/shop',
    'jwtSecret: hunter2',
  ])('the value of %s stays out of the design and of what is said about it', (line) => {
    const made = importTexts({
      'compose.yaml': `services:\n  db: { image: postgres }\n  web:\n    image: acme/web\n    environment:\n      ${line}`,
    })
    expect(made.design).toBeDefined()
    expect(JSON.stringify(made)).not.toContain('hunter2')
    expect(JSON.stringify(made.design?.components.web?.env)).toContain('"secret"')
  })
})

describe('files are merged as Compose does', () => {
  const base = 'services: { web: { image: a, environment: { A: 1, B: 1 }, ports: ["80:80"] } }'
  const over = (text: string) => importTexts({ 'a.yaml': base, 'b.yaml': text }, { files: ['a.yaml', 'b.yaml'] }).design?.components.web

  test.each([
    ['services: { web: { environment: [B=2, C=3] } }', { image: 'a', env: { A: '1', B: '2', C: '3' } }],
    ['services: { web: { image: b } }', { image: 'b' }],
    ['services: { web: { environment: !override { C: 3 } } }', { env: { C: '3' } }],
    ['services: { web: { environment: { A: !reset null } } }', { env: { B: '1' } }],
    ['# nothing here', { image: 'a' }],
  ])('%s', (text, wanted) => {
    expect(over(text)).toMatchObject(wanted)
  })

  test('!reset takes a whole part out', () => {
    expect(over('services: { web: { environment: !reset [] } }')).not.toHaveProperty('env')
  })

  test('a service extends one of another file, whose paths count from there', () => {
    const texts = {
      'compose.yaml': 'services: { web: { extends: { file: sub/base.yaml, service: base }, environment: { B: 2 } } }',
      'sub/base.yaml': 'services: { base: { build: ./app, env_file: base.env, environment: { A: 1, B: 1 } } }',
      'sub/base.env': 'FILE=1',
    }
    expect(importTexts(texts).design?.components).toEqual({
      web: { kind: 'service', build: './sub/app', env: { FILE: '1', A: '1', B: '2' } },
    })
  })

  test('an included project has its own folder and variables', () => {
    const texts = {
      'compose.yaml': 'include: [sub/compose.yaml]\nservices: { web: { image: a, depends_on: [db] } }',
      'sub/compose.yaml': 'services: { db: { image: "postgres:${TAG}", env_file: db.env } }',
      'sub/.env': 'TAG=15',
      'sub/db.env': 'A=1',
    }
    expect(importTexts(texts).design?.components.db).toMatchObject({ kind: 'postgres', image: 'postgres:15' })
  })

  test.each([
    ['labels: [a=b, c=d, a=b]', {}],
    ['environment: [A=1, B=2, A=1]', { env: { A: '1', B: '2' } }],
    ['environment: [A=1, B=2, A=3]', { env: { A: '3', B: '2' } }],
    ['volumes: ["d:/x", "d:/x"]', {}],
    ['ports: ["80:3000", "80:3000"]', { port: 3000 }],
    ['expose: [4000, "4000"]', { port: 4000 }],
    ['cap_add: [NET_ADMIN, NET_ADMIN]', {}],
    ['dns: [1.1.1.1, 1.1.1.1]', {}],
    ['tmpfs: [/t, /t]', {}],
    ['secrets: [s, s]', {}],
    ['build: { args: [A=1, A=1], tags: [t, t] }', {}],
    ['deploy: { labels: [a=b, a=b] }', {}],
  ])('%s counts an equal entry once', (lines, wanted) => {
    const others = 'volumes: { d: {} }\nsecrets: { s: { file: ./s } }\n'
    const { design, problems } = importTexts({ 'compose.yaml': `${web(`    ${lines}\n`)}${others}` })
    expect(problems.filter(({ rule }) => rule !== 'privileges-are-needed')).toEqual([])
    expect(design?.components.web).toMatchObject(wanted)
  })

  test.each([
    'depends_on: [db, db]',
    'security_opt: [a, a]',
    'group_add: [a, a]',
    'volumes_from: [db, db]',
    'extra_hosts: ["h:1.1.1.1", "h:1.1.1.1"]',
  ])('%s is refused, as Compose does', (lines) => {
    expect(refusalOf({ 'compose.yaml': `${web(`    ${lines}\n`)}  db: { image: b }\n` })).toContain('twice')
  })

  test('who waits for whom is merged from lists, of two files and of what is extended', () => {
    const services = 'one: { image: a }, two: { image: b }'
    const over = {
      'a.yaml': `services: { ${services}, web: { image: c, depends_on: [one] } }`,
      'b.yaml': 'services: { web: { depends_on: [two] } }',
    }
    const extended = `services: { ${services}, base: { image: c, depends_on: [two] }, mid: { extends: base, depends_on: !override [one] }, web: { extends: mid, depends_on: [two] } }`
    for (const made of [importTexts(over, { files: ['a.yaml', 'b.yaml'] }), importTexts({ 'a.yaml': extended })]) {
      expect(made.problems).toEqual([])
      expect(made.inferred.filter(({ connection }) => connection.from === 'web').map(({ connection }) => connection.to)).toEqual([
        'one',
        'two',
      ])
    }
  })

  test('the name that the last file gives is the one that variables hold, whatever comes of it', () => {
    const texts = {
      'a.yaml': 'name: first\nservices: { web: { image: a, environment: { STACK: "${COMPOSE_PROJECT_NAME}" } } }',
      'b.yaml': 'name: shop${STAGE:-}\nservices: {}',
    }
    expect(importTexts(texts, { files: ['a.yaml', 'b.yaml'] }).design?.components.web).toMatchObject({ env: { STACK: 'shop' } })
    const stage = importTexts({ ...texts, '.env': 'STAGE=-dev' }, { files: ['a.yaml', 'b.yaml'] })
    expect(stage.design?.components.web).toMatchObject({ env: { STACK: 'shop-dev' } })
    const spoken = importTexts({ ...texts, '.env': 'COMPOSE_PROJECT_NAME=said' }, { files: ['a.yaml', 'b.yaml'] })
    expect(spoken.design?.components.web).toMatchObject({ env: { STACK: 'said' } })
  })

  test('a file of variables that cannot be understood is named with its line', () => {
    const bad = 'A=1\nB="never ends'
    const message = 'A value begins with " and does not end with it.'
    const beside = importTexts({ 'compose.yaml': web('    environment: { A: "${A}" }'), '.env': bad })
    expect(beside.problems).toMatchObject([{ severity: 'error', file: '/project/.env', line: 2, message }])
    const named = importTexts({ 'compose.yaml': web('    env_file: web.env'), 'web.env': bad })
    expect(named.problems).toMatchObject([{ severity: 'error', file: '/project/web.env', line: 2, message }])
  })

  test('a variable that is not set is asked for where an example of .env lies beside', () => {
    const { problems } = importTexts({ 'compose.yaml': web('    environment: { A: "${A}" }'), '.env.example': 'A=' })
    expect(problems).toMatchObject([{ severity: 'warning', remedy: 'Copy .env.example to .env and fill it in.' }])
  })

  test('a merge key may have its tag', () => {
    const text = 'x-base: &base { restart: always, scale: 2 }\nservices:\n  web:\n    !!merge <<: *base\n    image: a\n'
    expect(importTexts({ 'compose.yaml': text }).design?.components.web).toMatchObject({ image: 'a', replicas: 2 })
    const read = (path: string) => (path === '/a/compose.yaml' ? { text } : { reason: 'there is no such file' })
    const { model } = importModel({ files: ['/a/compose.yaml'], read, environment: {}, designFolder: '/a' })
    expect(textOf(child(model?.root, 'services', 'web', 'restart'))).toBe('always')
  })

  test('anchors and merge keys, with own entries first', () => {
    const text =
      'x-base: &base { image: a, environment: &env { A: 1 } }\nservices: { web: { <<: *base, environment: { <<: *env, A: 2, B: 3 } } }'
    expect(importTexts({ 'compose.yaml': text }).design?.components.web).toMatchObject({ image: 'a', env: { A: '2', B: '3' } })
  })
})

describe('what Compose refuses is refused in one sentence with its place', () => {
  test.each([
    ['', 'compose.yaml:1:1 The file is empty'],
    ['- a', 'compose.yaml:1:1 A Compose file is a map'],
    ['web:\n  image: a', 'compose.yaml:1:1 The service "web" stands at the top of the file, as in the first format'],
    ['web: 1', 'compose.yaml:1:1 The file has the key "web", which Compose does not know'],
    ['services:\n  web:\n    imagee: a', 'compose.yaml:3:5 services.web has the key "imagee"'],
    ['services:\n  web: { image: 3 }', 'compose.yaml:2:17 services.web.image must be text, not 3'],
    ['services:\n  web: { command: a }', 'compose.yaml:2:8 Service "web" has neither an image nor a build'],
    ['services:\n  web: { image: a, ports: ["x"] }', 'compose.yaml:2:28 "x" is no port'],
    ['services:\n  web: { image: a, depends_on: [db] }', 'compose.yaml:2:33 Service "web" depends on "db", which no file has'],
    ['services:\n  web: { image: a, networks: [n] }', 'compose.yaml:2:31 Service "web" uses the network "n"'],
    ['services:\n  web: { image: a, volumes: ["data:/v"] }', 'compose.yaml:2:30 Service "web" uses the volume "data"'],
    ['services:\n  web: { image: "${TAG:?no tag}" }', 'compose.yaml:2:17 The variable TAG must be set: no tag'],
    ['services:\n  web: { image: a, env_file: no.env }', 'compose.yaml:2:30 The file of variables no.env cannot be read'],
    ['services:\n  web: { extends: web }', 'compose.yaml:2:19 Service "web" extends itself in a circle'],
    [
      'services:\n  a: { image: a, depends_on: [b] }\n  b: { image: a, depends_on: [a] }',
      'compose.yaml:2:6 Services wait for each other in a circle: a -> b -> a',
    ],
    ['include: [other.yaml]', 'compose.yaml:1:11 other.yaml cannot be read'],
    ['include: [compose.yaml]', 'compose.yaml:1:11 compose.yaml includes itself in a circle'],
    ['services:\n  web: { image: a, image: b }', 'compose.yaml:2:20 The key "image" stands twice'],
    ['services: { web: [', 'compose.yaml:1:19 This is not YAML'],
    ['services: { web: { image: *a } }', 'compose.yaml:1:27 The alias *a names no anchor'],
    ['services: { web: &a { image: *a } }', 'compose.yaml:1:30 The alias *a stands inside of what it names'],
  ])('%j', (text, sentence) => {
    expect(refusalOf({ 'compose.yaml': text })).toContain(sentence)
  })
})

describe('connections are inferred from what services are given', () => {
  const drawn = (text: string, texts: Record<string, string> = {}) =>
    (importTexts({ 'compose.yaml': text, ...texts }).design?.connections ?? []).map(connectionId)
  const two = (from: string, to = 'image: acme/api') =>
    `services:\n  web: { image: acme/web, ${from} }\n  api: { ${to} }\nnetworks: { a: , b: }`

  test.each([
    ['a URL', two('environment: { API: "http://api:8080/v1" }')],
    ['a host and its port', two('environment: ["BACKEND=api:8080"]')],
    ['a host under a name for hosts', two('environment: { API_HOST: api }')],
    ['a connection string', two('environment: { Db: "Server=api,1433;User=sa" }')],
    ['one of several hosts', two('environment: { SEEDS: "other:9092,api:9092" }')],
    ['a name that a variable holds', two('environment: { API: "http://${HOST:-api}" }')],
    ['an argument', two('command: ["--backend-url", "http://api"]')],
    ['a flag for hosts', two('command: run -h api -c 5')],
    ['a property of Java', two('environment: { JAVA_OPTS: "-Xmx512m -Dspring.redis.host=api" }')],
    ['a flag in a variable', two('environment: { ARGS: "--db-host=api" }')],
    ['a link', two('links: ["api:backend"], environment: { X: "http://backend" }')],
    ['its container name', two('environment: { API_URL: "http://the-api" }', 'image: acme/api, container_name: the-api')],
    [
      'an alias on a network',
      two('environment: { API_URL: "http://other" }', 'image: acme/api, networks: { default: { aliases: [other] } }'),
    ],
    ['a store that it starts after', two('depends_on: [api], environment: { A: b }', 'image: redis')],
    ['a store by its name', two('environment: { CACHE_DRIVER: api }', 'image: redis')],
    ['the only thing that it starts after', two('depends_on: [api]')],
  ])('%s', (_sign, text) => {
    expect(drawn(text)).toEqual(['web->api'])
  })

  test.each([
    ['a name that is only a name', two('environment: { SERVICE_NAME: api }')],
    ['who may come in', two('environment: { CORS_ORIGINS: "http://api" }')],
    ['a network that they do not share', two('networks: [a], environment: { API: "http://api" }', 'image: acme/api, networks: [b]')],
    ['one that has done its work', two('depends_on: { api: { condition: service_completed_successfully } }')],
    ['a longer name', two('environment: { X_URL: "http://api.example.com" }')],
    ['a mode', two('environment: { CACHE_DRIVER: api }')],
    ["a store's name for a database", two('environment: { DB_NAME: api }', 'image: postgres')],
    [
      'how the machine is reached from a browser',
      two('environment: { LOGIN: "http://host.docker.internal:80" }', 'image: a, ports: ["127.0.0.1:80:80"]'),
    ],
  ])('not %s', (_sign, text) => {
    expect(drawn(text)).toEqual([])
  })

  test('who names some of those it waits for waits for the others for the sake of the order', () => {
    const text = 'services: { web: { image: w, depends_on: [a, b], environment: { A_URL: "http://a" } }, a: { image: a }, b: { image: b } }'
    const { inferred } = importTexts({ 'compose.yaml': text })
    expect(inferred.map(({ connection, accepted }) => [connectionId(connection), accepted])).toEqual([
      ['web->a', true],
      ['web->b', false],
    ])
  })

  test('a proxy by the settings that are mounted into it', () => {
    const text = 'services: { proxy: { image: nginx, volumes: ["./nginx.conf:/etc/nginx/nginx.conf"] }, api: { image: acme/api } }'
    const settings = 'location / {\n  # proxy_pass http://old:1;\n  proxy_pass http://api:3000;\n}'
    expect(drawn(text, { 'nginx.conf': settings })).toEqual(['proxy->api'])
  })

  test.each([
    [
      'a variable',
      'mailer: { image: w, environment: { KAFKA_BROKER: "mq:9092", KAFKA_CONSUMER_GROUP: mail } }',
      'as KAFKA_CONSUMER_GROUP says',
    ],
    ['a group', 'mailer: { image: w, environment: { BROKERS: "mq:9092", KAFKA_GROUP_ID: mail } }', 'as KAFKA_GROUP_ID says'],
    ['its command', 'mailer: { image: w, command: ./run worker, environment: { BROKERS: "mq:9092" } }', 'as worker in its command says'],
    ['its name', 'mail-consumer: { image: w, environment: { BROKERS: "mq:9092" } }', 'as its name says'],
  ])('who takes messages is where the broker delivers, by %s', (_, service, sign) => {
    const result = importTexts({ 'compose.yaml': `services: { ${service}, mq: { image: apache/kafka } }` })
    const [inferred] = result.inferred
    expect(inferred?.connection).toEqual({ from: 'mq', to: service.split(':')[0], protocol: 'kafka' })
    expect(inferred?.reason).toContain(sign)
    expect(inferred?.accepted).toBe(true)
  })

  test('who is called and sends as well, or says nothing of taking, sends', () => {
    const both = 'web: { image: w, environment: { BROKERS: "mq:9092", CONSUMER_GROUP: a, PRODUCER_ACKS: all } }'
    const neither = 'shop: { image: w, ports: ["80:80"], environment: { BROKERS: "mq:9092" } }'
    const result = importTexts({ 'compose.yaml': `services: { ${both}, ${neither}, mq: { image: apache/kafka } }` })
    expect(result.inferred.map(({ connection }) => connection).filter(({ from }) => from !== 'people')).toEqual([
      { from: 'web', to: 'mq', protocol: 'kafka', mode: 'async' },
      { from: 'shop', to: 'mq', protocol: 'kafka', mode: 'async' },
    ])
  })

  test('protocols follow from what is called, and brokers are not waited for', () => {
    const text =
      'services: { web: { image: w, environment: { A_URL: "amqp://mq", B_URL: "postgres://db" } }, mq: { image: rabbitmq }, db: { image: postgres } }'
    expect(importTexts({ 'compose.yaml': text }).design?.connections).toEqual([
      { from: 'web', to: 'mq', protocol: 'amqp', mode: 'async' },
      { from: 'web', to: 'db', protocol: 'postgres' },
    ])
  })

  test('of a circle of calls the least sure is left to the person', () => {
    const text = 'services: { a: { image: a, environment: { B_URL: "http://b" } }, b: { image: b, environment: { A_HOST: a } } }'
    const left = importTexts({ 'compose.yaml': text }).inferred.filter(({ accepted }) => !accepted)
    expect(left).toMatchObject([{ connection: { from: 'b', to: 'a' }, obstacle: expect.stringMatching(/circle/) }])
  })
})

test('a variable that is not set is a warning with its place, once', () => {
  const text = 'services:\n  web:\n    image: "a:${TAG}"\n    command: "${TAG} ${OTHER:-x} ${MORE-}"\n'
  expect(importTexts({ 'compose.yaml': text }).problems).toMatchObject([
    { severity: 'warning', line: 3, column: 12, message: expect.stringContaining('The variable TAG is not set') },
  ])
})

describe('hostile files', () => {
  test('an alias bomb is refused at once, where it goes off', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) =>
        `x-${level}: &l${level} [${Array(9)
          .fill(level === 0 ? 'x' : `*l${level - 1}`)
          .join(', ')}]`,
    )
    expect(refusalOf({ 'compose.yaml': `${levels.join('\n')}\nservices: { web: { image: a } }` })).toMatch(
      /:7:\d+ With its aliases written out/,
    )
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a name like any other', (name) => {
    const { design, problems } = importTexts({ 'compose.yaml': `services: { ${name}: { image: a, environment: { ${name}: b } } }` })
    expect(problems).toEqual([])
    expect(Object.values(design?.components ?? {})).toHaveLength(1)
    expect({}).not.toHaveProperty('image')
  })

  test('a file of ten megabytes is refused without reading it', () => {
    expect(refusalOf({ 'compose.yaml': `services:\n${'# x\n'.repeat(2_500_000)}` })).toMatch(/has \d+ characters/)
  })

  test('a chain of dependencies as long as a file may have is followed to its end', () => {
    const link = (index: number) => `depends_on: [s${index + 1}]`
    const services = Array.from({ length: 1999 }, (_, index) => `  s${index}: { image: a, ${link(index)} }`)
    expect(importTexts({ 'compose.yaml': `services:\n${services.join('\n')}\n  s1999: { image: b }\n` }).problems).toEqual([])
    const more = services.map((line) => `${line}\n${line.replace('  s', '  t')}`)
    expect(refusalOf({ 'compose.yaml': `services:\n${more.join('\n')}` })).toMatch(/3998 services/)
  })

  test('a long chain of extensions is refused', () => {
    const services = Array.from({ length: 100 }, (_, index) => `  s${index}: { image: a, extends: s${index + 1} }`)
    expect(refusalOf({ 'compose.yaml': `services:\n${services.join('\n')}` })).toMatch(
      /Service "s50" extends another, as do the 50 before it/,
    )
  })

  test('a long text without an address is read once', () => {
    const text = `services: { web: { image: a, environment: { X_URL: ${'a'.repeat(90_000)}, Y_URL: ${'a.'.repeat(45_000)} } } }`
    expect(importTexts({ 'compose.yaml': text }).problems).toEqual([])
  })

  test('deep nesting is refused', () => {
    expect(refusalOf({ 'compose.yaml': `services: ${'['.repeat(5000)}` })).toMatch(/levels deep/)
    expect(refusalOf({ 'compose.yaml': `services:\n  ${'e: load'.repeat(20_000)}\nb: c\n` })).toMatch(/levels deep/)
  })
})
