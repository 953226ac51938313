import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { resultSchema } from '../../app/run/result.ts'
import { project, tryCli } from './try-cli.ts'

/** The command line as a person and a script meet it: one line for each mistake, and a result that a program can read. */

const folder = mkdtempSync(join(tmpdir(), 'microcosm-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.unstubAllEnvs())

const sound = `microcosm: 1
components:
  users: { kind: traffic, rate: 20 }
  shop: { kind: service, work: { time: 5ms } }
connections:
  - { from: users, to: shop, protocol: http }
scenarios:
  busy: { duration: 4s, traffic: [{ at: 0s, scale: 2 }] }
`
const designs = {
  'sound.yaml': sound,
  'broken.yaml': 'microcosm: 1\ncomponents:\n  shop: { kind: service\n',
  'kind.yaml': sound.replace('kind: service', 'kind: servise'),
  'strange-kind.yaml': sound.replace('kind: service', 'kind: mainframe'),
  'key.yaml': sound.replace('work: {', 'concurency: 4, work: {'),
  'dangling.yaml': sound.replace('to: shop', 'to: shopp'),
  'cycle.yaml': sound.replace(
    'connections:',
    `  stock: { kind: service }
connections:
  - { from: shop, to: stock, protocol: http }
  - { from: stock, to: shop, protocol: http }`,
  ),
  'empty.yaml': '',
  'trace.yaml': sound.replace('rate: 20', 'trace: { file: day/arrivals.csv, loop: true }, journeys: { browse: 1, buy: 0 }'),
  'trace-missing.yaml': sound.replace('rate: 20', 'trace: { file: gone.csv }'),
  'trace-outside.yaml': sound.replace('rate: 20', 'trace: { file: ../arrivals.csv }'),
  'trace-bad.yaml': sound.replace('rate: 20', 'trace: { file: day/bad.csv }'),
  'missed.yaml': sound.replace('scale: 2 }]', 'scale: 2 }], objectives: [{ metric: p99, below: 1ms }]'),
}

beforeAll(() => {
  for (const [name, text] of Object.entries(designs)) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'latin.yaml'), Buffer.from([0x6d, 0xe9, 0x0a]))
  mkdirSync(join(folder, 'shop.yaml'))
  mkdirSync(join(folder, 'day'))
  writeFileSync(join(folder, 'day', 'arrivals.csv'), 'time,journey\n0.1,browse\n0.2,buy\n')
  writeFileSync(join(folder, 'day', 'bad.csv'), 'time\n1ms\nnoon\n')
})

