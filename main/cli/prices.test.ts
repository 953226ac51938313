import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listPrices } from '../../app/analysis/cost.ts'
import { resultSchema } from '../../app/run/result.ts'
import { tryCli } from './try-cli.ts'

/** What a design costs, on the command line: by the prices that come with the program, or by a person's own. */

const folder = mkdtempSync(join(tmpdir(), 'microcosm-prices-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const design = `microcosm: 1
components:
  users: { kind: traffic, rate: 50, arrivals: constant }
  door: { kind: api-gateway }
  shop: { kind: ecs-service, cpu: 1, memory: 2GiB, concurrency: 20 }
connections:
  - { from: users, to: door, protocol: http }
  - { from: door, to: shop, protocol: http }
scenarios:
  day: { duration: 20s, objectives: [{ metric: cost, below: 200 }] }
`
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
write('shop.yaml', design)
write('partly.yaml', design.replace('kind: api-gateway', 'kind: nginx'))
write(
  'none.yaml',
  design
    .replace('door: { kind: api-gateway }', 'door: { kind: service }')
    .replace(/shop: .*/, 'shop: { kind: rds-mysql }')
    .replace('to: shop, protocol: http', 'to: shop, protocol: mysql'),
)
write('twice.yaml', design.replace('cpu: 1,', 'replicas: 2, cpu: 1,'))
const { prices } = listPrices
write('own.json', JSON.stringify({ ...listPrices, prices: { ...prices, 'api-gateway.http': { ...prices['api-gateway.http'], price: 2 } } }))
write('bad.json', JSON.stringify({ ...listPrices, prices: { 'api-gateway.http': { price: 'two' } } }))

const simulate = (...more: string[]) => tryCli(['simulate', 'shop.yaml', '--scenario', 'day', '--duration', '20s', ...more], folder)

test('a prediction says what a month costs, component by component', async () => {
  const { code, out } = await simulate()
  const text = out.join('\n')
  expect(text).toMatch(/door +\$1\d\d +data out/)
  expect(text).toMatch(/shop +\$36\.04 +data out/)
  expect(text).toMatch(/^\$1\d\d a month, \$1\.2\d for each million requests\. On-demand prices of AWS in us-east-1/m)
  expect(text).toMatch(/met +total cost below 200: \$1\d\d a month/)
  expect(code).toBe(0)
})

test.each([
  ['partly.yaml', /^UNKNOWN +total cost below 200: \$36\.04 a month, of what is known$/m],
  ['none.yaml', /^UNKNOWN +total cost below 200: not known$/m],
])('%s, of which not all prices are known, meets no objective', async (file, said) => {
  const { code, out } = await tryCli(['simulate', file, '--scenario', 'day', '--duration', '20s'], folder)
  expect(out.join('\n')).toMatch(said)
  expect(code).toBe(3)
})

test('by the prices of the person who asks, and the objective by them', async () => {
  const { code, out } = await simulate('--prices', 'own.json', '--json')
  const result = resultSchema.parse(JSON.parse(out.join('')))
  expect(result.cost?.components.door?.items[0]).toMatchObject({ each: 2 })
  expect(result.objectives[0]).toMatchObject({ metric: 'cost', verdict: 'missed' })
  expect(code).toBe(2)
})

test.each([
  ['bad.json', 'bad.json is no list of prices: prices.api-gateway.http.price'],
  ['none.json', 'The prices none.json could not be read'],
])('%s is refused in one sentence', async (file, said) => {
  const { code, err } = await simulate('--prices', file)
  expect(code).toBe(1)
  expect(err.filter((line) => line.startsWith('microcosm:'))).toHaveLength(1)
  expect(err.join('\n')).toContain(said)
})

test('a sweep counts no costs, and says so', async () => {
  const { code, err } = await simulate('--prices', 'own.json', '--sweep', 'components.shop.replicas=1,2')
  expect(code).toBe(1)
  expect(err.join('\n')).toContain('A sweep counts no costs: leave out either --sweep or --prices.')
})

test('two designs are compared by what they cost', async () => {
  const { out } = await tryCli(['compare', 'shop.yaml', 'twice.yaml', '--scenario', 'day', '--duration', '20s'], folder)
  const text = out.join('\n')
  expect(text).toMatch(/In all, of what is known +\$1\d\d → \$2\d\d/)
  expect(text).toMatch(/shop +\$36\.04 → \$72\.08/)
})
