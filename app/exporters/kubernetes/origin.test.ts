import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { droppedFields } from '../imported/fixtures/dropped-fields.ts'
import { imported, imports } from '../imported/fixtures/imported.ts'
import { builds, circles, media, shop, workers } from '../imported/fixtures/systems.ts'
import { readStated } from '../imported/read-stated.ts'
import { witnessInManifests } from './fixtures/manifest-witness.ts'
import { kubernetesExporter } from './kubernetes.ts'

test.each(Object.entries(imports))('every field of every service of %s came out or is reported', (_name, texts) => {
  const { design, options } = imported(texts)
  const { services } = parse(texts['compose.yaml'] ?? '', { merge: true })
  const made = kubernetesExporter.export(design, options)
  const { stated } = readStated(design, options.places)
  expect(droppedFields(services, design, stated, made.losses, witnessInManifests(made))).toEqual([])
})

test('a field that is dropped in silence is found', () => {
  const { design, options } = imported(shop)
  const made = kubernetesExporter.export(design, options)
  const silent = { ...made, losses: [] }
  const { services } = parse(shop['compose.yaml'], { merge: true })
  const { stated } = readStated(design, options.places)
  expect(droppedFields(services, design, stated, silent.losses, witnessInManifests(silent))).toContainEqual({
    component: 'api',
    field: 'depends_on',
  })
  expect(
    droppedFields({ api: { ...services.api, working_dir: '/other' } }, design, stated, silent.losses, witnessInManifests(silent)),
  ).toContainEqual({
    component: 'api',
    field: 'working_dir',
  })
  const other = {
    ...services.api,
    command: ['serve.js'],
    environment: { DATABASE_URL: 'postgres://app:pw@db:5432/other', PORT: '3001' },
    healthcheck: { test: ['CMD', 'curl', '-f', 'http://localhost:3001/health'] },
    expose: ['3000/udp'],
  }
  expect(droppedFields({ api: other }, design, stated, made.losses, witnessInManifests(made)).map(({ field }) => field)).toEqual([
    'command',
    'environment.DATABASE_URL',
    'environment.PORT',
    'expose[0]',
    'healthcheck.test',
  ])
})

test('one key of the Secret that stands for two values is found', () => {
  const { design, options } = imported(shop)
  const made = kubernetesExporter.export(design, options)
  const { stated } = readStated(design, options.places)
  const key = { valueFrom: { secretKeyRef: { name: 'project', key: 'DB_POSTGRES_PASSWORD' } } }
  const files = made.files.map((file) =>
    file.path === 'base/api.yaml'
      ? { ...file, content: file.content.replace('value: "3000"', `valueFrom: ${JSON.stringify(key.valueFrom)}`) }
      : file,
  )
  const { services } = parse(shop['compose.yaml'], { merge: true })
  expect(droppedFields(services, design, stated, made.losses, witnessInManifests({ ...made, files }))).toEqual([
    { component: 'db', field: 'environment.POSTGRES_PASSWORD' },
  ])
})

