import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { pageKey } from '../app/bridge/page-key.ts'
import { objectsOf } from '../simulator/live/try-live.ts'
import { docker } from './e2e/docker-objects.ts'
import { keyIn } from './web/try-web-host.ts'

/** However a program ends in mid-run, nothing of it stays in Docker: at once, or with the next command, or with the next start. */

const skipped = process.env.MICROCOSM_SKIP_LIVE
const example = 'assets/examples/voting-app.microcosm.yaml'
const home = mkdtempSync(join(tmpdir(), 'microcosm-sigkill-'))
const patience = { timeout: 120_000, interval: 250 }

/** A program of its own, with what it has said. */
interface Started {
  process: ChildProcess
  pid: number
  said(): string
  /** Resolves to its exit code, or the signal that ended it. */
  ended: Promise<number | string>
}

const started: Started[] = []

function start(bundle: 'cli' | 'web-host', ...args: string[]): Started {
  const child = spawn(process.execPath, [`out/main/${bundle}.mjs`, ...args], {
    env: { ...process.env, MICROCOSM_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal)
  const one = { process: child, pid: child.pid ?? 0, said: () => said, ended }
  started.push(one)
  return one
}

const runningOf = (pid: number) => docker('ps', '-q', '--filter', 'status=running', '--filter', `label=microcosm.owner.pid=${pid}`)

/** Waits until so many containers of a program run; a program that has ended instead says why. */
async function untilRunning({ pid, process: child, said }: Started, count: number): Promise<void> {
  const seen = async () => (child.exitCode === null ? (await runningOf(pid)).length : said())
  await expect.poll(seen, patience).toSatisfy((found) => typeof found === 'string' || found >= count)
  expect(child.exitCode, said()).toBeNull()
}

async function kill(program: Started): Promise<void> {
  program.process.kill('SIGKILL')
  expect(await program.ended).toBe('SIGKILL')
  expect((await objectsOf(program.pid)).length).toBeGreaterThan(3)
}

async function untilServed(host: Started): Promise<string> {
  await expect.poll(host.said, patience).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/)
  return /http:\S+/.exec(host.said())?.[0] ?? ''
}

describe.skipIf(skipped)(skipped ? `the end of a program in mid-run (skipped: ${skipped})` : 'the end of a program in mid-run', () => {
  afterEach(async () => {
    // After a test that failed; the others have ended already.
    for (const { process: child, ended } of started.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
    }
    await start('cli', 'down').ended
    started.splice(0)
  })
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  test('by SIGKILL: "microcosm down" removes what is left', async () => {
    const run = start('cli', 'run', example, '--duration', '5m')
    await untilRunning(run, 9)
    await kill(run)
    const down = start('cli', 'down')
    expect(await down.ended, down.said()).toBe(0)
    expect(down.said()).toMatch(/^Removed \d+ containers, \d+ networks?, \d+ volumes? and \d+ images?\.\n$/)
    expect(await objectsOf(run.pid)).toEqual([])
  })

  test('by SIGKILL: the next start removes what is left', async () => {
    const run = start('cli', 'run', example, '--duration', '5m')
    await untilRunning(run, 4)
    await kill(run)
    const host = start('web-host')
    await untilServed(host)
    await expect.poll(() => objectsOf(run.pid), patience).toEqual([])
    host.process.kill('SIGTERM')
    expect(await host.ended, host.said()).toBe(0)
  })

  test.each([
    ['while it starts', 1],
    ['in mid-run', 9],
  ])('by Ctrl-C %s: nothing is left, and a script can tell', async (_when, count) => {
    const run = start('cli', 'run', example, '--duration', '5m', '--json')
    await untilRunning(run, count)
    run.process.kill('SIGINT')
    expect(await run.ended, run.said()).toBe(130)
    expect(await objectsOf(run.pid)).toEqual([])
    expect(run.said()).toContain('Stopping.\n')
    expect(run.said()).not.toMatch(/\n\s+at |Error:|made a mistake|"engine"/)
  })

  // The second comes when the container of what was built runs, beside the mesh.
  test.each([
    ['Ctrl-C twice', ['SIGINT', 'SIGINT'], 1],
    ['SIGTERM', ['SIGTERM', undefined], 2],
  ] as const)('by %s with a pipe in the folder that is built: in order, and nothing is left', async (_how, signals, count) => {
    const folder = mkdtempSync(join(tmpdir(), 'microcosm-pipe-'))
    try {
      writeFileSync(join(folder, 'Dockerfile'), 'FROM node:24-slim\nCMD ["sleep", "600"]\n')
      execFileSync('mkfifo', [join(folder, 'pipe')])
      const components = `components:\n  users: { kind: traffic, rate: 5 }\n  web: { kind: service, build: ., port: 8080 }\n`
      const connections = 'connections: [{ from: users, to: web, protocol: http }]\n'
      writeFileSync(join(folder, 'shop.microcosm.yaml'), `microcosm: 1\n${components}${connections}`)
      const run = start('cli', 'run', join(folder, 'shop.microcosm.yaml'), '--duration', '5m')
      await untilRunning(run, count)
      const [first, second] = signals
      // The system makes one of two signals that come at the same time.
      if (second) run.process.stderr?.once('data', () => run.process.kill(second))
      run.process.kill(first)
      expect(await run.ended, run.said()).toBe(130)
      expect(await objectsOf(run.pid)).toEqual([])
      expect(run.said()).toContain('Stopping.\n')
      expect(run.said().includes('Still stopping;')).toBe(second !== undefined)
      expect(run.said()).not.toMatch(/\n\s+at |Error:|made a mistake/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('by a reader that has seen enough: nothing is left', async () => {
    const run = start('cli', 'run', example, '--duration', '40s')
    await untilRunning(run, 4)
    run.process.stdout?.destroy()
    run.process.stderr?.destroy()
    await expect.poll(() => run.process.exitCode, patience).toBe(0)
    expect(await objectsOf(run.pid)).toEqual([])
  })

  test('by SIGTERM to the web host with a run going: nothing is left', async () => {
    const host = start('web-host')
    const link = await untilServed(host)
    const opened = await fetch(link)
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
    const key = keyIn(await opened.text())
    const text = await readFile(example, 'utf8')
    const ask = async (name: string, input: object) => {
      const answer = await fetch(new URL('/api/request', link), {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, [pageKey.header]: key },
        body: JSON.stringify({ name, input: { text, path: null, ...input } }),
      })
      return answer.json()
    }
    const { hash } = (await ask('runs.sheet', {})).value
    expect(await ask('runs.start', { engine: 'live', durationSeconds: 300, accepted: { hash, consents: [] } })).toMatchObject({ ok: true })
    await untilRunning(host, 9)
    host.process.kill('SIGTERM')
    expect(await host.ended, host.said()).toBe(0)
    expect(await objectsOf(host.pid)).toEqual([])
    expect(host.said()).not.toMatch(/\n\s+at |Error:/)
  })
})