// What is written, and what its one line must say: where, what is wrong, what to do.
const mistakes: [string, RegExp[]][] = [
  ['simulate broken.yaml', [/^microcosm: broken\.yaml:\d+:\d+ error: /]],
  ['simulate kind.yaml', [/^microcosm: kind\.yaml:4:\d+ error: /, /servise/, /service/]],
  ['simulate strange-kind.yaml', [/^microcosm: strange-kind\.yaml:4:\d+ error: /, /mainframe/, /nginx/, /postgres/, /rabbitmq/]],
  ['simulate key.yaml', [/^microcosm: key\.yaml:4:\d+ error: /, /concurency/, /concurrency/]],
  ['simulate dangling.yaml', [/^microcosm: dangling\.yaml:6:\d+ error: /, /shopp/, /shop\b/]],
  ['simulate cycle.yaml', [/^microcosm: cycle\.yaml:\d+:\d+ error: /, /shop/, /stock/]],
  ['simulate trace-missing.yaml', [/^microcosm: users has its arrivals in gone\.csv, .*there is no such file/]],
  ['simulate trace-outside.yaml', [/^microcosm: users has its arrivals in \.\.\/arrivals\.csv: put the file beside the design/]],
  ['simulate trace-bad.yaml', [/^microcosm: day\/bad\.csv:3 has "noon" for a time/]],
  ['simulate sound.yaml --replications 0', [/--replications 0/, /whole number from 1 to 1000/]],
  ['simulate sound.yaml --replications many', [/--replications many/]],
  ['simulate sound.yaml --sweep shop.replicas', [/--sweep shop.replicas/, /such as components.orders.replicas=1,2,4/]],
  [
    'simulate sound.yaml --sweep components.shop.work.tiem=1ms,2ms',
    [/components.shop.work.tiem/, /did you mean components.shop.work.time/],
  ],
  ['simulate sound.yaml --capacity', [/no objectives/, /add one/]],
  ['simulate empty.yaml', [/^microcosm: empty\.yaml/]],
  ['simulate latin.yaml', [/latin\.yaml is not text in UTF-8: save it as UTF-8/]],
  ['simulate nowhere.yaml', [/nowhere\.yaml: there is no such file/]],
  ['validate nowhere.yaml', [/nowhere\.yaml: there is no such file/]],
  ['simulate shop.yaml', [/shop\.yaml is a folder: name a design file/]],
  ['simulate sound.yaml --scenario calm', [/no scenario "calm" in sound\.yaml/, /busy/]],
  ['simulate sound.yaml --seed seven', [/--seed seven is not a seed/, /whole number/]],
  ['simulate sound.yaml --seed 4294967296', [/--seed 4294967296 is not a seed/]],
  ['simulate sound.yaml --seed', [/--seed needs a value: --seed N/]],
  ['simulate sound.yaml --duration soon', [/--duration soon is not a duration/, /30s/]],
  ['simulate sound.yaml --duration 0s', [/--duration 0s is not a duration/, /from 1s/]],
  ['simulate sound.yaml --duration 25h', [/--duration 25h is not a duration/, /to 24h/]],
  ['simulate sound.yaml -x', [/simulate has no option -x/]],
  ['simulate sound.yaml --loud', [/simulate has no option --loud/, /--scenario/, /--json/]],
  ['simulate sound.yaml --json --json', [/--json is given twice/]],
  ['simulate sound.yaml --json=yes', [/--json takes no value/]],
  ['simulate', [/Which design\?/, /Usage: microcosm simulate DESIGN \[/]],
  ['simulate sound.yaml broken.yaml', [/takes one design, but "broken\.yaml"/]],
  ['down everything', [/down takes no argument, but "everything"/]],
  ['fly', [/no command "fly"/, /validate, simulate, run, fault, compare, export, import, down, doctor/]],
  ['--fly', [/no option "--fly"/]],
  ['simulate sound.yaml --fault explode', [/"explode" is no kind of fault/, /kill, pause/]],
  ['run sound.yaml --fault', [/--fault needs a value: --fault FAULT/]],
  ['fault explode orders', [/"explode" is no kind of fault/]],
  ['fault kill orders at=5s', [/begins now, and once/, /microcosm run --fault/]],
  ['fault kill orders --heal all', [/not both/]],
  ['export sound.yaml --to compose', [/--out FOLDER/]],
  ['export sound.yaml --out there', [/--to compose/]],
  ['import --out shop.microcosm.yaml', [/Which Compose file\?/]],
  ['import compose.yaml', [/--out DESIGN/]],
  ['import nowhere.yaml --out there.yaml', [/nowhere\.yaml:1:1/, /no such file/]],
  ['import sound.yaml --out there.yaml', [/sound\.yaml:\d+:\d+/, /"microcosm", which Compose does not know/]],
  ['export sound.yaml --to mermaid --out kind.yaml', [/kind\.yaml is there already/, /overwrite/]],
  ['export sound.yaml --to punchcards --out there', [/no export to "punchcards"/, /compose/]],
]

describe('a mistake is one line that says where and what to do', () => {
  test.each(mistakes)('%s', async (line, wanted) => {
    const { code, out, err } = await tryCli(line.split(' '), folder)
    expect(out).toEqual([])
    expect(err).toHaveLength(1)
    for (const pattern of wanted) expect(err[0]).toMatch(pattern)
    expect(err[0]).toMatch(/^microcosm: .*[.?)\]]$/)
    expect(err[0]).not.toMatch(/made a mistake|undefined|\[object|\bat .*:\d+:\d+\)/)
    expect(code).toBe(1)
  })

  test.each(['run sound.yaml', 'down'])('%s where Docker does not answer', async (line) => {
    vi.stubEnv('DOCKER_HOST', `unix://${join(folder, 'no-docker.sock')}`)
    const { code, out, err } = await tryCli(line.split(' '), folder)
    expect(out).toEqual([])
    expect(err.filter((text) => text.startsWith('microcosm: '))).toEqual([
      expect.stringMatching(/Docker does not answer at \S+: start Docker/),
    ])
    expect(err.join('\n')).not.toMatch(/made a mistake|ENOENT|\n +at /)
    expect(code).toBe(1)
  })

  test('and without a command the help, which is a failure to a script', async () => {
    const { code, out, err } = await tryCli([], folder)
    expect([code, out]).toEqual([1, []])
    expect(err.join('\n')).toContain('Usage: microcosm COMMAND')
  })
})

