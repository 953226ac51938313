import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { connectDocker } from '../../simulator/live/docker.ts'
import { announceRun } from './announce-run.ts'

const digest = `sha256:${'5'.repeat(64)}`
const design: Design = {
  microcosm: 1,
  components: { users: { kind: 'traffic', rate: 5 }, db: { kind: 'postgres', image: 'postgres:17' }, sales: { kind: 'mssql' } },
}

/** An engine that has one of the two images. */
const engine = createServer((request, answer) => {
  const images = [{ Id: digest, RepoTags: ['postgres:17'], RepoDigests: [`postgres@${digest}`] }]
  answer.setHeader('content-type', 'application/json')
  answer.end(JSON.stringify(request.url?.startsWith('/info') ? { NCPU: 8, MemTotal: 16 * 2 ** 30 } : images))
})
beforeAll(() => new Promise<void>((resolve) => void engine.listen(0, '127.0.0.1', resolve)))
afterAll(() => void engine.close())

async function announce(isAccepted: boolean, answer?: boolean): Promise<string[]> {
  const said: string[] = []
  const docker = connectDocker({ protocol: 'http', host: '127.0.0.1', port: (engine.address() as AddressInfo).port })
  await announceRun(design, docker, isAccepted, { err: (line) => said.push(line), ask: answer === undefined ? null : async () => answer })
  return said
}

test('what is here is named by its digest, and the rest will be pulled', async () => {
  const said = (await announce(true)).join('\n')
  expect(said).toContain('image postgres:17 (sha256:555555555555) for db; PostgreSQL License')
  expect(said).toMatch(/image \S+ \(will be pulled\) for sales/)
  expect(said).toContain('3 without a limit) of 8; memory: 0.0 GiB (3 without a limit) of 16.0 GiB')
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
  await announceRun(design, docker, false, { err: (line) => said.push(line), ask: null })
  expect(said).toEqual([])
})
