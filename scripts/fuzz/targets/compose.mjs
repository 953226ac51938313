import * as fc from 'fast-check'
import { readDocument } from '../../../app/design/document.ts'
import { renderDesign } from '../../../app/design/write-document.ts'
import { composeImporter } from '../../../app/importers/compose/compose.ts'
import { arbitraryCompose } from '../../../app/importers/compose/fixtures/arbitrary-compose.ts'
import { mutated } from '../mutate.mjs'
import { composeFiles } from '../seeds.mjs'

const seeds = composeFiles()

export const composeTexts = mutated(seeds, arbitraryCompose)

export const target = {
  arbitrary: fc.record({ text: composeTexts, other: composeTexts, isMerged: fc.boolean() }),
  run({ text, other, isMerged }) {
    const { design, problems } = importTexts(text, other, isMerged)
    if (!design) {
      if (!problems[0]?.message || !(problems[0].line > 0)) throw new Error('a refusal without a sentence or a place')
      return false
    }
    const read = readDocument(renderDesign(design))
    const wrong = read.problems.find(({ severity }) => severity === 'error')
    if (wrong) throw new Error(`an imported design is not sound: ${wrong.message}`)
    return true
  },
}

export function importTexts(text, other, isMerged) {
  const texts = new Map([
    ['/a/compose.yaml', text],
    ['/a/other.yaml', other],
    ['/a/base.env', 'BASE=1\n'],
    ['/a/.env', 'TAG=2\n'],
  ])
  const read = (path) => {
    const found = texts.get(path.startsWith('/') ? path : `/a/${path}`)
    return found === undefined ? { reason: 'there is no such file' } : { text: found }
  }
  const files = isMerged ? ['/a/compose.yaml', '/a/other.yaml'] : ['/a/compose.yaml']
  return { ...composeImporter.import({ files, read, environment: { A: 'a' }, designFolder: '/a' }), read }
}