describe('an imported shop', () => {
  const { files, losses } = exported(shop)

  test('keeps what each program is told and as whom it runs', () => {
    const { spec } = objectIn(files, 'base/api.yaml', 'Deployment').spec.template
    const [container] = spec.containers
    expect(container).toMatchObject({
      command: ['node'],
      args: ['server.js'],
      workingDir: '/srv',
      resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
      readinessProbe: {
        exec: { command: ['curl', '-f', 'http://localhost:3000/health'] },
        periodSeconds: 10,
        timeoutSeconds: 3,
        failureThreshold: 5,
      },
    })
    expect(spec.securityContext).toMatchObject({ runAsUser: 1001, runAsGroup: 1001, fsGroup: 1001 })
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(45)
    expect(container.volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)).toEqual([
      '/srv/uploads',
      '/srv/settings.json',
      '/srv/flags.json',
      '/run/secrets/jwt',
    ])
  })

  test('runs its migration as a Job, which others wait for without any right in the cluster', () => {
    const job = objectIn(files, 'base/migrate.yaml', 'Job')
    expect(job.spec.template.spec).toMatchObject({ restartPolicy: 'OnFailure', automountServiceAccountToken: false })
    expect(job.spec.template.spec.containers[0].startupProbe).toBeUndefined()
    expect(textOf(files, 'README.md')).toContain('wait --for=condition=complete job/migrate')
    expect(losses).toContainEqual({ where: 'api', what: expect.stringContaining('For migrate it is to wait: README.md has the order') })
  })

  test('signs in at its database as before, with one password', () => {
    const secret = { name: 'project', key: 'DB_POSTGRES_PASSWORD' }
    const [db] = objectIn(files, 'base/db.yaml', 'StatefulSet').spec.template.spec.containers
    expect(db.env).toEqual(
      expect.arrayContaining([
        { name: 'POSTGRES_USER', value: 'app' },
        { name: 'POSTGRES_DB', value: 'app' },
        { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: secret } },
      ]),
    )
    const [api] = objectIn(files, 'base/api.yaml', 'Deployment').spec.template.spec.containers
    expect(api.env).toEqual(
      expect.arrayContaining([
        { name: 'DB_POSTGRES_PASSWORD', valueFrom: { secretKeyRef: secret } },
        { name: 'DATABASE_URL', value: 'postgres://app:$(DB_POSTGRES_PASSWORD)@db:5432/app' },
      ]),
    )
    expect(textOf(files, 'base/config/db/init.sql')).toBe(shop['init.sql'])
  })

  test("has the person's own gateway settings, and no probe of ours that they do not answer", () => {
    expect(textOf(files, 'base/config/web/nginx.conf')).toBe(shop['nginx.conf'])
    const [web] = objectIn(files, 'base/web.yaml', 'Deployment').spec.template.spec.containers
    expect(web.readinessProbe.tcpSocket).toEqual({ port: 80 })
    expect(web.ports.map(({ containerPort }: { containerPort: number }) => containerPort)).toEqual([80, 443])
  })
})

test('only what is published is public, and a worker answers nowhere', () => {
  const { files } = exported(workers)
  const routes = documentsIn(files, 'overlays/production/gateway.yaml').filter(({ kind }) => kind === 'HTTPRoute')
  expect(routes.map(({ metadata }) => metadata.name)).toEqual(['project-to-tls', 'web'])
  for (const id of ['worker', 'beat']) {
    const objects = documentsIn(files, `base/${id}.yaml`)
    expect(objects.map(({ kind }) => kind)).toEqual(['Deployment', 'NetworkPolicy'])
    expect(objects[0].spec.template.spec.containers[0].readinessProbe).toBeUndefined()
    expect(objects[1].spec.ingress).toBeUndefined()
  }
  for (const id of ['cache', 'mq']) expect(JSON.stringify(documentsIn(files, `base/${id}.yaml`))).not.toContain('ipBlock')
})

test('ports over UDP are in the Service and the policy, and asked by no probe over TCP', () => {
  const { files } = exported(media)
  const ports = objectIn(files, 'base/sfu.yaml', 'Service').spec.ports
  expect(ports.map(({ port, protocol = 'TCP' }: { port: number; protocol?: string }) => `${port}/${protocol}`)).toEqual([
    '7880/TCP',
    '7881/TCP',
    '7882/UDP',
  ])
  expect(objectIn(files, 'base/sfu.yaml', 'NetworkPolicy').spec.ingress[0].ports).toContainEqual({ protocol: 'UDP', port: 7882 })
  expect(objectIn(files, 'base/dns.yaml', 'NetworkPolicy').spec.ingress[0].ports).toEqual([{ protocol: 'UDP', port: 53 }])
  expect(objectIn(files, 'base/dns.yaml', 'Deployment').spec.template.spec.containers[0].startupProbe).toBeUndefined()
})

