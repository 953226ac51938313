import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Design } from '../../design/design.ts'
import { toExportOptions } from '../compose/fixtures/export-options.ts'
import { arbitrarySoundDesign, awkwardText } from '../fixtures/arbitrary-sound-design.ts'
import { oneOfEachKind } from '../fixtures/one-of-each-kind.ts'
import { toMermaid } from './mermaid.ts'
import { mermaidExporter } from './mermaid-exporter.ts'

/** Mermaid's own parser. What cleans texts of scripts needs a browser and is no part of the grammar, so it is given one that does nothing. */
let parse: (text: string) => Promise<unknown>
beforeAll(async () => {
  const { default: cleaner } = await import('dompurify')
  Object.assign(cleaner, { addHook: () => {}, sanitize: (text: string) => text })
  const { default: mermaid } = await import('mermaid')
  parse = (text) => mermaid.parse(text)
})

const shop: Design = {
  microcosm: 1,
  name: 'Shop: "one" <a>',
  components: {
    people: { kind: 'traffic', rate: 1 },
    end: { kind: 'service', name: 'Orders <b>' },
    db: { kind: 'postgres' },
    jobs: { kind: 'rabbitmq' },
  },
  connections: [
    { from: 'people', to: 'end', protocol: 'http' },
    { from: 'end', to: 'db', protocol: 'postgres' },
    { from: 'end', to: 'jobs', protocol: 'amqp', mode: 'async' },
  ],
  groups: { outer: { name: 'Outer', members: ['inner', 'jobs'] }, inner: { members: ['end', 'db'] } },
}

test('boundaries are nested, kinds have shapes, and asynchronous calls are dotted', () => {
  expect(toMermaid(shop)).toBe(`---
title: "Shop: \\"one\\" ‹a›"
---
flowchart LR
  c0(["people<br/>Traffic"])
  subgraph g0["Outer"]
    subgraph g1["inner"]
      c1["Orders #60;b#62;<br/>Service"]
      c2[("db<br/>PostgreSQL")]
    end
    c3[["jobs<br/>RabbitMQ"]]
  end
  c0 -- http --> c1
  c1 -- postgres --> c2
  c1 -. amqp .-> c3
`)
})

describe('the parser of Mermaid', () => {
  test('reads every kind', async () => {
    expect(await parse(toMermaid(oneOfEachKind()))).toMatchObject({ diagramType: 'flowchart-v2' })
  })

  test('refuses what is no flowchart', async () => {
    await expect(parse('flowchart LR\n  a["x " y"] --> b\n')).rejects.toThrow()
  })

  test('reads any design', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySoundDesign, async (design) => {
        expect(await parse(toMermaid(design))).toMatchObject({ diagramType: 'flowchart-v2' })
      }),
      { numRuns: 60 },
    )
  })

  test('reads any name as a name', async () => {
    await fc.assert(
      fc.asyncProperty(awkwardText, async (name) => {
        const text = toMermaid({
          microcosm: 1,
          name,
          components: { a: { kind: 'service', name } },
          groups: { g: { name, members: ['a'] } },
        })
        expect(await parse(text)).toMatchObject({ diagramType: 'flowchart-v2' })
        expect(text.split('\n').length).toBeLessThanOrEqual(9)
      }),
    )
  })
})

test('what the flowchart does not have of the drawing is said', () => {
  const design: Design = {
    ...shop,
    groups: { a: { members: ['db'] }, b: { members: ['db', 'jobs'] } },
    layout: { db: { x: 0, y: 0 } },
    scenarios: { calm: { duration: '1m' } },
  }
  expect(mermaidExporter.export(design, toExportOptions()).losses.map(({ where }) => where)).toEqual(['groups.b', 'layout', 'scenarios'])
  expect(mermaidExporter.export(shop, toExportOptions()).losses).toEqual([])
})
