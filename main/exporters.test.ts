import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Design } from '../app/design/design.ts'
import { awkwardDesign } from '../app/exporters/compose/fixtures/awkward-design.ts'
import { toExportOptions } from '../app/exporters/compose/fixtures/export-options.ts'
import type { Exporter } from '../app/exporters/exporter.ts'
import { arbitrarySoundDesign } from '../app/exporters/fixtures/arbitrary-sound-design.ts'
import { oneOfEachKind } from '../app/exporters/fixtures/one-of-each-kind.ts'
import { exporters } from './exporters.ts'

const exported = (exporter: Exporter, design: Design) =>
  exporter.export(design, { ...toExportOptions(), toPng: (svg) => Buffer.from(svg).toString('base64') })

describe.each(exporters.map((exporter) => [exporter.id, exporter] as const))('the export to %s', (_id, exporter) => {
  test('says in a sentence what it is', () => {
    expect(exporter.summary).toMatch(/^[A-Z].{20,140}\.$/)
    expect(exporter.label).not.toBe('')
  })

  test.each([
    ['one of each kind', oneOfEachKind()],
    ['an awkward design', awkwardDesign],
  ])('of %s is the same bytes each time', (_name, design) => {
    const first = exported(exporter, design)
    expect(first.files.length).toBeGreaterThan(0)
    expect(exported(exporter, JSON.parse(JSON.stringify(design)))).toEqual(first)
  })

  test('of any design is files with paths that stay within the folder, and losses with places', () => {
    fc.assert(
      fc.property(arbitrarySoundDesign, (design) => {
        const { files, losses } = exported(exporter, design)
        const paths = files.map(({ path }) => path)
        expect(new Set(paths).size).toBe(paths.length)
        if (exporter.output === 'file') expect(paths).toHaveLength(1)
        for (const path of paths) expect(path).toMatch(/^(?!.*\.\.)[\w.@-][\w./@-]*$/)
        for (const { where, what } of losses) expect([where, what]).toEqual([expect.stringMatching(/./), expect.stringMatching(/\.$/)])
      }),
      { numRuns: 60 },
    )
  })
})