test('a port that only callers speak of is open to them, and one that they do not name is not', () => {
  const { files } = exported({
    'compose.yaml': `services:
  api: { image: acme/api, ports: ["8080:8080"], environment: { AMQP_URL: "amqp://mq:5672" } }
  desk: { image: acme/desk, environment: { RATES: "api:9090", MQ_HOST: mq } }
  mq: { image: "rabbitmq:4", ports: ["5672:5672", "15672:15672"] }
`,
  })
  const portsOf = (name: string) => objectIn(files, `base/${name}.yaml`, 'Service').spec.ports.map(({ port }: { port: number }) => port)
  expect([portsOf('api'), portsOf('mq')]).toEqual([
    [8080, 9090],
    [5672, 15672],
  ])
  const open = (name: string, caller: string) =>
    objectIn(files, `base/${name}.yaml`, 'NetworkPolicy')
      .spec.ingress.filter(({ from }: { from: object[] }) => JSON.stringify(from).includes(`"${caller}"`))
      .flatMap(({ ports }: { ports: { port: number }[] }) => ports.map(({ port }) => port))
  expect(open('api', 'desk')).toContain(9090)
  expect(open('mq', 'api')).toEqual([5672])
  // An address without a port may lead to any.
  expect(open('mq', 'desk')).toEqual([5672, 15672])
})

test('what answers where its callers say has that port in its Service, its probes and its policy', () => {
  const { files } = exported({
    'compose.yaml': `services:
  shop: { image: acme/shop, ports: ["80:80"], environment: { STOCK_URL: "http://stock:4100", RATES_ADDR: "rates:50052" } }
  stock: { image: acme/stock }
  rates: { image: acme/rates }
`,
  })
  for (const [name, port] of Object.entries({ stock: 4100, rates: 50_052 })) {
    expect(objectIn(files, `base/${name}.yaml`, 'Service').spec.ports).toMatchObject([{ port }])
    const { ports, readinessProbe } = objectIn(files, `base/${name}.yaml`, 'Deployment').spec.template.spec.containers[0]
    expect(ports).toMatchObject([{ containerPort: port }])
    expect(JSON.stringify(readinessProbe)).toContain(JSON.stringify({ port }))
    expect(objectIn(files, `base/${name}.yaml`, 'NetworkPolicy').spec.ingress[0].ports).toEqual([{ protocol: 'TCP', port }])
    expect(textOf(files, `base/${name}.yaml`)).not.toContain('8080')
  }
})

test('a host that no Service can be called is called otherwise wherever it is named, which is told', () => {
  const { files, losses } = exported(media)
  const [api] = objectIn(files, 'base/my-api.yaml', 'StatefulSet').spec.template.spec.containers
  expect(api.env).toContainEqual({ name: 'DB', value: 'postgres://u@my-db:5432/x' })
  expect(losses).toContainEqual({ where: 'my-api', what: expect.stringContaining('the host my_db is called my-db here') })
  expect(losses).toContainEqual({ where: 'my-api', what: 'OLD names old, which is not in the cluster: say where it is.' })
})

test('a health check finds its host too', () => {
  const { files, losses } = exported({
    'compose.yaml': `services:
  my_api: { image: acme/api, ports: ["80:80"], healthcheck: { test: ["CMD-SHELL", "ask http://my_db:9000/up && ask http://my_api:80/up"] } }
  my_db: { image: acme/db, expose: ["9000"] }
`,
  })
  const [api] = objectIn(files, 'base/my-api.yaml', 'Deployment').spec.template.spec.containers
  expect(api.readinessProbe.exec.command).toEqual(['/bin/sh', '-c', 'ask http://my-db:9000/up && ask http://my-api:80/up'])
  expect(losses).toContainEqual({ where: 'my-api', what: expect.stringContaining('its health check: the host my_db is called my-db here') })
})

