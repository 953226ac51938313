import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { resultSchema } from '../../app/run/result.ts'
import { tryCli } from './try-cli.ts'

/** Two designs, or two versions of one, beside each other. */

const folder = mkdtempSync(join(tmpdir(), 'microcosm-compare-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const before = `microcosm: 1
name: Shop
components:
  users: { kind: traffic, rate: 50 }
  shop: { kind: service, name: "Shop | one", replicas: 1, concurrency: 1, work: { time: 12ms } }
  old: { kind: service }
connections:
  - { from: users, to: shop, protocol: http }
  - { from: shop, to: old, protocol: http, calls: 0.1 }
scenarios:
  busy: { duration: 600s, objectives: [{ journey: default, metric: p50, below: 15ms }] }
`
const after = before
  .replace('replicas: 1', 'replicas: 4')
  .replace('  old: { kind: service }\n', '  new: { kind: service }\n')
  .replace('to: old', 'to: new')
  .replace(/scenarios:[\s\S]*/, '')
const file = (name: string, text: string) => writeFileSync(join(folder, name), text)
file('before.yaml', before)
file('after.yaml', after)
const compare = (...args: string[]) => tryCli(['compare', ...args], folder)

test('two designs are predicted under the scenario that one of them has', async () => {
  const { code, out, err } = await compare('before.yaml', 'after.yaml', '--scenario', 'busy', '--duration', '600s')
  const text = out.join('\n')
  expect(err.filter((line) => line.startsWith('microcosm:'))).toEqual([])
  expect(code).toBe(0)
  expect(text).toContain('replicas of Shop | one 1 → 4')
  expect(text).toMatch(/old \(removed\)/)
  expect(text).toMatch(/new \(added\)/)
  expect(text).toMatch(/default {2}.* → .*ms/)
  expect(text).toMatch(/default p50 below 15ms +.* → .*missed → met/)
})

test('as Markdown it is tables whose cells cannot be broken out of', async () => {
  const { code, out } = await compare('before.yaml', 'after.yaml', '--scenario', 'busy', '--duration', '600s', '--markdown')
  expect(code).toBe(0)
  const rows = out.filter((line) => line.startsWith('|'))
  const cells = (row: string) => row.replaceAll('\\|', '').split('|').length
  expect(new Set(rows.filter((row) => /^\| (Component|shop|Shop|users|old|new)/.test(row)).map(cells))).toEqual(new Set([8, 6]))
  expect(rows.join('\n')).toContain('Shop \\| one')
  expect(out.join('\n')).toContain('### Changes')
})

test('as JSON it is both results, and the code says what the second comes to', async () => {
  const { code, out } = await compare('after.yaml', 'before.yaml', '--scenario', 'busy', '--duration', '600s', '--json')
  const parsed = JSON.parse(out.join('')) as { before: unknown; after: unknown; changes: string[] }
  expect(resultSchema.parse(parsed.before).components).toHaveProperty('new')
  expect(resultSchema.parse(parsed.after).components).toHaveProperty('old')
  expect(parsed.changes).toContain('replicas of Shop | one 4 → 1')
  expect(code).toBe(2)
})

test('a design is compared with itself as git has it', async () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', '-c', 'init.defaultBranch=main', ...args], {
      cwd: folder,
      stdio: 'pipe',
    })
  file('shop.yaml', before)
  git('init', '-q')
  git('add', 'shop.yaml')
  git('commit', '-q', '-m', 'first')
  file('shop.yaml', before.replace('replicas: 1', 'replicas: 2'))
  const { out } = await compare('shop.yaml', '--against', 'HEAD', '--duration', '5s')
  expect(out.join('\n')).toContain('replicas of Shop | one 1 → 2')
  expect((await compare('shop.yaml', '--against', 'nowhere')).err).toEqual([
    'microcosm: shop.yaml cannot be compared with nowhere: git has no shop.yaml at nowhere in this folder.',
  ])
  expect((await compare('shop.yaml', '--against=--output=x')).err.join('')).toContain('is not a revision')
})

test.each([
  [['before.yaml', 'after.yaml', 'before.yaml'], 'takes two designs at most'],
  [['before.yaml', 'after.yaml', '--against', 'HEAD'], 'not both'],
  [['before.yaml', 'after.yaml', '--json', '--markdown'], 'not both'],
  [['before.yaml', 'gone.yaml'], 'gone.yaml'],
  [['before.yaml', 'after.yaml', '--scenario', 'gone'], 'gone'],
])('%j is refused in one line', async (args, said) => {
  const { code, out, err } = await compare(...args)
  expect([code, out]).toEqual([1, []])
  expect(err.join('\n')).toContain(said)
})
