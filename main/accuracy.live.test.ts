import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { resultSchema } from '../app/run/result.ts'

/** One design and one scenario on both engines: what was predicted is held against what was measured. */

const execute = promisify(execFile)
const skipped = process.env.MICROCOSM_SKIP_LIVE

async function runCommand(...args: string[]) {
  const { stdout } = await execute(process.execPath, ['out/main/cli.mjs', ...args, '--json'], { maxBuffer: 256 * 2 ** 20 })
  return resultSchema.parse(JSON.parse(stdout))
}

describe.skipIf(skipped)('prediction beside measurement', () => {
  it('predicts the mean latency of each journey of the gateway example, at half of its capacity, within 15 %', async () => {
    const design = 'assets/examples/api-gateway.microcosm.yaml'
    const scenario = ['--scenario', 'half-load', '--duration', '60s']
    // A minute holds too few requests for a steady mean, so the prediction plays twenty of them; the measurement is one.
    const predicted = await runCommand('simulate', design, '--scenario', 'half-load', '--duration', '20m')
    const measured = await runCommand('run', design, ...scenario)

    const rows = Object.keys(predicted.journeys).map((journey) => {
      const expected = predicted.journeys[journey]?.latency.mean ?? Number.NaN
      const got = measured.journeys[journey]?.latency.mean ?? Number.NaN
      return { journey, 'predicted ms': round(expected), 'measured ms': round(got), 'error %': round((expected / got - 1) * 100) }
    })
    console.table(rows)

    expect(Math.max(...Object.values(measured.components).map((component) => component.utilisation))).toBeLessThan(0.7)
    for (const row of rows) expect(Math.abs(row['error %']), `${row.journey}`).toBeLessThanOrEqual(15)
  })
})

function round(value: number): number {
  return Math.round(value * 10) / 10
}