test('what is no place in a cluster is told of: a host without a port, and what another publishes on the machine', () => {
  const { losses } = exported({
    'compose.yaml': `services:
  web:
    image: acme/web:1
    ports: ["8888:8888"]
    environment: { API_URL: "http://localhost:5000", SELF_URL: "http://localhost:8888/", OLD: "http://old/x", FILES: "s3://bucket/x" }
  api: { image: "acme/api:1", ports: ["5000:5000"] }
`,
  })
  const told = losses.filter(({ where, what }) => where === 'web' && / names /.test(what)).map(({ what }) => what)
  expect(told).toEqual([
    expect.stringContaining('API_URL names localhost:5000, which is api on the machine of Compose and nobody in a pod'),
    'OLD names old, which is not in the cluster: say where it is.',
  ])
})

test('an address that is not taken apart is asked for as a whole, and one that is needs nothing', () => {
  const texts = {
    'compose.yaml': `services:
  api:
    image: acme/api
    environment: { PG_URL: "postgres://app:f@x-1@db:5432/app", PG_DSN: "postgres://app:f@x-1@db:5432,app:f@x-1@db-2:5432/app", API_TOKEN: fox-1234 }
  db: { image: "postgres:16", environment: { POSTGRES_USER: app, POSTGRES_PASSWORD: f@x-1 } }
`,
  }
  const { files, losses } = exported(texts)
  const asked = losses.filter(({ what }) => what.includes('is an address that is a secret as a whole'))
  expect(asked).toEqual([{ where: 'api', what: expect.stringMatching(/^PG_DSN .* overlays\/local\/secrets\.env holds a made-up one/) }])
  const [api] = objectIn(files, 'base/api.yaml', 'Deployment').spec.template.spec.containers
  expect(api.env).toContainEqual({ name: 'PG_URL', value: 'postgres://app:$(DB_POSTGRES_PASSWORD)@db:5432/app' })
  expect(textOf(files, 'README.md')).toContain('letters and digits are safe everywhere')
  expect(textOf(exported(media).files, 'README.md')).not.toContain('letters and digits')
})

test('a container name is a Service of its own', () => {
  const { files } = exported({
    'compose.yaml': `name: shop
services:
  web: { image: acme/web, environment: { API_URL: "http://shop-api-1:8080", LEGACY_URL: "http://legacy:8080" } }
  api: { image: acme/api, container_name: legacy }
  db: { image: "postgres:16", environment: { POSTGRES_PASSWORD: "" } }
`,
  })
  const names = documentsIn(files, 'base/api.yaml').flatMap(({ kind, metadata }) => (kind === 'Service' ? [metadata.name] : []))
  expect(names).toEqual(['api', 'legacy'])
})

test('what cannot be drawn is not blocked', () => {
  const { files } = exported(circles)
  const called = (id: string) =>
    (documentsIn(files, `base/${id}.yaml`).find(({ kind }) => kind === 'NetworkPolicy').spec.egress ?? []).map(
      ({ to }: { to: { podSelector: { matchLabels: Record<string, string> } }[] }) =>
        to[0]?.podSelector.matchLabels['app.kubernetes.io/name'],
    )
  expect(called('broker')).toEqual(['zoo'])
  expect([...called('api'), ...called('plugins')].sort()).toEqual(['api', 'plugins'])
})

test('what is not sure is closed, which is told, until it is drawn', () => {
  const { design, options } = imported({
    'compose.yaml': `services:
  status: { image: acme/status, ports: ["80:80"], environment: { ORDERS: "http://orders:80/hc" } }
  orders: { image: acme/orders }
`,
  })
  const guess = { where: 'status', what: expect.stringContaining('may mean that it calls orders, which is not drawn') }
  expect(kubernetesExporter.export(design, options).losses).toContainEqual(guess)
  const drawn = { from: 'status', to: 'orders', protocol: 'http' as const }
  const made = kubernetesExporter.export({ ...design, connections: [...(design.connections ?? []), drawn] }, options)
  expect(made.losses).not.toContainEqual(guess)
  expect(JSON.stringify(objectIn(made.files, 'base/status.yaml', 'NetworkPolicy').spec.egress)).toContain('"orders"')
})

