import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Design } from '../../app/design/design.ts'
import { readDocument } from '../../app/design/document.ts'
import { toSentence } from '../../app/design/problem.ts'
import { checkDocument } from '../../app/rules/rules.ts'

/** The design in a file beside these cases. Throws where the file could not be run from the command line either. */
export function loadDesign(name: string): Design {
  const file = `designs/${name}.microcosm.yaml`
  const document = readDocument(readFileSync(resolve(import.meta.dirname, file), 'utf8'))
  const [error] = checkDocument(document).filter(({ severity }) => severity === 'error')
  if (error || !document.design) throw new Error(error ? toSentence(error, file) : `${file} holds no design`)
  return document.design
}
