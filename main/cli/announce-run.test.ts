import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { connectDocker } from '../../simulator/live/docker.ts'
import { announceRun } from './announce-run.ts'

const digest = `sha256:${'5'.repeat(64)}`
const design: Design = {
  microcosm: 1,
  components: {
    users: { kind: 'traffic', rate: 5 },
    web: { kind: 'service', build: './web', 'x-compose': { privileges: ['privileged: true'] } },
    db: { kind: 'postgres', image: 'postgres:17' },
    sales: { kind: 'mssql' },
  },
}

/** An engine that has one of the images. */
const engine = createServer(({ url = '' }, answer) => {
  const image = url.includes('/images/postgres%3A17/') || url.includes('/images/postgres:17/')
  answer.statusCode = url.startsWith('/info') || image ? 200 : 404
  answer.setHeader('content-type', 'application/json')
  answer.end(JSON.stringify(image ? { Id: 'sha256:1', RepoDigests: [`postgres@${digest}`] } : { NCPU: 8, MemTotal: 16 * 2 ** 30 }))
})
const folder = mkdtempSync(join(tmpdir(), 'microcosm-announce-'))
beforeAll(async () => {
  mkdirSync(join(folder, 'web'))
  writeFileSync(join(folder, 'web', 'Dockerfile'), 'FROM scratch\n')
  await new Promise<void>((resolve) => void engine.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  engine.close()
  rmSync(folder, { recursive: true, force: true })
})

async function announce(isAccepted: boolean, answer?: boolean): Promise<string[]> {
  const said: string[] = []
  const docker = connectDocker({ protocol: 'http', host: '127.0.0.1', port: (engine.address() as AddressInfo).port })
  await announceRun(design, folder, docker, isAccepted, {
    err: (line) => said.push(line),
    ask: answer === undefined ? null : async () => answer,
  })
  return said
}

test('what is here is named by its digest, and the rest will be pulled', async () => {
  const said = (await announce(true)).join('\n')
  expect(said).toContain('image postgres:17 (sha256:555555555555) for db; PostgreSQL License')
  expect(said).toMatch(/image \S+ \(will be pulled\) for sales/)
  expect(said).toContain('image node:24-slim (will be pulled), on which Microcosm plays users and the mesh')
  expect(said).toContain(`build ${realpathSync(folder)}/web/Dockerfile for web\n`)
  expect(said).toContain('4 without a limit) of 8; memory: 0 B (4 without a limit) of 16 GiB')
})

test('what the Compose file of a component asks for of the machine is not given, and said', async () => {
  expect(await announce(true)).toContain('  not given to web: privileged: true, with which it can do what root of the machine can')
})

test('a licence that has to be accepted is refused where nobody can be asked', async () => {
  await expect(announce(false)).rejects.toThrow(/Starting sales accepts .* say so with --yes/)
})

test('a no starts nothing, a yes goes on', async () => {
  await expect(announce(false, false)).rejects.toThrow('Nothing was started')
  expect(await announce(false, true)).toEqual(await announce(true))
})

test('an engine that is not there is told by the run', async () => {
  const said: string[] = []
  const docker = connectDocker({ protocol: 'http', host: '127.0.0.1', port: 1 })
  await announceRun(design, folder, docker, false, { err: (line) => said.push(line), ask: null })
  expect(said).toEqual([])
})