test('README says who may talk to whom as the policies do, beyond what is drawn too', () => {
  const queue = exported({
    'compose.yaml': `services:
  api: { image: acme/api, environment: { AMQP_URL: "amqp://mq:5672" } }
  mq: { image: "rabbitmq:4-management", ports: ["5672:5672", "15672:15672"] }
`,
  })
  expect(textOf(queue.files, 'README.md')).toContain('| `api` | `mq` | 5672 | `api->mq` |')
  expect(textOf(queue.files, 'README.md')).toContain('No pod may call out of the cluster')
  expect(textOf(exported(circles).files, 'README.md')).toMatch(/\| `broker` \| `zoo` \| .+ \| it cannot be drawn \|/)
})

test('the Secret is made of lines and of files, which kubectl does not take at once', () => {
  const readme = textOf(exported(shop).files, 'README.md')
  expect(readme).toContain('create secret generic project --from-env-file=FILE\n')
  expect(readme).toContain(`patch secret project -p "{\\"data\\":{\\"JWT\\":\\"$(base64 < jwt | tr -d '\\n')\\"}}"`)
  const alone = {
    'compose.yaml': 'services: { api: { image: acme/api, secrets: [jwt] } }\nsecrets: { jwt: { file: ./jwt.txt } }\n',
    'jwt.txt': 'ey-sig\n',
  }
  expect(textOf(exported(alone).files, 'README.md')).toContain('create secret generic project --from-file=JWT=jwt\n')
})

test('an image is built as its file says, upon an engine too', () => {
  const { files, losses } = exported(builds)
  const readme = textOf(files, 'README.md')
  expect(readme).toContain('docker build -f docker/api/Dockerfile --target prod --build-arg V=1 --build-arg NPM_TOKEN -t project/api:local')
  expect(readme).toMatch(/docker build -t project\/docs:local \S*docs/)
  const [docs] = objectIn(files, 'base/docs.yaml', 'StatefulSet').spec.template.spec.containers
  expect([docs.image, docs.ports[0].containerPort]).toEqual(['docs', 27017])
  expect(objectIn(files, 'base/make-topics.yaml', 'Job').spec.template.spec.containers[0].command).toEqual(['sh', '-c', expect.any(String)])
  expect(JSON.stringify(files)).not.toMatch(/abcdefg12345|kd83jf02kfls9/)
  expect(losses).toContainEqual({ where: 'api', what: expect.stringContaining('b/c.yaml holds a secret and is not written') })
})

test('what is built from a place on the network is built from there, however that is written', () => {
  const { files } = exported({
    'compose.yaml': 'services: { tool: { build: { context: github.com/acme/tool, dockerfile: ops/Dockerfile } } }\n',
  })
  expect(textOf(files, 'README.md')).toContain('docker build -f ops/Dockerfile -t project/tool:local github.com/acme/tool')
})

