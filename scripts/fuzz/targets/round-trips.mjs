import * as fc from 'fast-check'
import { composeExporter } from '../../../app/exporters/compose/compose.ts'
import { arbitraryCompose } from '../../../app/importers/compose/fixtures/arbitrary-compose.ts'
import { mutated } from '../mutate.mjs'
import { composeFiles } from '../seeds.mjs'
import { importTexts } from './compose.mjs'

// An imported design, edited or not, exported into its own folder or another.
export const target = {
  arbitrary: fc.record({
    text: mutated(composeFiles(), arbitraryCompose),
    out: fc.constantFrom('/a', '/b/c'),
    image: fc.constantFrom(undefined, 'acme/new:2', 'a$b'),
    gone: fc.boolean(),
  }),
  run({ text, out, image, gone }) {
    const { design, read } = importTexts(text, 'services: {}\n', false)
    if (!design) return false
    const [first] = Object.keys(design.components)
    const components = { ...design.components }
    if (first !== undefined && image !== undefined) components[first] = { ...components[first], image }
    if (gone && first !== undefined) delete components[first]
    const connections = (design.connections ?? []).filter(({ from, to }) => from in components && to in components)
    const { files } = composeExporter.export(
      { ...design, components, connections },
      { runtimeBundle: '', version: '0.0.0', newSecret: () => 'made', designFolder: '.', places: { design: '/a', out, read } },
    )
    const outside = files.find(({ path }) => path.startsWith('/') || path.split('/').includes('..'))
    if (outside) throw new Error(`writes outside: ${outside.path}`)
    if (out === '/a' && image === undefined && !gone && files.some(({ content, replaces }) => content !== replaces))
      throw new Error('an unedited file would be written')
    return true
  },
}
