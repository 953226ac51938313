import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { buildRuntime, objectsOf, reasonToSkip } from '../../simulator/live/try-live.ts'
import { tryCli } from './try-cli.ts'

const reason = await reasonToSkip()
if (reason) console.warn(`Faults of the command line are not tried: ${reason}`)

const design = `microcosm: 1
name: Web shop
components:
  users: { kind: traffic, rate: 40, arrivals: constant }
  shop: { kind: service, work: { time: 2ms, distribution: constant } }
connections:
  - { from: users, to: shop, protocol: http }
`

describe.skipIf(reason !== undefined)('faults of the command line', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'microcosm-fault-'))
    vi.stubEnv('MICROCOSM_HOME', join(folder, 'own'))
    await writeFile(join(folder, 'shop.yaml'), design)
    await buildRuntime()
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true, force: true })
    expect(await objectsOf(process.pid)).toEqual([])
  })

  test('one that is written for a run is played in it', async () => {
    const { code, out, err } = await tryCli(
      ['run', 'shop.yaml', '--duration', '8s', '--fault', 'errors shop rate=100% at=6s', '--json'],
      folder,
    )
    expect(err.filter((line) => line.startsWith('microcosm:'))).toEqual([])
    expect(code).toBe(0)
    // Of the eight seconds the first four are the warm-up, and the last two are struck.
    const { errorRate } = JSON.parse(out.join('\n')).journeys.default
    expect(Math.abs(errorRate - 0.5)).toBeLessThan(0.15)
  })

  test('one is injected into a run that is up, listed, and ended', async () => {
    expect((await tryCli(['fault'], folder)).err).toEqual(['microcosm: No run is up: start one in the window, or with "microcosm run".'])
    const running = tryCli(['run', 'shop.yaml', '--duration', '20s', '--json'], folder)
    // It is refused with a sentence until the run is up, and while it starts.
    const injected = await vi.waitFor(
      async () => {
        const tried = await tryCli(['fault', 'errors', 'shop', 'rate=100%'], folder)
        expect(tried.code, tried.err.join('\n')).toBe(0)
        return tried
      },
      { timeout: 120_000, interval: 200 },
    )
    expect(injected.out).toEqual(['fault-1  shop: errors 100 %; the stub of shop answers them with an error'])
    expect((await tryCli(['fault'], folder)).out).toEqual(injected.out)
    expect((await tryCli(['fault', 'kill', 'nobody'], folder)).err).toEqual([
      'microcosm: There is nothing called "nobody" that a kill fault could strike: name a component, a connection a->b or a group.',
    ])
    expect((await tryCli(['fault', '--heal', 'fault-7'], folder)).err).toEqual([
      'microcosm: There is no fault fault-7 in this run (any more).',
    ])
    expect((await tryCli(['fault', '--heal', 'all'], folder)).out).toEqual(['Nothing is broken in the run of Web shop.'])
    expect((await running).code).toBe(0)
    await vi.waitFor(async () => expect(await readdir(join(folder, 'own', 'runs'))).toEqual([]))
  })
})