test('no secret stands in a command or a health check in clear, and it is that of those who sign in', () => {
  const { files } = exported({
    'compose.yaml': `services:
  api:
    image: acme/api
    command: ["serve", "--db-password=fox-1", "--level", "info"]
    environment: { REDIS_AUTH: "\${REDIS_AUTH:-hare-2}", REDIS_HOST: cache }
  cache:
    image: redis:7
    command: redis-server --requirepass \${REDIS_AUTH:-hare-2} --appendonly yes
    healthcheck: { test: ["CMD", "redis-cli", "-a", "hare-2", "ping"] }
  db:
    image: mysql:8
    environment: { MYSQL_ROOT_PASSWORD: fox-1 }
    healthcheck: { test: mysqladmin ping --password=fox-1 }
`,
  })
  expect(files.filter(({ content, secret }) => !secret && /fox-1|hare-2/.test(content))).toEqual([])
  const containerOf = (name: string, kind: string) => objectIn(files, `base/${name}.yaml`, kind).spec.template.spec.containers[0]
  expect(containerOf('api', 'Deployment').args).toEqual(['serve', '--db-password=$(DB_MYSQL_ROOT_PASSWORD)', '--level', 'info'])
  const cache = containerOf('cache', 'Deployment')
  expect(cache.args).toEqual(['redis-server', '--requirepass', '$(REDIS_AUTH)', '--appendonly', 'yes'])
  expect(cache.env).toContainEqual({ name: 'REDIS_AUTH', valueFrom: { secretKeyRef: { name: 'project', key: 'REDIS_AUTH' } } })
  expect(cache.readinessProbe.exec.command).toEqual(['/bin/sh', '-c', `redis-cli -a "\${REDIS_AUTH}" ping`])
  const { command } = containerOf('db', 'StatefulSet').livenessProbe.exec
  expect(command).toEqual(['/bin/sh', '-c', `mysqladmin ping --password="\${DB_MYSQL_ROOT_PASSWORD}"`])
})

test('a secret in a command is found as tools take it, and as the files name its variable', () => {
  const { files } = exported(
    {
      'compose.yaml': `services:
  db:
    image: mysql:8
    environment: { MYSQL_ROOT_PASSWORD: root }
    healthcheck: { test: ["CMD", "mysqladmin", "ping", "-u", "root", "-p\${ROOT_PW:-root}"] }
  cache:
    image: acme/cache
    command: ["serve", "--auth-token", "two words=", "--api-key=abcdef123456"]
    healthcheck: { test: ["CMD-SHELL", "check 'for:\${CACHE_SECRET}' $$HOME"] }
    environment: { CACHE_PASSWORD: "\${CACHE_SECRET}" }
`,
    },
    { CACHE_SECRET: 'hare-2' },
  )
  expect(files.filter(({ content, secret }) => !secret && /two words|words=|abcdef123456|hare-2|-proot/.test(content))).toEqual([])
  const [db] = objectIn(files, 'base/db.yaml', 'StatefulSet').spec.template.spec.containers
  expect(db.readinessProbe.exec.command).toEqual(['/bin/sh', '-c', `mysqladmin ping -u root -p"\${DB_MYSQL_ROOT_PASSWORD}"`])
  const [cache] = objectIn(files, 'base/cache.yaml', 'Deployment').spec.template.spec.containers
  expect(cache.args).toEqual(['serve', '--auth-token', '$(CACHE_COMMAND)', '--api-key=$(CACHE_COMMAND_2)'])
  expect(cache.readinessProbe.exec.command).toEqual(['/bin/sh', '-c', `check 'for:'"\${CACHE_SECRET}"'' $HOME`])
})

test('the same word is a secret where it is one, and itself elsewhere', () => {
  const { files } = exported({
    'compose.yaml': `services:
  shop:
    image: acme/shop
    environment: { DB_HOST: shop, ADMIN_PASSWORD: shop }
    entrypoint: ["run", "shop"]
    command: ["shop", "--password", "shop", "--name=shop"]
    healthcheck: { test: ["CMD-SHELL", "ask shop --password shop"] }
`,
  })
  const [container] = objectIn(files, 'base/shop.yaml', 'Deployment').spec.template.spec.containers
  expect(container.command).toEqual(['run', 'shop'])
  expect(container.args).toEqual(['shop', '--password', '$(SHOP_ADMIN_PASSWORD)', '--name=shop'])
  expect(container.readinessProbe.exec.command).toEqual(['/bin/sh', '-c', `ask shop --password "\${SHOP_ADMIN_PASSWORD}"`])
})

