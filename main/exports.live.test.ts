import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everyKind } from '../app/catalogue/fixtures/every-kind.ts'
import { connectionsFrom } from '../app/design/design.ts'
import { composeExporter } from '../app/exporters/compose/compose.ts'
import { awkwardDesign } from '../app/exporters/compose/fixtures/awkward-design.ts'
import { journeyHeader } from '../app/run/program.ts'
import { writeExport } from './files/export-folder.ts'
import { toSoundDesign } from './files/sound-design.ts'
import { exportInto } from './handlers/exports.ts'
import { newSecret } from './new-secret.ts'

/** What the exporter writes, given to the real Compose. */

const execute = promisify(execFile)
const examples = join('assets', 'examples')
const gatewayExample = 'api-gateway.microcosm.yaml'
const skipped = process.env.MICROCOSM_SKIP_LIVE || process.env.MICROCOSM_SKIP_COMPOSE
const withLoad = ['-f', 'compose.yaml', '-f', 'compose.load.yaml']
const access = {
  exporters: [composeExporter],
  runtimeBundle: join('out', 'runtime', 'runtime.mjs'),
  predictWorker: '',
  version: '0.0.0',
  newSecret,
}

describe.skipIf(skipped)(skipped ? `exported Compose files (skipped: ${skipped})` : 'exported Compose files', async () => {
  let root = ''
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'microcosm-export-'))
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  const designs = (await readdir(examples)).filter((name) => name.endsWith('.microcosm.yaml'))
  test.each(designs)('of %s are accepted, with and without its load', async (name) => {
    const folder = await exportExample(name)
    expect(await compose(folder, ['config', '-q'])).toBe('')
    expect(await compose(folder, [...withLoad, 'config', '-q'])).toBe('')
  })

  test('of one of each kind are accepted', async () => {
    const folder = join(root, 'every-kind')
    const { files } = composeExporter.export(everyKind, { runtimeBundle: '', newSecret, version: '0.0.0' })
    await writeExport(folder, files, { to: 'compose', edited: 'refuse' })
    expect(await compose(folder, [...withLoad, 'config', '-q'])).toBe('')
  })

  test('hand every text over as the design has it', async () => {
    const folder = join(root, 'awkward')
    const { files } = composeExporter.export(awkwardDesign, { runtimeBundle: '', newSecret, version: '0.0.0' })
    await writeExport(folder, files, { to: 'compose', edited: 'refuse' })
    const { services } = JSON.parse(await compose(folder, [...withLoad, 'config', '--format', 'json']))
    const written = awkwardDesign.components.shop?.env as Record<string, unknown>
    for (const [variable, value] of Object.entries(written)) {
      // Compose prints a file that it could read again, so a dollar sign is doubled in it.
      if (typeof value === 'string') expect(services.shop.environment[variable].replaceAll('$$', '$')).toBe(value)
    }
    const password = services.store.environment.POSTGRES_PASSWORD
    expect(password).toMatch(/^\w{20,}$/)
    expect(JSON.parse(services.shop.environment.MICROCOSM_PROGRAM).calls[2].password).toBe(password)
    expect(services.stock.build.context).toBe(join(folder, 'services', 'stock'))
    expect(services.gateway.deploy.replicas).toBe(2)
  })

  test('of the gateway example come up healthy, answer each journey, and leave nothing behind', async () => {
    const folder = await exportExample(gatewayExample)
    const project = `microcosm-export-test-${process.pid}`
    const port = await freePort()
    const control = await freePort()
    const env = { GATEWAY_PORT: String(port), PROXIES_PORT: String(control) }
    const gatewayDesign = toSoundDesign(await readFile(join(examples, gatewayExample), 'utf8'))
    const answered: string[] = []
    const begun = performance.now()
    try {
      await compose(folder, ['-p', project, 'up', '--build', '--detach', '--wait', '--wait-timeout', '180'], env)
      console.log(`healthy after ${((performance.now() - begun) / 1000).toFixed(1)} s`)
      for (const { to, calls } of connectionsFrom(gatewayDesign, 'gateway')) {
        for (const journey of Object.keys(calls ?? {})) {
          const answer = await fetch(`http://127.0.0.1:${port}/${to}/7`)
          expect([journey, answer.status, await answer.json()]).toEqual([journey, 200, { component: to }])
          answered.push(to)
        }
      }
      expect(new Set(answered).size).toBe(3)
      expect((await fetch(`http://127.0.0.1:${port}/elsewhere`)).status).toBe(404)
      const claimed = await fetch(`http://127.0.0.1:${port}/orders`, { headers: { [journeyHeader]: 'browse' } })
      expect(await claimed.json()).toEqual({ component: 'orders' })
      await compose(folder, ['-p', project, ...withLoad, 'up', '--build', '--detach', '--wait', '--wait-timeout', '180'], env)
      const proxies = `http://127.0.0.1:${control}/connections`
      const browse = async () => (await fetch(`http://127.0.0.1:${port}/catalogue`)).status
      expect(await browse()).toBe(200)
      await fetch(`${proxies}/gateway/catalogue`, { method: 'PUT', body: JSON.stringify({ errors: 1 }) })
      expect(await browse()).toBeGreaterThanOrEqual(500)
      const passed = (await (await fetch(proxies, { method: 'DELETE' })).json())['gateway->catalogue']
      expect(passed.requests).toBeGreaterThanOrEqual(2)
      expect(passed.failed).toBeGreaterThanOrEqual(1)
    } catch (error) {
      const logs = await compose(folder, ['-p', project, 'logs', '--tail', '20'], env).catch(String)
      throw new Error(`${error instanceof Error ? error.message : error}\n${logs}`)
    } finally {
      await compose(folder, ['-p', project, ...withLoad, 'down', '--volumes', '--rmi', 'local', '--timeout', '3'], env)
    }
    for (const kind of ['container', 'volume', 'network'] as const) expect(await leftBehind(kind, project)).toBe('')
  })

  test.each(designs.filter((name) => name !== gatewayExample))('of %s come up healthy, and leave nothing behind', async (name) => {
    const folder = await exportExample(name)
    const project = `microcosm-export-test-${process.pid}-${designs.indexOf(name)}`
    const env = await freePorts(await readFile(join(folder, 'compose.yaml'), 'utf8'))
    try {
      await compose(folder, ['-p', project, 'up', '--build', '--detach', '--wait', '--wait-timeout', '180'], env)
    } finally {
      await compose(folder, ['-p', project, 'down', '--volumes', '--rmi', 'local', '--timeout', '3'], env)
    }
    for (const kind of ['container', 'volume', 'network'] as const) expect(await leftBehind(kind, project)).toBe('')
  })

  async function exportExample(name: string): Promise<string> {
    const folder = await mkdtemp(join(root, 'example-'))
    await exportInto({ folder, text: await readFile(join(examples, name), 'utf8'), to: 'compose' }, access)
    return folder
  }
})

async function compose(folder: string, given: string[], env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await execute('docker', ['compose', '--ansi', 'never', ...given], { cwd: folder, env: { ...process.env, ...env } })
  return stdout
}

async function leftBehind(kind: 'container' | 'volume' | 'network', project: string): Promise<string> {
  const all = kind === 'container' ? ['--all'] : []
  const { stdout } = await execute('docker', [kind, 'ls', ...all, '--quiet', '--filter', `label=com.docker.compose.project=${project}`])
  return stdout
}

/** A free port for every variable that a published port is taken from; replicas keep their range of ports. */
async function freePorts(text: string): Promise<Record<string, string>> {
  // "127.0.0.1:${GATEWAY_PORT:-8080}:8080"
  const names = [...new Set([...text.matchAll(/\$\{([A-Z0-9_]+_PORT):-\d+\}/g)].map(([, name]) => name ?? ''))]
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, String(await freePort())])))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port is free'))))
    })
  })
}
