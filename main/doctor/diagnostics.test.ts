import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { tryCli } from '../cli/try-cli.ts'
import { placesOf } from '../files/places.ts'
import { dialogsThatChoose } from '../files/try-dialogs.ts'
import { saveDiagnostics } from '../handlers/diagnostics.ts'
import { makeDiagnostics } from './diagnostics.ts'

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'microcosm-diagnostics-'))
  await mkdir(join(home, 'drafts'))
  await mkdir(join(home, 'log'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const subject = () => ({
  places: placesOf(resolve(import.meta.dirname, '../..'), 'mjs'),
  environment: { AWS_SECRET_ACCESS_KEY: 'of-the-shell' },
  userFolder: home,
  now: () => new Date(Date.UTC(2026, 0, 2)),
})

test('diagnostics tell of the program, the machine and its log, and of no design and no secret', async () => {
  const log = [
    `2026-01-01T00:00:00.000Z 7 mistake designs.save failed: Error: in ${homedir()}/shop.yaml`,
    'postgres://shop:hunter2@db:5432/shop refused',
    'DB_PASSWORD=hunter3 and "apiToken": "hunter4"',
    'Authorization: Bearer hunter5',
    'sk_live_0123456789abcdef',
  ]
  await writeFile(join(home, 'log', 'microcosm.log'), log.join('\n'))
  await writeFile(join(home, 'drafts', 'one.json'), '{"text":"microcosm: 1 # hunter6"}')
  await writeFile(join(home, 'settings.json'), '{ "theme": "dark", "password": "hunter7" }')
  const text = await makeDiagnostics(subject())
  for (const part of ['Microcosm 0.', 'Node.js', 'Docker:', '"theme": "dark"', 'drafts/  1 file,', 'designs.save failed', 'in ~/shop.yaml'])
    expect(text).toContain(part)
  expect(text).not.toMatch(/hunter|0123456789abcdef|of-the-shell/)
})

test('an engine that stops answering while it is asked is told of, and keeps nobody from the rest', async () => {
  const engine = createServer((request, answer) => {
    if (request.url?.includes('/version')) answer.setHeader('content-type', 'application/json').end('{"Version":"1.2.3"}')
    else request.socket.destroy()
  })
  await new Promise<void>((resolve) => void engine.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('DOCKER_HOST', `tcp://127.0.0.1:${(engine.address() as AddressInfo).port}`)
  try {
    expect(await makeDiagnostics(subject())).toMatch(/Docker: .*Docker stopped answering/)
  } finally {
    vi.unstubAllEnvs()
    engine.close()
  }
})

test('they are saved where the person chooses, and nothing is written over', async () => {
  const path = join(home, 'mine')
  const access = { ...subject(), dialogs: dialogsThatChoose(path) }
  expect(await saveDiagnostics({}, access)).toEqual({ path: `${path}.txt`, name: 'mine.txt' })
  expect(await readFile(`${path}.txt`, 'utf8')).toContain('== Log ==\nNothing was logged.')
  expect(await saveDiagnostics({}, { ...subject(), dialogs: dialogsThatChoose(null) })).toBeNull()
  await expect(saveDiagnostics({ file: `${path}.txt` }, { ...subject(), dialogs: null })).rejects.toMatchObject({ code: 'exists' })
  await expect(saveDiagnostics({ file: 'here.txt' }, { ...subject(), dialogs: null })).rejects.toMatchObject({ code: 'bad-input' })
})

test('the command line writes them, too', async () => {
  const { code, out } = await tryCli(['doctor', '--bundle', 'about.txt'], home)
  expect(code).toBe(0)
  expect(out).toEqual([`Written to ${join(home, 'about.txt')}. Read it before you pass it on.`])
  expect(await readFile(join(home, 'about.txt'), 'utf8')).toContain('== Machine ==')
  expect((await tryCli(['doctor', '--bundle', 'about.txt'], home)).code).toBe(1)
})