test.each([
  ['FROM node:24', undefined, /lets it run as root.*USER 1000/],
  ['FROM node:24\nUSER node', undefined, /number of node, the user that its Dockerfile names/],
  ['FROM golang:1.24 AS build\nUSER 7\nFROM build\nRUN true', 7, undefined],
  ['FROM node:24\nUSER 1000:1000', 1000, undefined],
  ['FROM registry.acme.example/base:1', undefined, /not known which user its image runs as.*Say its user by number/],
])('an image of the Dockerfile %j is told not to be root only where it is not', (dockerfile, user, loss) => {
  const { files, losses } = exported({ 'compose.yaml': 'services: { api: { build: ., ports: ["80:3000"] } }', Dockerfile: dockerfile })
  const { securityContext } = objectIn(files, 'base/api.yaml', 'Deployment').spec.template.spec
  expect([securityContext.runAsNonRoot, securityContext.runAsUser]).toEqual([user === undefined ? undefined : true, user])
  const told = losses.filter(({ where, what }) => where === 'api' && /root|USER|Dockerfile/.test(what)).map(({ what }) => what)
  expect(told).toEqual(loss ? [expect.stringMatching(loss)] : [])
})

test('a port below 1024 is open to whomever an image runs as, as in a container of Docker', () => {
  const { files } = exported({
    'compose.yaml': `services:
  web: { image: "acme/web:1", ports: ["80:80"] }
  root: { image: "acme/root:1", user: "0", ports: ["81:80"] }
  api: { image: "acme/api:1", ports: ["82:8080"] }
`,
  })
  const sysctls = ['web', 'root', 'api'].map(
    (id) => objectIn(files, `base/${id}.yaml`, 'Deployment').spec.template.spec.securityContext.sysctls,
  )
  expect(sysctls).toEqual([[{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }], undefined, undefined])
})

test('what is mounted within the folder of an engine leaves it a place for the rest', () => {
  const { files } = exported({
    'compose.yaml':
      'services: { look: { image: "grafana/grafana:12.3.1", volumes: ["boards:/var/lib/grafana/boards"] } }\nvolumes: { boards: }\n',
  })
  const { spec } = objectIn(files, 'base/look.yaml', 'StatefulSet').spec.template
  expect(spec.containers[0].securityContext.readOnlyRootFilesystem).toBe(true)
  expect(spec.containers[0].volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)).toEqual(
    expect.arrayContaining(['/var/lib/grafana', '/var/lib/grafana/boards']),
  )
})

test('a folder that was not there is a volume where it is for data, and else is missing, which losses and README say', () => {
  const { files, losses } = exported({
    'compose.yaml': `services:
  db: { image: "postgres:16", volumes: ["./pg:/var/lib/postgresql/data", "./checks:/healthchecks", "./certs:/certs:ro"] }
  look: { image: "acme/look:1", volumes: ["./look/provisioning:/etc/look/provisioning", "./uploads:/srv/uploads"] }
  find: { image: "acme/find:1", volumes: ["./index:/usr/share/elasticsearch/data", "./sent:/opt/find/uploads"] }
  tempo: { image: "grafana/tempo:2.9.0" }
`,
  })
  const said = losses.map(({ where, what }) => `${where}: ${what}`)
  const missing = (id: string, index: number, source: string) =>
    `${id}: volumes[${index}] (compose.yaml:${id === 'db' ? 2 : 3}): ${source} is not there, so what it holds is not known: put it into the image before the first deployment, or it may not start.`
  expect(said).toEqual(
    expect.arrayContaining([missing('db', 1, './checks'), missing('db', 2, './certs'), missing('look', 0, './look/provisioning')]),
  )
  const mounts = (id: string) =>
    objectIn(files, `base/${id}.yaml`, 'StatefulSet').spec.template.spec.containers[0].volumeMounts.map(
      ({ mountPath }: { mountPath: string }) => mountPath,
    )
  expect(mounts('db')).toContain('/var/lib/postgresql/data')
  expect([...mounts('db'), ...mounts('look')].filter((path) => /checks|certs|provisioning/.test(path))).toEqual([])
  expect(mounts('look')).toEqual(['/srv/uploads'])
  expect(mounts('find')).toEqual(['/usr/share/elasticsearch/data', '/opt/find/uploads'])
  expect(textOf(files, 'README.md')).toContain(
    'What these mount was not there when the design was imported: `db` (`/healthchecks`, `/certs`), `look` (`/etc/look/provisioning`). Put it into their images before the first deployment;',
  )
  expect(said).toContainEqual(expect.stringMatching(/^tempo: Neither its file nor its kind says where it keeps its data/))
})

