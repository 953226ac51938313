import * as fc from 'fast-check'
import { readDocument } from '../../../app/design/document.ts'
import { arbitraryDesign, commentPlaces, withComments } from '../../../app/design/fixtures/arbitrary-design.ts'
import { renderDesign, writeDocument } from '../../../app/design/write-document.ts'
import { checkDocument } from '../../../app/rules/rules.ts'
import { mutated } from '../mutate.mjs'
import { exampleDesigns } from '../seeds.mjs'

const generated = fc.tuple(arbitraryDesign, commentPlaces).map(([design, places]) => withComments(renderDesign(design), places))

export const target = {
  arbitrary: mutated(exampleDesigns(), generated),
  run(text) {
    const document = readDocument(text)
    const problems = checkDocument(document)
    const { design } = document
    if (!design) {
      if (problems.length === 0) throw new Error('a text without a design and without a problem')
      return false
    }
    if (writeDocument(document, design).text !== text) throw new Error('an unedited design is not the same text')
    const edited = { ...design, name: 'Another' }
    if (writeDocument(document, edited).design?.name !== 'Another') throw new Error('an edit is lost')
    return problems.every(({ severity }) => severity !== 'error')
  },
}
