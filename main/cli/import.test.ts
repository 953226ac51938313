import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tryCli } from './try-cli.ts'

const compose = `# The shop.
services:
  web:
    image: acme/web:1
    environment: { DB_URL: "postgres://app:\${DB_PASSWORD}@db/shop", LEVEL: info }
    restart: always
  db: { image: "postgres:16" }
`

describe('microcosm import', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'microcosm-cli-import-'))
    await writeFile(join(folder, 'compose.yaml'), compose)
    await writeFile(join(folder, '.env'), 'DB_PASSWORD=hunter2\n')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  test('says what was understood, inferred and carried along, and writes a sound design without secrets', async () => {
    const { code, out, err } = await tryCli(['import', 'compose.yaml', '--out', 'shop.microcosm.yaml'], folder)
    expect([code, err]).toEqual([0, []])
    expect(out).toContain('  web  service   compose.yaml:3')
    expect(out).toContain('  +  95 %  web->db  DB_URL of web names db: postgres://db. (compose.yaml:5)')
    expect(out).toContain('  web: restart')
    const text = await readFile(join(folder, 'shop.microcosm.yaml'), 'utf8')
    expect(text).toContain('LEVEL: info')
    expect(`${text}${out.join('\n')}`).not.toContain('hunter2')
    const checked = await tryCli(['validate', 'shop.microcosm.yaml'], folder)
    expect([checked.code, checked.out.filter((line) => line.includes('error'))]).toEqual([0, []])
  })

  test('--json is the whole of it', async () => {
    const { out } = await tryCli(['import', 'compose.yaml', '--out', 'shop.microcosm.yaml', '--json'], folder)
    const { written, design, inferred, problems } = JSON.parse(out.join('\n'))
    expect(written).toBe(join(folder, 'shop.microcosm.yaml'))
    expect(design['x-compose']).toEqual({ files: ['compose.yaml'], project: expect.any(String), services: ['web', 'db'] })
    expect(inferred).toMatchObject([{ connection: { from: 'web', to: 'db', protocol: 'postgres' }, accepted: true, place: { line: 5 } }])
    expect(problems).toEqual([])
  })

  test('a prediction of it has people, and consumers that empty the queue', async () => {
    const amqp = 'environment: { AMQP_URL: "amqp://bus:5672" }'
    await writeFile(
      join(folder, 'compose.yaml'),
      `services:
  till: { image: acme/till, ports: ["80:80"], ${amqp} }
  baker: { image: acme/baker, ${amqp} }
  bus: { image: "rabbitmq:4" }
`,
    )
    await tryCli(['import', 'compose.yaml', '--out', 'bakery.microcosm.yaml'], folder)
    const { code, out } = await tryCli(['simulate', 'bakery.microcosm.yaml', '--duration', '20s'], folder)
    expect(code).toBe(0)
    expect(out.join('\n')).toMatch(/^people->till +[1-9]\d*\/s/m)
    expect(out.join('\n')).toMatch(/^bus->baker +[1-9]\d*\/s/m)
    expect(out.join('\n')).not.toMatch(/Nobody consumes/)
  })

  test('a prediction of it sends each request of a gateway to one of its targets', async () => {
    await writeFile(
      join(folder, 'compose.yaml'),
      `services:
  edge: { image: "caddy:2", ports: ["80:80"], volumes: ["./Caddyfile:/etc/caddy/Caddyfile"] }
  menu: { image: acme/menu }
  desk: { image: acme/desk }
`,
    )
    await writeFile(join(folder, 'Caddyfile'), 'x.example {\n  reverse_proxy /menu/* menu:80\n  reverse_proxy desk:80\n}\n')
    await tryCli(['import', 'compose.yaml', '--out', 'gate.microcosm.yaml'], folder)
    const { out } = await tryCli(['simulate', 'gate.microcosm.yaml', '--duration', '30s'], folder)
    const rateOf = (connection: string) => Number(new RegExp(`^${connection} +([\\d.]+)/s`, 'm').exec(out.join('\n'))?.[1])
    expect(rateOf('edge->menu') + rateOf('edge->desk')).toBeCloseTo(rateOf('people->edge'), -1)
    expect(rateOf('edge->desk')).toBeLessThan(rateOf('people->edge') * 0.8)
  })

  test('never replaces a design unasked', async () => {
    await writeFile(join(folder, 'shop.microcosm.yaml'), 'mine')
    const args = ['import', 'compose.yaml', '--out', 'shop.microcosm.yaml']
    const { code, err } = await tryCli(args, folder)
    expect([code, err[0]]).toEqual([1, expect.stringMatching(/is there already/)])
    expect(await readFile(join(folder, 'shop.microcosm.yaml'), 'utf8')).toBe('mine')
    expect((await tryCli([...args, '--overwrite'], folder)).code).toBe(0)
  })

  test('an export of the design to the same folder edits the file that it came from, and nothing else', async () => {
    await tryCli(['import', 'compose.yaml', '--out', 'shop.microcosm.yaml'], folder)
    const exportHere = () => tryCli(['export', 'shop.microcosm.yaml', '--to', 'compose', '--out', '.'], folder)
    const before = await stat(join(folder, 'compose.yaml'))
    expect((await exportHere()).out).toEqual(['Nothing to write: the files say already what the design says.'])
    expect((await stat(join(folder, 'compose.yaml'))).ino).toBe(before.ino)
    const design = await readFile(join(folder, 'shop.microcosm.yaml'), 'utf8')
    await writeFile(join(folder, 'shop.microcosm.yaml'), design.replace('acme/web:1', 'acme/web:2'))
    expect((await exportHere()).out).toEqual(['wrote    compose.yaml'])
    expect(await readFile(join(folder, 'compose.yaml'), 'utf8')).toBe(compose.replace('acme/web:1', 'acme/web:2'))
    expect(await readFile(join(folder, '.env'), 'utf8')).toBe('DB_PASSWORD=hunter2\n')
  })
})