test('what is missing within a volume is not to go into the image, where the volume would hide it', () => {
  const { files, losses } = exported({
    'compose.yaml':
      'services: { look: { image: "grafana/grafana:12.3.1", volumes: ["./boards:/var/lib/grafana/dashboards", "./set:/etc/grafana/provisioning"] } }\n',
  })
  const said = losses
    .filter(({ what }) => what.startsWith('volumes['))
    .map(({ what }) => what.replace(/^.*? is not there/, 'it is not there'))
  expect(said).toEqual([
    'it is not there, so what it holds is not known: mount it there as a volume of its own before the first deployment, or it may not start. The volume at /var/lib/grafana hides what the image has there.',
    'it is not there, so what it holds is not known: put it into the image before the first deployment, or it may not start.',
  ])
  expect(textOf(files, 'README.md')).toContain(
    'Put it into their images before the first deployment, or mount it as a volume of its own where another volume hides what the image has: `look` (`/var/lib/grafana/dashboards`);',
  )
})

test('an engine asks for the memory that it can start with', () => {
  const [broker] = documentsIn(exported(builds).files, 'base/broker.yaml')[0].spec.template.spec.containers
  expect(broker.resources.requests.memory).toBe('4Gi')
})

test('one variable is one secret however many use it, and one that is not set is asked for', () => {
  const { files } = exported({
    'compose.yaml': `services:
  api: { image: acme/api, environment: { DB_HOST: db, DB_USER: shop, DB_PASSWORD: "\${SHOP_DB_PASSWORD}", API_TOKEN: "", TOKEN_TTL: "3600" } }
  jobs: { image: acme/jobs, environment: { DB_HOST: db, DB_USER: shop, DB_PASSWORD: "\${SHOP_DB_PASSWORD}" } }
  db: { image: "postgres:16", environment: { POSTGRES_USER: shop, POSTGRES_DB: shop, POSTGRES_PASSWORD: "\${SHOP_DB_PASSWORD}" } }
`,
  })
  const keys = textOf(files, 'overlays/local/secrets.env').match(/^\w+(?==)/gm)
  expect(keys).toEqual(['SHOP_DB_PASSWORD', 'API_API_TOKEN'])
  for (const { path, content } of files) expect(content, path).not.toMatch(/value: ""|=$/m)
})

// biome-ignore lint/suspicious/noExplicitAny: the objects are read as they stand in the files.
type Object = any
type Files = { path: string; content: string }[]

function exported(texts: Record<string, string>, variables: Record<string, string> = {}) {
  const { design, options } = imported(texts, variables)
  return kubernetesExporter.export(design, options)
}

function textOf(files: Files, path: string): string {
  return files.find((file) => file.path === path)?.content ?? expect.fail(`there is no file ${path}`)
}

function documentsIn(files: Files, path: string): Object[] {
  return parseAllDocuments(textOf(files, path)).map((document) => document.toJS())
}

function objectIn(files: Files, path: string, kind: string): Object {
  return documentsIn(files, path).find((object) => object.kind === kind) ?? expect.fail(`${path} has no ${kind}`)
}
