import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { importModel } from './compose.ts'
import { importTexts, refusalOf } from './fixtures/import-texts.ts'
import { child, itemsOf } from './tree.ts'

/** A later Compose file over an earlier one, as the Compose specification says. */

const variables = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), fc.constantFrom('1', 'two', 'x=y'), {
  maxKeys: 4,
  noNullPrototype: true,
})
type Written = 'map' | 'list'
const manner = fc.constantFrom<Written>('map', 'list')

function fileOf(env: Record<string, string>, as: Written, image?: string): string {
  const entries = Object.entries(env)
  const written =
    as === 'map'
      ? `{ ${entries.map(([name, value]) => `${name}: "${value}"`).join(', ')} }`
      : `[${entries.map(([name, value]) => `"${name}=${value}"`).join(', ')}]`
  return `services:\n  web:\n    ${image ? `image: ${image}\n    ` : ''}environment: ${written}\n`
}

const webOf = (texts: string[]) => {
  const named = Object.fromEntries(texts.map((text, index) => [`${index}.yaml`, text]))
  const made = importTexts(named, { files: Object.keys(named) })
  expect(made.problems).toEqual([])
  return made.design?.components.web
}

test('variables of all files are there, the later value of each, whichever way each file writes them', () => {
  fc.assert(
    fc.property(variables, manner, variables, manner, variables, manner, (a, asA, b, asB, c, asC) => {
      const web = webOf([fileOf(a, asA, 'acme/web:1'), fileOf(b, asB), fileOf(c, asC)])
      expect(web?.env ?? {}).toEqual({ ...a, ...b, ...c })
      expect(web?.image).toBe('acme/web:1')
    }),
  )
})

test('merging is the same in whatever groups it is done: three files are as the first two and the third', () => {
  fc.assert(
    fc.property(variables, variables, variables, (a, b, c) => {
      const [one, two, three] = [fileOf(a, 'map', 'acme/web:1'), fileOf(b, 'list'), fileOf(c, 'map')]
      expect(webOf([one, two, three])).toEqual(webOf([fileOf({ ...a, ...b }, 'map', 'acme/web:1'), three]))
      expect(webOf([one, one])).toEqual(webOf([one]))
    }),
  )
})

test.each<[string, string, string, object]>([
  ['a single value is replaced', 'image: acme/web:1', 'image: acme/web:2', { image: 'acme/web:2' }],
  [
    'what is reset goes, and what stands beside it stays',
    'environment: { A: 1, B: 2 }',
    'environment: { A: !reset null }',
    { env: { B: '2' } },
  ],
  ['what is overridden is replaced as a whole', 'environment: { A: 1, B: 2 }', 'environment: !override { C: 3 }', { env: { C: '3' } }],
])('%s', (_, base, over, wanted) => {
  const image = base.startsWith('image') ? '' : 'image: acme/web:1\n    '
  const web = webOf([`services:\n  web:\n    ${image}${base}\n`, `services:\n  web:\n    ${over}\n`])
  expect(web).toMatchObject(wanted)
})

test('a command is replaced, and whom the earlier one called is called no more', () => {
  const base = 'services:\n  db: { image: postgres }\n  web: { image: acme/web, command: [--db, "postgres://db:5432/shop"] }\n'
  const ends = (...texts: string[]) => {
    const named = Object.fromEntries(texts.map((text, index) => [`${index}.yaml`, text]))
    return importTexts(named, { files: Object.keys(named) }).design?.connections?.map(({ from, to }) => `${from} ${to}`) ?? []
  }
  expect(ends(base)).toEqual(['web db'])
  expect(ends(base, 'services: { web: { command: [serve] } }')).toEqual([])
})

test('a part that is of one kind in one file and of another in the next is refused with its place', () => {
  const texts = { 'a.yaml': 'services: { web: { image: a, ports: ["80:80"] } }', 'b.yaml': 'services: { web: { ports: { a: 80 } } }' }
  expect(refusalOf(texts, { files: ['a.yaml', 'b.yaml'] })).toMatch(/^b\.yaml:1:\d+ .*ports/)
})

test('what aliases share stays shared, and is written out nowhere on the way', () => {
  const levels = Array.from({ length: 10 }, (_, index) => `x-${index + 1}: &l${index + 1} [*l${index}, *l${index}, *l${index}]\n`)
  const text = `x-0: &l0 { a: b }\n${levels.join('')}services:\n  web: { image: acme/web, x-own: *l10 }\n`
  const order = { files: ['/a/compose.yaml', '/a/other.yaml'], environment: {}, designFolder: '/a' }
  const other = 'x-10: !reset null\nservices:\n  web: { image: !override acme/web:2 }\n'
  const read = (path: string) => ({ text: path === '/a/compose.yaml' ? text : path === '/a/other.yaml' ? other : '' })
  const { model } = importModel({ ...order, read })
  const shared = child(model?.root, 'services', 'web', 'x-own')
  expect(itemsOf(shared)[0]).toBe(itemsOf(shared)[2])
  expect(itemsOf(itemsOf(shared)[1])[0]).toBe(itemsOf(child(model?.root, 'x-9'))[0])
  expect(child(model?.root, 'x-10')).toBeUndefined()
})
