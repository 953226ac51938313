import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Design } from '../../../design/design.ts'
import { readDocument } from '../../../design/document.ts'
import { renderDesign } from '../../../design/write-document.ts'
import { composeImporter } from '../../../importers/compose/compose.ts'
import { arbitraryCompose } from '../../../importers/compose/fixtures/arbitrary-compose.ts'
import { joinPath } from '../../../importers/compose/paths.ts'
import type { Import } from '../../../importers/importer.ts'
import { composeExporter } from '../compose.ts'
import { toExportOptions } from '../fixtures/export-options.ts'

/** Whatever is imported comes back: in place byte for byte, elsewhere as the same design. */

const seed = 20_261_122
const files = (text: string) =>
  new Map([
    ['/a/project/compose.yaml', text],
    ['/a/project/base.env', 'BASE=1\n'],
  ])

function readerOf(texts: Map<string, string>) {
  return (path: string) => {
    const text = texts.get(path) ?? texts.get(`/a/project/${path}`)
    return text === undefined ? { reason: 'there is no such file' } : { text }
  }
}

function importFrom(texts: Map<string, string>, path: string): Import {
  return composeImporter.import({ files: [path], read: readerOf(texts), environment: {}, designFolder: '/a' })
}

function exportTo(design: Design, texts: Map<string, string>, out: string) {
  return composeExporter.export(design, { ...toExportOptions(), places: { design: '/a', out, read: readerOf(texts) } })
}

/** What the machine is opened to, and a secret that a file holds, is warned of and kept as it stands. */
const withoutPrivileges = (problems: { rule: string }[]) => problems.filter(({ rule }) => rule !== 'privileges-are-needed')
const trueLosses = ({ losses }: { losses: { what: string }[] }) =>
  losses.filter(({ what }) => !what.includes(' stays in the file: ') && !what.startsWith('It holds a secret'))

/** A secret that stood in the file is called after the variable that stands there now. */
function withoutSecretNames(design: Design | undefined): unknown {
  const plain = JSON.stringify({ ...design, 'x-compose': undefined })
  return JSON.parse(plain.replace(/\{"secret":"[^"]*"\}/g, '{"secret":""}'))
}

describe('for any valid Compose file', () => {
  test('the design is sound text, and an export in place changes nothing', () => {
    fc.assert(
      fc.property(arbitraryCompose, (text) => {
        const { design, problems } = importFrom(files(text), '/a/project/compose.yaml')
        expect(withoutPrivileges(problems)).toEqual([])
        const read = readDocument(renderDesign(design as Design))
        expect([read.problems, read.design]).toEqual([[], design])
        const made = exportTo(read.design as Design, files(text), '/a/project')
        expect(made.files).toEqual([{ path: 'compose.yaml', content: text, replaces: text }])
        expect(trueLosses(made)).toEqual([])
      }),
      { seed, numRuns: 100 },
    )
  })

  test('an export elsewhere is the same project', () => {
    fc.assert(
      fc.property(arbitraryCompose, (text) => {
        const { design } = importFrom(files(text), '/a/project/compose.yaml')
        const exported = exportTo(design as Design, files(text), '/b/c')
        const { files: made } = exported
        const moved = new Map([...files(text), ...made.map(({ path, content }) => [`/b/c/${path}`, content] as const)])
        const again = importFrom(moved, '/b/c/compose.yaml')
        expect([withoutPrivileges(again.problems), trueLosses(exported)]).toEqual([[], []])
        expect(withoutSecretNames(again.design)).toEqual(withoutSecretNames(design))
      }),
      { seed, numRuns: 100 },
    )
  })

  test('an edit of one component changes it alone', () => {
    fc.assert(
      fc.property(arbitraryCompose, fc.nat(), fc.constantFrom('acme/new:2', 'registry:5000/a', '1'), (text, pick, image) => {
        const { design } = importFrom(files(text), '/a/project/compose.yaml')
        const ids = Object.keys((design as Design).components)
        const id = ids[pick % ids.length] as string
        const component = (design as Design).components[id]
        // Another kind of image would be another kind of component.
        fc.pre(component?.kind === 'service')
        const edited = {
          ...(design as Design),
          components: { ...(design as Design).components, [id]: { ...component, kind: 'service', image } },
        }
        const exported = exportTo(edited, files(text), '/a/project')
        const { files: made } = exported
        const again = importFrom(files(made[0]?.content ?? ''), '/a/project/compose.yaml')
        expect(trueLosses(exported)).toEqual([])
        expect(again.design?.components).toEqual(edited.components)
      }),
      { seed, numRuns: 100 },
    )
  })
})

describe('whatever is in a file', () => {
  const signs = fc.string({ unit: fc.constantFrom(...'abc:-[]{}&*!|>\'"#%@`,?$\n\t \\0~<é\u0000'.split('')), maxLength: 200 })
  const pieces = fc.array(
    fc.constantFrom(
      'services:',
      '\n  ',
      'web',
      ':',
      ' {',
      '}',
      ' [',
      ']',
      '&a',
      '*a',
      '<<: *a',
      '!reset',
      'image: x',
      '- ',
      '"',
      '${A:-',
      'include',
      'extends',
      '__proto__',
    ),
    { maxLength: 40 },
  )

  test.each([
    ['random signs', signs],
    ['random pieces', pieces.map((list) => list.join(''))],
  ])('%s are imported or refused with a sentence and a place', (_what, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (text) => {
        const { design, problems } = importFrom(files(text), '/a/project/compose.yaml')
        if (design) return
        expect(problems).toHaveLength(1)
        expect(problems[0]?.message).toMatch(/\S/)
        expect(problems[0]?.line).toBeGreaterThan(0)
      }),
      { seed, numRuns: 500 },
    )
  })

  test('an export writes below its folder alone', () => {
    const outwards = fc.constantFrom(
      '../compose.yaml',
      '../../etc/compose.yaml',
      '/etc/compose.yaml',
      'sub/../../compose.yaml',
      'project/compose.yaml',
    )
    fc.assert(
      fc.property(fc.uniqueArray(outwards, { minLength: 1 }), fc.constantFrom('/a', '/b/c', '/a/project'), (named, out) => {
        const texts = new Map(named.map((name) => [joinPath('/a', name), 'services: { web: { image: a } }\n']))
        const design: Design = {
          microcosm: 1,
          components: { web: { kind: 'service', image: 'b' } },
          'x-compose': { files: named, project: 'p', services: ['web'] },
        }
        const { files: made } = exportTo(design, texts, out)
        for (const { path } of made) expect(path).not.toMatch(/^\/|^\.\.\/|\/\.\.\//)
      }),
      { seed, numRuns: 50 },
    )
  })
})
