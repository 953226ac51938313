import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Design } from '../app/design/design.ts'
import { renderDesign } from '../app/design/write-document.ts'
import { composeExporter } from '../app/exporters/compose/compose.ts'
import { exportInto } from './handlers/exports.ts'
import { importCompose } from './import-compose.ts'
import { newSecret } from './new-secret.ts'

/** What is imported and exported again, read by the real Compose before and after. */

const execute = promisify(execFile)
const skipped = process.env.MICROCOSM_SKIP_LIVE || process.env.MICROCOSM_SKIP_COMPOSE
const means = {
  exporters: [composeExporter],
  runtimeBundle: join('out', 'runtime', 'runtime.mjs'),
  predictWorker: '',
  version: '0.0.0',
  newSecret,
}

/** Much of what people write: several files, anchors, variables, files of variables, includes, folders of all sorts. */
const project: Record<string, string> = {
  'compose.yaml': `# The shop.
x-service: &service
  restart: unless-stopped
  env_file: ./common.env
  volumes: [./shared:/shared:ro]
include:
  - path: monitoring/compose.yaml
services:
  # Takes orders.
  orders:
    <<: *service
    build:
      context: ./orders
      args: { VERSION: "\${VERSION:-1}" }
    environment:
      DB_URL: postgres://shop:\${DB_PASSWORD:?set it}@orders-db:5432/shop
      CACHE_HOST: cache
    ports: ["\${ORDERS_PORT:-8080}:3000"]
    depends_on: { orders-db: { condition: service_healthy } }
    secrets: [key]
  orders-db:
    extends: { file: bases/store.yaml, service: store }
    image: postgres:\${POSTGRES_TAG}
    volumes: ["data:/var/lib/postgresql/data", "./init:/docker-entrypoint-initdb.d"]
  cache: { image: "redis:7", profiles: [full] }
  tools: { <<: *service, build: { dockerfile: tools.Dockerfile } }
volumes: { data: }
secrets: { key: { file: ./key.txt } }
configs: { settings: { content: "port: \${ORDERS_PORT:-8080}" } }
`,
  'deploy/production.yaml':
    'services:\n  orders:\n    deploy: { replicas: 2 }\n    ports: !override ["80:3000"]\n    volumes: ["./certificates:/certificates"]\n',
  'bases/store.yaml': 'services:\n  store:\n    image: postgres\n    env_file: store.env\n    healthcheck: { test: [CMD, pg_isready] }\n',
  'bases/store.env': 'POSTGRES_DB=shop\n',
  'monitoring/compose.yaml':
    'services:\n  prometheus: { image: prom/prometheus, volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"] }\n',
  'monitoring/prometheus.yml': 'scrape_configs: [{ job_name: shop, static_configs: [{ targets: ["orders:3000"] }] }]\n',
  'common.env': 'LEVEL=info\n',
  'key.txt': 'k\n',
  '.env': 'DB_PASSWORD=hunter2\nPOSTGRES_TAG=16\n',
}
const named = ['compose.yaml', 'deploy/production.yaml']

describe.skipIf(skipped)(skipped ? `imported Compose files (skipped: ${skipped})` : 'imported Compose files', () => {
  let root = ''
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'microcosm-import-'))
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  test('mean the same after an export in place and after one elsewhere', async () => {
    const { folder, files, design } = await importProject('same')
    const before = await config(folder, files)
    expect(await exportTo(folder, design, folder)).toMatchObject({ written: [], losses: [] })
    expect(await config(folder, files)).toBe(before)
    const copy = join(root, 'elsewhere', 'copy')
    expect((await exportTo(folder, design, copy)).losses).toEqual([])
    expect(
      await config(
        copy,
        named.map((name) => join(copy, name)),
      ),
    ).toBe(before)
    expect((await stat(join(copy, '.env'))).mode & 0o777).toBe(0o600)
  })

  test('are edited in place where the design was, and Compose sees just that', async () => {
    const { folder, files, design } = await importProject('edited')
    const before = JSON.parse(await config(folder, files, ['--format', 'json']))
    const { orders, cache } = design.components
    const edited: Design = {
      ...design,
      components: {
        ...design.components,
        orders: { ...orders, kind: 'service', replicas: 5, env: { ...(orders?.env as object), CACHE_HOST: '$cache', MODE: '0755' } },
        cache: { ...cache, kind: 'redis', image: 'redis:8' },
        queue: { kind: 'rabbitmq' },
      },
      connections: [...(design.connections ?? []), { from: 'orders', to: 'queue', protocol: 'amqp', mode: 'async' }],
    }
    const { written } = await exportTo(folder, edited, folder)
    expect(written.sort()).toEqual(['.env', 'compose.yaml', 'deploy/production.yaml', 'microcosm-export-losses.md'])
    const after = JSON.parse(await config(folder, files, ['--format', 'json']))
    const { queue, ...services } = after.services
    expect(queue.image).toMatch(/^rabbitmq:/)
    before.services.orders.deploy.replicas = 5
    // Compose prints a file that it could read again.
    Object.assign(before.services.orders.environment, { CACHE_HOST: '$$cache', MODE: '0755' })
    before.services.orders.depends_on.queue = { condition: 'service_healthy', required: true }
    before.services.cache.image = 'redis:8'
    expect(services).toEqual(before.services)
    const text = await readFile(join(folder, 'compose.yaml'), 'utf8')
    expect(text).toContain('# Takes orders.\n  orders:\n    <<: *service\n')
    expect(text).toContain('cache: { image: "redis:8", profiles: [full] }')
    expect(await readFile(join(folder, '.env'), 'utf8')).toMatch(/^DB_PASSWORD=hunter2\nPOSTGRES_TAG=16\n/)
  })

  async function importProject(name: string) {
    const folder = join(root, name)
    for (const [path, text] of Object.entries(project)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    const files = named.map((file) => join(folder, file))
    const { design, problems } = importCompose({ files, design: join(folder, 'design', 'shop.microcosm.yaml'), environment: {} })
    expect(problems).toEqual([])
    if (!design) throw new Error('the project was not imported')
    expect(JSON.stringify(design)).not.toContain('hunter2')
    return { folder, files, design }
  }

  function exportTo(folder: string, design: Design, out: string) {
    const path = join(folder, 'design', 'shop.microcosm.yaml')
    return exportInto({ folder: out, text: renderDesign(design), to: 'compose', path }, means)
  }

  async function config(folder: string, files: string[], options: string[] = []): Promise<string> {
    const given = ['compose', ...files.flatMap((file) => ['-f', file]), '--profile', 'full', 'config', ...options]
    return (await execute('docker', given, { cwd: folder })).stdout
  }
})
