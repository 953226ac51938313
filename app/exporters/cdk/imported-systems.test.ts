import { describe, expect, test } from 'vitest'
import { imported } from '../imported/fixtures/imported.ts'
import { builds, circles, media, workers } from '../imported/fixtures/systems.ts'
import { cdkExporter } from './cdk.ts'

/** Systems as people write them, each with what an AWS engineer would look for first in what came out. */

function exported(texts: Record<string, string>, variables: Record<string, string> = {}) {
  const { design, options } = imported(texts, variables)
  const { files, losses } = cdkExporter.export(design, options)
  const textOf = (path: string) => files.find((file) => file.path === path)?.content ?? ''
  return {
    design,
    files,
    textOf,
    services: textOf('lib/services-stack.ts'),
    data: textOf('lib/data-stack.ts'),
    said: losses.map(({ where, what }) => `${where}: ${what}`),
    all: files.map(({ content }) => content).join('\n'),
  }
}

/** The declaration of one service, up to the next blank line. */
const partOf = (text: string, name: string) => new RegExp(`this\\.${name} = new [\\s\\S]*?\\n    \\}\\);`).exec(text)?.[0] ?? ''

describe('workers beside a web server', () => {
  const { services, textOf, data } = exported(workers)

  test('only what is published stands behind the load balancer', () => {
    expect(services).toContain("entrances.publish('web', {")
    expect(services.match(/entrances\.publish\(/g)).toHaveLength(1)
    for (const worker of ['worker', 'beat']) expect(partOf(services, worker)).not.toContain('ports:')
    expect(partOf(services, 'web')).toContain('ports: { http: 8000 }')
  })

  test('a store is reached by those that use it', () => {
    for (const store of ['db', 'mq']) expect(services).toMatch(new RegExp(`this\\.worker\\.uses\\([^)]*data\\.${store}\\b`))
    expect(services).toMatch(/this\.web\.uses\([^)]*data\.cache\b/)
    expect(data.match(/new ValkeyCache\(/g)).toHaveLength(1)
    expect(textOf('test/app.test.ts')).toContain('const calls: string[] = [];')
  })
})

test('who is called at several ports is found at each of them, and who names none at the drawn one', () => {
  const { services, textOf, said } = exported({
    'compose.yaml': `
services:
  shop: { image: acme/shop, ports: ["80:80"], environment: { LOGS: "http://gatherer:3100/push", TRACES_HOST: gatherer, TRACES_PORT: "4317" } }
  desk: { image: acme/desk, ports: ["81:80"], depends_on: [gatherer] }
  gatherer: { image: acme/gatherer, ports: ["12350:12350", "9:9"] }
`,
  })
  expect(partOf(services, 'gatherer')).toContain('ports: { http: 12350, tcp3100: 3100, tcp4317: 4317 },')
  expect(services.match(/this\.\w+\.calls\(this\.gatherer.*\)/g)).toEqual([
    'this.shop.calls(this.gatherer)',
    "this.shop.calls(this.gatherer, 'tcp3100')",
    "this.shop.calls(this.gatherer, 'tcp4317')",
    'this.desk.calls(this.gatherer)',
  ])
  expect(textOf('test/app.test.ts')).toContain("const calls: string[] = ['desk calls gatherer', 'shop calls gatherer'];")
  expect(said.filter((line) => line.startsWith('gatherer: ports'))).toEqual([expect.stringMatching(/: 9\/tcp: Service Connect/)])
})

test('a host that was called otherwise is found where it is now', () => {
  const { services, data } = exported({
    'compose.yaml': `
services:
  Shop_API: { image: acme/shop, ports: ["8000:8000"], environment: { STORE: "postgres://shop@Orders_DB:5432/orders" } }
  Orders_DB: { image: "postgres:16", environment: { POSTGRES_USER: shop, POSTGRES_DB: orders, POSTGRES_HOST_AUTH_METHOD: trust } }
`,
  })
  expect(services).not.toContain('Orders_DB:5432')
  expect(services).toMatch(/\$\{data\.ordersDb\.host\}:\$\{data\.ordersDb\.port\}\/orders/)
  expect(data).toContain("database: 'orders',")
})

test('no line of the code is wider than its formatter has it, however long the names are', () => {
  const { data } = exported(media)
  expect(data).toContain('new SharedFiles(')
  expect(data.split('\n').filter((line) => line.length > 120 && !line.startsWith('/'))).toEqual([])
})

test('ports over UDP are told of as lost, and no TCP port takes their place', () => {
  const { services, said } = exported(media)
  expect(said.filter((line) => /^sfu: ports.*7882\/udp/.test(line))).toHaveLength(1)
  expect(said.filter((line) => /^dns: ports.*53\/udp/.test(line))).toHaveLength(1)
  expect(partOf(services, 'dns')).not.toContain('ports:')
})

test('the port that callers say is the one that is opened', () => {
  const { services, textOf } = exported({
    'compose.yaml': `
services:
  front: { image: acme/front, ports: ["80:80"], environment: { STOCK_URL: "http://stock:4100", RATES_ADDR: "rates:50052" } }
  stock: { image: acme/stock }
  rates: { image: acme/rates }
`,
  })
  expect(partOf(services, 'stock')).toContain('ports: { http: 4100 }')
  expect(partOf(services, 'rates')).toMatch(/ports: \{ \w+: 50052 \}/)
  expect(textOf('test/app.test.ts')).toContain("'front calls rates', 'front calls stock'")
})

test('what speaks a protocol that nobody names is passed on as TCP', () => {
  const { services } = exported({
    'compose.yaml': `
services:
  app: { image: acme/app, ports: ["80:80"], environment: { SMTP_HOST: post, SMTP_PORT: "1025", EVENTS: "clickhouse://events:9000/x" } }
  post: { image: "mailhog/mailhog:v1.0.1" }
  events: { image: "clickhouse/clickhouse-server:25" }
`,
  })
  expect(partOf(services, 'events')).toContain('ports: { tcp: 9000 }')
  expect(services).toContain("this.app.calls(this.events, 'tcp');")
})

test('what cannot be drawn is not blocked without a word', () => {
  const { textOf, services } = exported(circles)
  expect(textOf('test/app.test.ts')).toContain("const calls: string[] = ['api calls plugins', 'plugins calls api'];")
  expect(services.match(/\.reaches\(/g)).toHaveLength(1)
})

test('what is not sure is closed, which is told', () => {
  const { services, said } = exported({
    'compose.yaml': `
services:
  status: { image: acme/status, ports: ["80:80"], environment: { ORDERS: "http://orders:80/hc" } }
  orders: { image: acme/orders }
`,
  })
  expect(services).not.toContain('.calls(')
  expect(said.filter((line) => line.includes('may mean'))).toEqual([
    'status: Its files may mean that it calls orders, which is not drawn and so not allowed. Draw the connections that are real.',
  ])
})

describe('images that are built', () => {
  const { services, said, data, files } = exported({
    ...builds,
    'compose.yaml': `${builds['compose.yaml']}`.replace(
      'services:',
      'services:\n  tool: { build: "https://git.example.org/acme/tool.git#main" }',
    ),
  })

  test('are built as their files say, and one from the network is told of', () => {
    expect(services).toContain("file: 'docker/api/Dockerfile',")
    expect(services).not.toContain("imageFrom('../https:")
    expect(said).toContainEqual(expect.stringMatching(/^tool: build.* it is built from a place on the network/))
    expect(said.filter((line) => line.startsWith('tool: ') && line.includes('has to be there'))).toEqual([])
    // A folder that is there, so that the application synthesizes, and whose build says what is wanted.
    expect(services).toContain("image: imageFrom('images/tool'),")
    const place = files.find(({ path }) => path === 'images/tool/Dockerfile')
    expect(place).toMatchObject({
      keep: 'once',
      content: expect.stringContaining('Put what lies at https://git.example.org/acme/tool.git#main into'),
    })
  })

  test('are those of the person, where a gateway is built upon a product too', () => {
    const gateway = exported({
      'compose.yaml': `
services:
  shop: { image: acme/shop }
  door: { build: ./door, ports: ["80:80"], depends_on: [shop] }
`,
      'door/Dockerfile': 'FROM nginx:1.28\nCOPY site.conf /etc/nginx/conf.d/default.conf\n',
    })
    expect(gateway.design.components.door?.kind).toBe('nginx')
    expect(partOf(gateway.services, 'door')).toContain("image: imageFrom('door'),")
    expect(gateway.all).not.toMatch(/fromRegistry\('nginx/)
  })

  test('are the engine that they are built from', () => {
    expect(data).toContain("new DocumentDatabase(this, 'Docs', {")
  })

  test('make no second cluster for a tool of an engine', () => {
    expect(data.match(/new KafkaCluster\(/g)).toHaveLength(1)
    expect(services).toContain('this.makeTopics = new ')
    const backup = exported({
      'compose.yaml': `
services:
  backup: { image: "postgres:16", command: [sh, -c, "pg_dump -h ledger > /backup/all.sql"], depends_on: [ledger] }
  ledger: { image: "postgres:16", environment: { POSTGRES_PASSWORD: hare-1234 } }
`,
    })
    expect(backup.data.match(/new RelationalDatabase\(/g)).toHaveLength(1)
    expect(backup.services).toContain('this.backup = new ')
    expect(backup.said).toContainEqual(expect.stringMatching(/^backup: command .* it names ledger, whose address/))
  })
})

describe('secrets', () => {
  test('however they are written stand nowhere', () => {
    const { all, services } = exported(
      {
        'compose.yaml': `
services:
  api: { image: acme/api, environment: { PGHOST: store, PGUSER: shop, PGPASSWORD: "\${STORE_PW}", ADMINPASSWORD: wq81z, APPSECRET: xk42j, MAIL_PW: pt77q, SIGNING_KEY: ny53v, PRESHAREDKEY: hb66r } }
  store: { image: "postgres:16", environment: { POSTGRES_USER: shop, POSTGRES_PASSWORD: "\${STORE_PW}" } }
`,
      },
      { STORE_PW: 'gd29m' },
    )
    for (const value of ['wq81z', 'xk42j', 'pt77q', 'ny53v', 'hb66r', 'gd29m']) expect(all).not.toContain(value)
    for (const name of ['PGPASSWORD', 'ADMINPASSWORD', 'APPSECRET', 'MAIL_PW', 'SIGNING_KEY', 'PRESHAREDKEY'])
      expect(services).toMatch(new RegExp(`${name}: ecs\\.Secret\\.fromSecretsManager\\(`))
  })

  test('that nobody has set are asked for and never empty, and a plain name is none', () => {
    const { services, textOf } = exported({
      'compose.yaml': `
services:
  api: { image: acme/api, environment: { STORE_HOST: store, STORE_PASSWORD: "\${STORE_PASSWORD}", API_TOKEN: "", TOKEN_TTL: "900" } }
  store: { image: "postgres:16", environment: { POSTGRES_PASSWORD: "\${STORE_PASSWORD}" } }
`,
    })
    expect(services).not.toMatch(/(?:STORE_PASSWORD|API_TOKEN): ''/)
    expect(services).toContain("STORE_PASSWORD: ecs.Secret.fromSecretsManager(data.store.signInOf('api'), 'password'),")
    expect(services).toContain("TOKEN_TTL: '900',")
    expect(textOf('test/app.test.ts')).toContain("const harmless: string[] = ['TOKEN_TTL'];")
  })

  test('in a command stand in no file, and whoever may read them is told', () => {
    const { all, services, said } = exported(
      {
        'compose.yaml': `
services:
  queue: { image: acme/queue, ports: ["80:80"], command: ["serve", "--requirepass", "\${QUEUE_PASSWORD}", "--token=tok93kd02kfj"] }
`,
      },
      { QUEUE_PASSWORD: 'kd83jf02kfls9' },
    )
    expect(all).not.toMatch(/kd83jf02kfls9|tok93kd02kfj/)
    expect(services.replace(/\s+/g, ' ')).toMatch(
      /command: \[ 'serve', '--requirepass', valueIn\(secrets\.\w+\), `--token=\$\{valueIn\(secrets\.\w+\)\}`, \]/,
    )
    expect(said).toContainEqual(expect.stringMatching(/^queue: command .* its task definition shows/))
  })

  test('are secrets where they stand as such, and the same word elsewhere is itself', () => {
    const { services } = exported({
      'compose.yaml': `
services:
  shop: { image: acme/shop, ports: ["80:80"], entrypoint: ["run", "shop"], command: ["shop", "--password", "shop"], healthcheck: { test: ["CMD", "ask", "shop", "--password", "shop"] } }
`,
    })
    const line = services.replace(/\s+/g, ' ')
    expect(line).toContain("entryPoint: ['run', 'shop'],")
    expect(line).toMatch(/command: \['shop', '--password', valueIn\(secrets\.\w+\)\],/)
    expect(line).toMatch(/healthCommand: \[ ?'CMD', 'ask', 'shop', '--password', valueIn\(secrets\.\w+\),? ?\],/)
  })

  test('that several share are one, and the database keeps its name', () => {
    const { services, data, textOf } = exported({
      'compose.yaml': `
services:
  api: { image: acme/api, environment: { DB_HOST: store, DB_USER: till, DB_PASSWORD: "\${TILL_PASSWORD}" } }
  nightly: { image: acme/nightly, environment: { DB_HOST: store, DB_USER: till, DB_PASSWORD: "\${TILL_PASSWORD}" } }
  store: { image: "postgres:16", environment: { POSTGRES_USER: till, POSTGRES_DB: till, POSTGRES_PASSWORD: "\${TILL_PASSWORD}" } }
`,
    })
    expect(data).toContain("database: 'till',")
    expect(data).toContain("users: ['api', 'nightly'],")
    for (const user of ['api', 'nightly']) {
      expect(services).toContain(`DB_USER: ecs.Secret.fromSecretsManager(data.store.signInOf('${user}'), 'username'),`)
      expect(services).toContain(`DB_PASSWORD: ecs.Secret.fromSecretsManager(data.store.signInOf('${user}'), 'password'),`)
    }
    expect(textOf('lib/secrets-stack.ts')).toBe('')
  })
})

describe('gateways', () => {
  test('of any make call those that their settings name', () => {
    const { textOf } = exported({
      'compose.yaml': `
services:
  front: { image: "caddy:2", ports: ["80:80"], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"] }
  inner: { image: "envoyproxy/envoy:v1.31-latest", ports: ["8080:8080"], volumes: ["./envoy.yaml:/etc/envoy/envoy.yaml"] }
  shop: { image: acme/shop }
  stock: { image: acme/stock }
`,
      Caddyfile: 'shop.example {\n  reverse_proxy /stock/* stock:9000\n  reverse_proxy shop:3000\n}\n',
      'envoy.yaml': `
static_resources:
  clusters:
  - name: shop
    load_assignment:
      endpoints:
      - lb_endpoints:
        - endpoint: { address: { socket_address: { address: stock, port_value: 9000 } } }
`,
    })
    const calls = textOf('test/app.test.ts')
    for (const call of ['front calls shop', 'front calls stock', 'inner calls stock']) expect(calls).toContain(`'${call}'`)
    expect(calls).not.toContain("'inner calls shop'")
    expect(textOf('images/front/Dockerfile')).toContain('COPY ["Caddyfile","/etc/caddy/Caddyfile"]')
  })
})

describe('a database with data, and programs called as stores are', () => {
  const { said, textOf, services } = exported({
    'compose.yaml': `
services:
  shop: { image: acme/shop, ports: ["80:80"], volumes: ["./shop.yaml:/etc/shop.yaml"], depends_on: [redis, db] }
  seed: { image: "acme/seed:1", command: ["redis", "--fill"], depends_on: [redis] }
  redis: { image: "redis:7" }
  db: { image: "postgres:16", volumes: ["rows:/var/lib/postgresql/data"], environment: { POSTGRES_PASSWORD: "s3cret-word" } }
volumes: { rows: {} }
`,
  })

  test('is told to be taken over', () => {
    expect(said).toContainEqual(expect.stringMatching(/^db: volumes.* it is new and empty there: take its data over/))
  })

  test('are not taken for a call of the store', () => {
    expect(partOf(services, 'seed')).toContain("command: ['redis', '--fill']")
    expect(said.filter((line) => line.startsWith('seed: command'))).toEqual([])
  })

  test('need files that could not be read before the first deployment, as the README says', () => {
    expect(textOf('README.md')).toContain('export again before the first deployment.\n\n- shop: `/etc/shop.yaml`\n')
  })

  test('may name there whom they call, which is told with those who are allowed', () => {
    expect(said).toContainEqual(
      expect.stringMatching(
        /^shop: Whom it calls by \/etc\/shop\.yaml is not known, .* lets it call (?:redis, db|db, redis), port 443 of the internet alone\./,
      ),
    )
  })

  test('come from outside the account, without a version, and with a health that nobody states, which is told', () => {
    expect(textOf('README.md')).toContain('- Images come from docker.io whenever a task starts')
    expect(said).toContainEqual(
      'shop: acme/shop names no version, so that what runs may be another one after each start of a task: write a tag.',
    )
    expect(said).toContainEqual(expect.stringMatching(/^shop: Nothing says at which path it tells that it is well/))
    expect(said.filter((line) => /^seed: .*no version/.test(line))).toEqual([])
    const latest = exported({ 'compose.yaml': 'services:\n  api: { image: "acme/suite:api-latest", ports: ["80:80"] }\n' })
    expect(latest.said).toContainEqual(expect.stringContaining('api: acme/suite:api-latest names no version'))
  })
})

test('what an image fetches as it starts is let out, and said', () => {
  const grafana = (environment: string) =>
    exported({ 'compose.yaml': `services:\n  grafana: { image: "grafana/grafana:12.3.1", environment: { ${environment} } }\n` })
  const reason = "internet: 'Pulls its image from docker.io"
  expect(grafana('GF_INSTALL_PLUGINS: grafana-lokiexplore-app').services).toContain(
    `${reason}, and fetches what GF_INSTALL_PLUGINS names',`,
  )
  expect(grafana('GF_LOG_LEVEL: warn').services).toContain(`${reason}',`)
})
