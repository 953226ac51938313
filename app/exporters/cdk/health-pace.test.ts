import { expect, test } from 'vitest'
import { imported } from '../imported/fixtures/imported.ts'
import { cdkExporter } from './cdk.ts'
import { toHealthPace } from './health-pace.ts'

test.each([
  [
    { intervalMs: 30_000, timeoutMs: 3_000 },
    { interval: 30, timeout: 3 },
  ],
  [
    { intervalMs: 5_000, timeoutMs: 10_000 },
    { interval: 11, timeout: 10 },
  ],
  [{ timeoutMs: 30_000 }, { interval: 31, timeout: 30 }],
  [{ intervalMs: 5_000 }, { interval: 6 }],
  [
    { intervalMs: 1_000, timeoutMs: 500, retries: 60 },
    { interval: 5, timeout: 2, retries: 10 },
  ],
  [{ startPeriodMs: 900_000 }, { startPeriod: 300 }],
])('%o is asked at %o, for ECS asks again only after it has an answer', (stated, pace) => {
  expect(toHealthPace({ command: 'image', ...stated })).toEqual(pace)
})

test('a pace that ECS does not take is told of', () => {
  const { design, options } = imported({
    'compose.yaml': `
services:
  api:
    image: acme/api
    ports: ["80:80"]
    healthcheck: { test: ["CMD", "true"], interval: 5s, timeout: 10s, retries: 3 }
`,
  })
  const said = cdkExporter.export(design, options).losses.map(({ where, what }) => `${where}: ${what}`)
  expect(said).toContainEqual(expect.stringMatching(/^api: healthcheck\.interval .* ECS asks every 11 s/))
  expect(said.join('\n')).not.toContain('healthcheck.timeout')
})
