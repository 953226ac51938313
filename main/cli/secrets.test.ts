import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { renderDesign } from '../../app/design/write-document.ts'
import { loadModel } from '../../app/importers/compose/model.ts'
import { entriesOf, itemsOf, type Node } from '../../app/importers/compose/tree.ts'
import { credentials } from '../../app/secrets/fixtures/credentials.ts'
import { readForImport } from '../files/import-reader.ts'
import { tryCli } from './try-cli.ts'

/** Nothing that the program writes holds a secret that stood in what it was given. */

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'microcosm-secrets-'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

/** Words such as these stand in many files for other reasons. */
const secrets = credentials.map(([, value, secret = value]) => secret).filter((secret) => secret.length >= 6 && secret !== 'abc-def')

async function textsBelow(place: string): Promise<string[]> {
  if (!(await stat(place)).isDirectory()) return [await readFile(place, 'latin1')]
  const names = await readdir(place, { recursive: true, withFileTypes: true })
  return Promise.all(names.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')))
}

/** What Compose makes of a file, with its variables written out. */
function toPlain(node: Node): unknown {
  if (node.type === 'map') return Object.fromEntries(entriesOf(node).map(([key, value]) => [key, toPlain(value)]))
  return node.type === 'list' ? itemsOf(node).map(toPlain) : node.value
}

function shownIn(texts: string[]): string[] {
  return secrets.filter((secret) => texts.some((text) => text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1))))
}

describe('a design with every kind of credential in clear', () => {
  const targets = ['compose', 'kubernetes', 'helm', 'cdk', 'svg', 'mermaid', 'structurizr', 'markdown']
  beforeAll(async () => {
    const env = Object.fromEntries(credentials.map(([name, value]) => [name, value]))
    const notes = `See https://me:${secrets[0]}@wiki.example.org and ghp_${'aZ4kQ9xR'.repeat(5)}`
    const design = {
      microcosm: 1 as const,
      name: 'Shop',
      components: {
        users: { kind: 'traffic', rate: 1 },
        pay: { kind: 'service', image: 'acme/pay:1', notes, env },
      },
      connections: [{ from: 'users', to: 'pay', protocol: 'http' as const }],
    }
    await writeFile(join(folder, 'shop.microcosm.yaml'), renderDesign(design))
  })

  test.each(targets)('is exported to %s without them', async (to) => {
    const out = join(folder, to)
    const { code, out: said, err } = await tryCli(['export', 'shop.microcosm.yaml', '--to', to, '--out', out], folder)
    expect([code, err.filter((line) => line.startsWith('microcosm:'))]).toEqual([0, []])
    expect(shownIn([...(await textsBelow(out)), ...said, ...err])).toEqual([])
    expect(err.join('\n')).toMatch(/pay: The value of STRIPE looks like a secret and is not written/)
  })

  test('is reported and checked without them', async () => {
    const report = join(folder, 'report.html')
    const simulated = await tryCli(['simulate', 'shop.microcosm.yaml', '--duration', '5s', '--report', report], folder)
    const checked = await tryCli(['validate', 'shop.microcosm.yaml'], folder)
    expect(shownIn([...(await textsBelow(report)), ...simulated.out, ...simulated.err, ...checked.out])).toEqual([])
    expect(checked.out.filter((line) => line.includes('looks like a secret'))).toHaveLength(credentials.length)
  })

  test('is predicted, told and reported without one that stands in a name', async () => {
    const report = join(folder, 'named.html')
    const components = {
      users: { kind: 'traffic', rate: 1 },
      pay: { kind: 'service', name: `Pay at http://me:${secrets[0]}@pay` },
    }
    const design = { microcosm: 1 as const, components, connections: [{ from: 'users', to: 'pay', protocol: 'http' as const }] }
    await writeFile(join(folder, 'named.microcosm.yaml'), renderDesign(design))
    const simulated = await tryCli(['simulate', 'named.microcosm.yaml', '--duration', '5s', '--report', report], folder)
    expect(simulated.code).toBe(0)
    expect(simulated.out.join('\n')).toContain('http://me:[hidden]@pay')
    expect(shownIn([...simulated.out, ...simulated.err])).toEqual([])
    const page = await readFile(report, 'utf8')
    expect(page).toContain('http://me:[hidden]@pay')
    expect(shownIn([page, decodeURIComponent(page.replace(/%(?![0-9A-F]{2})/g, '%25'))])).toEqual([])
  })
})

test('Compose files with every kind of credential, and a shell that holds more, come to a design without them', async () => {
  vi.stubEnv('SHOP_DATABASE', 'postgres://shop:shell-secret-1@db/shop')
  vi.stubEnv('SHOP_PAT', `ghp_${'shellsecret2'.repeat(3)}`)
  const written = credentials.map(([name, value]) => `      ${name}: ${JSON.stringify(value.replaceAll('$', '$$$$'))}`).join('\n')
  const text = `services:\n  pay:\n    image: acme/pay:1\n    environment:\n      URL: \${SHOP_DATABASE}\n      WHO: \${SHOP_PAT}\n${written}\n`
  await writeFile(join(folder, 'compose.yaml'), text)
  const { code, out, err } = await tryCli(['import', 'compose.yaml', '--out', 'imported.microcosm.yaml'], folder)
  expect([code, err]).toEqual([0, []])
  const design = await readFile(join(folder, 'imported.microcosm.yaml'), 'utf8')
  expect(shownIn([design, ...out])).toEqual([])
  expect(design).not.toMatch(/shell-?secret/)
})

test('Compose files with every kind of credential are exported elsewhere without them, and mean the same there', async () => {
  const entries = credentials.map(([name, value]): [string, string] => [name, JSON.stringify(value.replaceAll('$', '$$$$'))])
  const map = entries.map(([name, value]) => `      ${name}: ${value}`).join('\n')
  const list = entries.map(([name, value]) => `      - ${`"${name}=${value.slice(1)}`}`).join('\n')
  const text = `# DB_PASSWORD=${secrets[0]}\nname: shop\nservices:\n  pay:\n    image: acme/pay:1\n    environment:\n${map}\n  mail:\n    image: acme/mail:1\n    environment:\n${list}\n`
  const from = join(folder, 'moved')
  await mkdir(from)
  await writeFile(join(from, 'compose.yaml'), text)
  expect((await tryCli(['import', 'compose.yaml', '--out', 'moved.microcosm.yaml'], from)).err).toEqual([])
  const exported = await tryCli(['export', 'moved.microcosm.yaml', '--to', 'compose', '--out', 'out'], from)
  expect(exported.code).toBe(0)
  const out = join(from, 'out')
  expect((await stat(join(out, '.env'))).mode & 0o077).toBe(0)
  expect(await readFile(join(out, '.gitignore'), 'utf8')).toContain('\n.env\n')
  const shared = (await readdir(out)).filter((name) => name !== '.env')
  expect(
    shownIn([...(await Promise.all(shared.map((name) => readFile(join(out, name), 'utf8')))), ...exported.out, ...exported.err]),
  ).toEqual([])
  const given = (place: string) =>
    toPlain(loadModel({ files: [join(place, 'compose.yaml')], read: readForImport, environment: {}, designFolder: place }).root)
  expect(given(out)).toEqual(given(from))
  expect(await readFile(join(from, 'compose.yaml'), 'utf8')).toBe(text)
})
