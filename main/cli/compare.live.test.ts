import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { resultSchema } from '../../app/run/result.ts'
import { connectDocker } from '../../simulator/live/docker.ts'
import { exitCodes } from './command.ts'
import { tryCli } from './try-cli.ts'

/** One design, predicted and run on Docker, beside each other. */

const folder = mkdtempSync(join(tmpdir(), 'microcosm-engines-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const reachable = await connectDocker()
  .ping()
  .then(
    () => true,
    () => false,
  )

writeFileSync(
  join(folder, 'shop.yaml'),
  `microcosm: 1
components:
  people: { kind: traffic, rate: 20 }
  shop: { kind: service, name: Shop, work: { time: 5ms } }
connections:
  - { from: people, to: shop, protocol: http }
scenarios:
  day: { duration: 8s, warmup: 2s, objectives: [{ metric: availability, above: 0.9 }] }
`,
)

// On a machine too busy to send in time, objectives are not judged.
const judged: number[] = [exitCodes.good, exitCodes.objectiveUnknown]

test.skipIf(!reachable)('a design alone is predicted and run, and both stand in one table', async () => {
  const { code, out, err } = await tryCli(['compare', 'shop.yaml', '--scenario', 'day'], folder)
  const text = out.join('\n')
  expect(err.filter((line) => line.startsWith('microcosm:'))).toEqual([])
  expect(judged).toContain(code)
  expect(text).toContain('Predicted and measured: shop.yaml, scenario day')
  expect(text).toMatch(/^JOURNEY +figure +predicted +measured +difference$/m)
  expect(text).toMatch(/^default +rate +\d+\/s +\d+\/s +(0 %|[+−][\d.]+ %)$/m)
  expect(text).toMatch(/^Shop +rate/m)
  expect(text).toMatch(/^every journey availability above 0.9 +\w.* +100 % +100 %/m)
})

test.skipIf(!reachable)('as JSON it is both results', async () => {
  const { code, out } = await tryCli(['compare', 'shop.yaml', '--scenario', 'day', '--json'], folder)
  const { predicted, measured } = JSON.parse(out.join('')) as Record<string, unknown>
  expect(judged).toContain(code)
  expect([resultSchema.parse(predicted).engine, resultSchema.parse(measured).engine]).toEqual(['predict', 'live'])
})
