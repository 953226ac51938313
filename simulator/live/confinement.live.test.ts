import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { connectDocker } from './docker.ts'
import { runLabels } from './labels.ts'
import { sweep } from './sweep.ts'
import { buildRuntime, reasonToSkip, TriedRun } from './try-live.ts'

const reason = await reasonToSkip()
if (reason) console.warn(`Confinement is not tested: ${reason}`)

const server = `require('node:http').createServer((_, answer) => answer.end('good')).listen(8080)`

describe.skipIf(reason !== undefined)('what a run starts', () => {
  beforeAll(buildRuntime)
  afterAll(() => TriedRun.cancelAll())

  test('is confined, builds around a pipe, and leaves no image behind', async () => {
    const docker = connectDocker()
    const folder = mkdtempSync(join(tmpdir(), 'microcosm-build-'))
    writeFileSync(join(folder, 'Dockerfile'), 'FROM node:24-slim\nCOPY server.js /\nCMD ["node", "/server.js"]\n')
    writeFileSync(join(folder, 'server.js'), server)
    execFileSync('mkfifo', [join(folder, 'pipe')])
    const design: Design = {
      microcosm: 1,
      components: {
        users: { kind: 'traffic', rate: 5 },
        api: { kind: 'service' },
        web: { kind: 'service', build: folder, port: 8080 },
        db: { kind: 'postgres' },
        cache: { kind: 'redis' },
        queue: { kind: 'rabbitmq' },
      },
      connections: [
        { from: 'users', to: 'api', protocol: 'http' },
        { from: 'api', to: 'web', protocol: 'http' },
        { from: 'api', to: 'db', protocol: 'postgres' },
        { from: 'api', to: 'cache', protocol: 'redis' },
        { from: 'api', to: 'queue', protocol: 'amqp' },
      ],
    }
    const run = new TriedRun(design, { durationSeconds: 600 })
    const frame = await run.frame(({ connections }) => Object.values(connections).every(({ throughput }) => throughput > 0))
    expect(Object.values(frame.connections).map(({ errorRate }) => errorRate)).toEqual([0, 0, 0, 0, 0])
    expect(run.seen).toContainEqual({
      type: 'note',
      message: `${join(folder, 'pipe')} is not a regular file and is left out of the build.`,
    })

    const pid = runLabels('any', false)['microcosm.owner.pid']
    const started = await docker.listContainers({ filters: { label: [`microcosm.owner.pid=${pid}`] } })
    const about = await Promise.all(started.map(({ Id }) => docker.getContainer(Id).inspect()))
    expect(about.length).toBeGreaterThanOrEqual(7)
    for (const { Name, HostConfig, Config } of about) {
      expect([Name, HostConfig.CapDrop, HostConfig.SecurityOpt, HostConfig.PidsLimit]).toEqual([Name, ['ALL'], ['no-new-privileges'], 4096])
      expect([Name, HostConfig.Privileged, HostConfig.Binds ?? [], HostConfig.Devices ?? []]).toEqual([Name, false, [], []])
      if (Config.Labels['microcosm.component'] === 'web') expect(Config.Image).toMatch(/^sha256:/)
      if (Config.Labels['microcosm.component']) expect(HostConfig.Memory).toBeGreaterThan(0)
    }
    await run.cancel()

    const built = async () => (await docker.listImages({ filters: { label: ['microcosm.image=web'] } })).length
    expect(await built()).toBeGreaterThan(0)
    expect((await sweep(docker, { images: true })).images).toBeGreaterThan(0)
    expect(await built()).toBe(0)
  })
})
