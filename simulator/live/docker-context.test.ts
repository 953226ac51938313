import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkDocker, connectDocker, toAddressText } from './docker.ts'
import { addressOfContext } from './docker-context.ts'

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'microcosm-context-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

async function keep(name: string, host: unknown): Promise<void> {
  const folder = join(home, '.docker', 'contexts', 'meta', createHash('sha256').update(name).digest('hex'))
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'meta.json'), JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: host } } }))
}
async function use(name: string): Promise<void> {
  await mkdir(join(home, '.docker'), { recursive: true })
  await writeFile(join(home, '.docker', 'config.json'), JSON.stringify({ auths: {}, currentContext: name }))
}

test("the system's own socket is meant where nothing is chosen", async () => {
  expect(addressOfContext({}, home)).toBeUndefined()
  await use('default')
  expect(addressOfContext({}, home)).toBeUndefined()
})

test('the context in use leads to its engine, unless DOCKER_HOST or DOCKER_CONTEXT says otherwise', async () => {
  await keep('colima', 'unix:///home/me/.colima/docker.sock')
  await keep('lab', 'tcp://192.168.1.5:2376')
  await use('colima')
  expect(addressOfContext({}, home)).toEqual({ socketPath: '/home/me/.colima/docker.sock' })
  expect(addressOfContext({ DOCKER_CONTEXT: 'lab' }, home)).toEqual({ protocol: 'http', host: '192.168.1.5', port: 2376 })
  expect(addressOfContext({ DOCKER_HOST: 'tcp://127.0.0.1:1', DOCKER_CONTEXT: 'lab' }, home)).toBeUndefined()
})

test('with its certificates', async () => {
  await keep('lab', 'tcp://192.168.1.5:2376')
  const folder = join(home, '.docker', 'contexts', 'tls', createHash('sha256').update('lab').digest('hex'), 'docker')
  await mkdir(folder, { recursive: true })
  for (const name of ['ca', 'cert', 'key']) await writeFile(join(folder, `${name}.pem`), `the ${name}`)
  const address = { protocol: 'https', host: '192.168.1.5', port: 2376, ca: 'the ca', cert: 'the cert', key: 'the key' }
  expect(addressOfContext({ DOCKER_CONTEXT: 'lab' }, home)).toEqual(address)
})

test('one that is not there, and one that cannot be used, are told by name', async () => {
  await use('gone')
  expect(() => addressOfContext({}, home)).toThrow(/^The Docker context "gone" is chosen, but it is not there/)
  await keep('far', 'ssh://me@lab')
  expect(() => addressOfContext({ DOCKER_CONTEXT: 'far' }, home)).toThrow(/^The Docker context "far" leads to ssh:\/\/me@lab, which/)
})

test('the engine of the context is the one that answers, and failures name the address that was tried', async () => {
  const socketPath = join(home, 'engine.sock')
  const engine = createServer((_, answer) => answer.end(JSON.stringify({ Version: '1.2.3' })))
  await new Promise<void>((listening) => void engine.listen(socketPath, listening))
  await keep('mine', `unix://${socketPath}`)
  const docker = connectDocker(addressOfContext({ DOCKER_CONTEXT: 'mine' }, home))
  expect(toAddressText(docker)).toBe(socketPath)
  expect(await checkDocker(docker)).toEqual({ available: true, version: '1.2.3', address: socketPath })
  engine.close()
  await keep('stopped', `unix://${join(home, 'stopped.sock')}`)
  const { available, message } = await checkDocker(connectDocker(addressOfContext({ DOCKER_CONTEXT: 'stopped' }, home)))
  expect(available).toBe(false)
  expect(message).toMatch(/^Docker does not answer at \S*stopped\.sock: start /)
})
