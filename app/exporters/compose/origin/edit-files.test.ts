import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Component, Design } from '../../../design/design.ts'
import { composeImporter } from '../../../importers/compose/compose.ts'
import { toExportOptions } from '../fixtures/export-options.ts'
import { editFiles } from './edit-files.ts'
import { originalsOf } from './originals.ts'

/** Edits of a design that came from Compose files, spliced into these files: what was edited is there, and nothing else has moved. */

const names = ['web', 'cart', 'stock', 'mail'] as const
/** Each service in its own manner of writing, with comments, and two that share an anchor. */
const services: Record<(typeof names)[number], string> = {
  web: '  web: # the front\n    image: "acme/web:1"   # pinned\n    deploy: { replicas: 2 }\n    environment:\n      - LEVEL=info\n    logging: *log\n',
  cart: "  cart:\n    image: 'acme/cart:1'\n    environment: { LEVEL: info }\n    logging: *log\n",
  stock: '  stock: { image: acme/stock:1, environment: { LEVEL: info } }\n',
  mail: '\n  # Sends letters.\n  mail:\n    environment:\n      LEVEL: info # quiet\n    image: acme/mail:1\n',
}
const head = '# The shop.\nx-log: &log { driver: json-file }\nservices:\n'

function createProject(order: readonly (typeof names)[number][]) {
  const text = head + order.map((name) => services[name]).join('')
  const read = (path: string) => (path === '/project/compose.yaml' ? { text } : { reason: 'there is no such file' })
  const imported = (whole: string) =>
    composeImporter.import({
      files: ['/project/compose.yaml'],
      read: (path) => (path === '/project/compose.yaml' ? { text: whole } : { reason: 'there is no such file' }),
      environment: {},
      designFolder: '/project',
    }).design as Design
  const design = imported(text)
  const originals = originalsOf(design, { design: '/project', out: '/project', read })
  if (!originals) throw new Error('the design remembers no files')
  const edited = (wanted: Design) => editFiles(wanted, design, originals, new Map([['compose.yaml', text]]), toExportOptions())
  return { text, design, imported, edited }
}

type Change = Partial<Component>
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom('acme/other:2', 'registry.example.org/acme/other:latest').map((image) => ({ image })),
  fc.constantFrom('debug', 'a b', "it's", 'yes', '#1').map((level) => ({ env: { LEVEL: level } })),
  fc.constantFrom('1', 'two words').map((more) => ({ env: { LEVEL: 'info', MORE: more } })),
  fc.integer({ min: 3, max: 9 }).map((replicas) => ({ replicas })),
)
const project = fc.record({
  order: fc.shuffledSubarray([...names], { minLength: 2 }),
  changes: fc.dictionary(fc.constantFrom(...names), change, { maxKeys: 3, noNullPrototype: true }),
})

const withChanges = (design: Design, changes: Record<string, Change>): Design => ({
  ...design,
  components: Object.fromEntries(Object.entries(design.components).map(([id, component]) => [id, { ...component, ...changes[id] }])),
})

test('what was edited reads back as edited, without a loss, and the services that were not keep every byte', () => {
  fc.assert(
    fc.property(project, ({ order, changes }) => {
      const { design, imported, edited } = createProject(order)
      const wanted = withChanges(design, changes)
      const { texts, losses } = edited(wanted)
      const after = texts.get('compose.yaml') ?? ''
      expect(losses).toEqual([])
      expect(imported(after).components).toEqual(wanted.components)
      expect(after.startsWith(head)).toBe(true)
      for (const name of order) if (!changes[name]) expect(after).toContain(services[name])
    }),
    { numRuns: 60 },
  )
})

test('a design that was not edited gives back the same bytes', () => {
  fc.assert(
    fc.property(project, ({ order }) => {
      const { text, design, edited } = createProject(order)
      expect(edited(design)).toEqual({ texts: new Map([['compose.yaml', text]]), files: [], secrets: [], losses: [] })
    }),
    { numRuns: 20 },
  )
})

test('a service that was taken out takes only its own lines', () => {
  const { text, design, imported, edited } = createProject(names)
  const { cart: _, ...others } = design.components
  const without = edited({ ...design, components: others }).texts.get('compose.yaml') ?? ''
  expect(without).toBe(text.replace(services.cart, ''))
  expect(Object.keys(imported(without).components)).toEqual(['web', 'stock', 'mail'])
})

test('many edits are proven in as many readings as one', () => {
  const count = 40
  const text = `services:\n${Array.from({ length: count }, (_, index) => `  s${index}: { image: "acme/s${index}:1" }\n`).join('')}`
  let readings = 0
  const read = (path: string) => {
    if (path === '/project/compose.yaml') return { text }
    readings += 1
    return { reason: 'there is no such file' }
  }
  const design = composeImporter.import({ files: ['/project/compose.yaml'], read, environment: {}, designFolder: '/project' }).design
  const originals = design && originalsOf(design, { design: '/project', out: '/project', read })
  if (!originals) throw new Error('the design remembers no files')
  const edited = (edits: number) => {
    readings = 0
    const changes = Object.fromEntries(Array.from({ length: edits }, (_, index) => [`s${index}`, { image: 'acme/new:2', env: { A: 'b' } }]))
    const made = editFiles(withChanges(design, changes), design, originals, new Map([['compose.yaml', text]]), toExportOptions())
    expect(made.losses).toEqual([])
    expect(made.texts.get('compose.yaml')?.split('acme/new:2')).toHaveLength(edits + 1)
    return readings
  }
  expect(edited(count)).toBe(edited(1))
})

test('an edit that cannot be carried over keeps none of the others back', () => {
  const names = Array.from({ length: 20 }, (_, index) => `s${index}`)
  const others = names.map((name) => `  ${name}: { image: "acme/${name}:1" }\n`).join('')
  const texts: Record<string, string> = {
    '/project/compose.yaml': `include: [other.yaml]\nservices:\n${others}`,
    '/project/other.yaml': 'services:\n  far: { image: "acme/far:1" }\n',
  }
  const read = (path: string) => (texts[path] === undefined ? { reason: 'there is no such file' } : { text: texts[path] })
  const design = composeImporter.import({ files: ['/project/compose.yaml'], read, environment: {}, designFolder: '/project' }).design
  const originals = design && originalsOf(design, { design: '/project', out: '/project', read })
  if (!originals) throw new Error('the design remembers no files')
  const wanted = withChanges(design, Object.fromEntries([...names, 'far'].map((name) => [name, { image: 'acme/new:2' }])))
  const text = texts['/project/compose.yaml'] ?? ''
  const made = editFiles(wanted, design, originals, new Map([['compose.yaml', text]]), toExportOptions())
  expect(made.losses).toEqual([
    { where: 'far', what: expect.stringContaining('Its image is not carried over: it stands where files are only read') },
  ])
  expect(made.texts.get('compose.yaml')).toBe(text.replaceAll(/acme\/s\d+:1/g, 'acme/new:2'))
})
