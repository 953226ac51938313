import * as fc from 'fast-check'
import { readDocument } from '../../../app/design/document.ts'
import { renderDesign } from '../../../app/design/write-document.ts'
import { arbitrarySoundDesign, awkwardText } from '../../../app/exporters/fixtures/arbitrary-sound-design.ts'
import { checkDocument } from '../../../app/rules/rules.ts'
import { withNamedSecrets } from '../../../app/secrets/name-secrets.ts'
import { arrange } from '../../../main/arrange.ts'
import { exporters } from '../../../main/exporters.ts'
import { toErrors } from '../../../main/files/sound-design.ts'
import { mutated } from '../mutate.mjs'
import { exampleDesigns } from '../seeds.mjs'

const generated = fc
  .tuple(arbitrarySoundDesign, awkwardText)
  .map(([design, name]) => renderDesign({ ...design, name: name.slice(0, 100) || 'a' }))
// Arranging by layers and drawing pixels have their own targets; a place in a row is enough to draw.
const drawn = exporters.filter(({ id }) => id !== 'png')

export const target = {
  arbitrary: fc.tuple(mutated(exampleDesigns(), generated), fc.nat()),
  async run([text, pick]) {
    const document = readDocument(text)
    if (!document.design || toErrors(checkDocument(document)).length > 0) return false
    const { design } = withNamedSecrets(document.design)
    const exporter = drawn[pick % drawn.length]
    const layout = await arrange(withRow(design))
    const { files } = exporter.export(design, { runtimeBundle: '// runtime\n', version: '0.0.0', newSecret: () => 'made', layout })
    const outside = files.find(({ path }) => path.startsWith('/') || path.split('/').includes('..') || path.includes('\0'))
    if (outside) throw new Error(`writes outside: ${outside.path}`)
    return true
  },
}

function withRow(design) {
  const [first] = Object.keys(design.components)
  return first === undefined ? design : { ...design, layout: { [first]: { x: 0, y: 0 }, ...design.layout } }
}
