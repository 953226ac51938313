import * as fc from 'fast-check'
import { findBottleneck } from '../../../app/analysis/bottleneck.ts'
import { findBusiest } from '../../../app/analysis/busiest.ts'
import { readDocument } from '../../../app/design/document.ts'
import { resultSchema } from '../../../app/run/result.ts'
import { mutated } from '../mutate.mjs'
import { predicted } from '../predicted.mjs'
import { exampleDesigns } from '../seeds.mjs'

const [text] = exampleDesigns()
const { design } = readDocument(text)
const result = JSON.stringify(await predicted(design, 1))

// The JSON of a result, which a page or a script hands back.
export const target = {
  arbitrary: fc.oneof({ weight: 4, arbitrary: mutated([result]) }, { weight: 1, arbitrary: fc.json() }),
  run(given) {
    let value
    try {
      value = JSON.parse(given)
    } catch {
      return false
    }
    const { success, data } = resultSchema.safeParse(value)
    if (!success) return false
    findBottleneck(design, data)
    findBusiest(design, data)
    return true
  },
}