test('a page of a design holds what is predicted of it, with the recordings beside it', async () => {
  const { code, out } = await tryCli(['export', 'trace.yaml', '--to', 'markdown', '--out', 'page'], folder)
  expect([code, out]).toEqual([0, ['wrote    page/design.md', 'wrote    page/design.svg']])
  const page = readFileSync(join(folder, 'page', 'design.md'), 'utf8')
  expect(page).toMatch(/## Prediction\n\nOf the scenario \*busy\*.*\n\n\| Journey/)
  expect(page).toMatch(/\| browse \| \d/)
})

describe('help', () => {
  test.each(['--help', '-h', 'help'])('of %s names every command', async (given) => {
    const { code, out, err } = await tryCli([given])
    expect([code, err]).toEqual([0, []])
    for (const name of ['validate', 'simulate', 'run', 'fault', 'compare', 'export', 'down', 'doctor'])
      expect(out.join('\n')).toMatch(new RegExp(`^  ${name} +\\w`, 'm'))
  })

  test.each(['simulate --help', 'help simulate'])('of %s names every option', async (line) => {
    const { code, out } = await tryCli(line.split(' '))
    expect(code).toBe(0)
    for (const option of ['--scenario NAME', '--duration TIME', '--seed N', '--json']) expect(out.join('\n')).toContain(option)
  })
})

test('doctor says what is missing and how to get it', async () => {
  vi.stubEnv('DOCKER_HOST', `unix://${join(folder, 'no-docker.sock')}`)
  const { code, out, err } = await tryCli(['doctor', '--json'])
  expect([code, err]).toEqual([0, []])
  const docker = JSON.parse(out.join('\n')).find(({ name }: { name: string }) => name === 'Docker')
  expect(docker).toMatchObject({ ok: false })
  expect(`${docker.detail} ${docker.remedy ?? ''}`).toMatch(/start Docker/)
})

describe('validate', async () => {
  const examples = (await readdir(join(project, 'assets/examples'))).filter((name) => name.endsWith('.yaml'))

  test.each(examples)('finds no error in %s', async (name) => {
    const { code, err } = await tryCli(['validate', `assets/examples/${name}`])
    expect([code, err]).toEqual([0, []])
  })

  test('lists every error of every design, on the standard output', async () => {
    const { code, out, err } = await tryCli(['validate', 'kind.yaml', 'sound.yaml', 'dangling.yaml'], folder)
    expect([code, err]).toEqual([1, []])
    for (const name of ['kind.yaml:4:', 'dangling.yaml:6:', 'sound.yaml: ']) expect(out.some((line) => line.startsWith(name))).toBe(true)
  })

  test('tells a program the same as JSON', async () => {
    const { code, out } = await tryCli(['validate', 'dangling.yaml', '--json'], folder)
    const told = JSON.parse(out.join('\n'))
    expect([code, told.file, told.valid]).toEqual([1, 'dangling.yaml', false])
    expect(told.problems).toContainEqual(expect.objectContaining({ rule: 'connection-target-exists', line: 6 }))
  })
})

describe('simulate', () => {
  const simulate = async (...args: string[]) => {
    const { code, out, err } = await tryCli(['simulate', ...args, '--json'], folder)
    return { code, err, text: out.join('\n'), result: resultSchema.parse(JSON.parse(out.join('\n'))) }
  }
  const withoutWallTime = (text: string) => text.replace(/"wallSeconds":[\d.e-]+/, '')

  test('prints the result alone as JSON, the same bytes for the same seed', async () => {
    const first = await simulate('sound.yaml', '--scenario', 'busy')
    const second = await simulate('sound.yaml', '--scenario', 'busy')
    const other = await simulate('sound.yaml', '--scenario', 'busy', '--seed', '2')
    expect(first.code).toBe(0)
    expect(first.result).toMatchObject({ engine: 'predict', scenario: 'busy', seed: 1, duration: 4 })
    expect(first.result.components.shop?.throughput).toBeGreaterThan(20)
    expect(withoutWallTime(second.text)).toBe(withoutWallTime(first.text))
    expect(withoutWallTime(other.text)).not.toBe(withoutWallTime(first.text))
  })

  test('plays a recording that lies below the design', async () => {
    const { code, result } = await simulate('trace.yaml', '--scenario', 'busy', '--duration', '3s')
    expect(code).toBe(0)
    // Every 0.3 s of the recording one request of each journey, twice as fast.
    expect([result.journeys.browse?.offered, result.journeys.buy?.offered]).toEqual([20 / 3, 20 / 3])
  })

  test('lets --duration override the scenario, to a minute of any example', async () => {
    const { result } = await simulate(join(project, 'assets/examples/voting-app.microcosm.yaml'), '--duration', '60s')
    expect(result.duration).toBe(60)
  })

  test('exits with 2 when an objective is missed, and says so apart from the result', async () => {
    const { code, err, result } = await simulate('missed.yaml', '--scenario', 'busy')
    expect(code).toBe(2)
    expect(result.objectives).toMatchObject([{ metric: 'p99', met: false }])
    expect(err.at(-1)).toBe('1 of 1 objectives missed.')
  })

  test('shows a person a table, what was asked for first', async () => {
    const { code, out } = await tryCli(['simulate', 'missed.yaml', '--scenario', 'busy'], folder)
    expect(code).toBe(2)
    expect(out[0]).toMatch(/^Predicted: .*scenario busy, 4 s/)
    for (const wanted of ['JOURNEY', 'COMPONENT', 'users->shop', 'MISSED  every journey p99 below 1ms']) {
      expect(out.join('\n')).toContain(wanted)
    }
  })
})
