import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Design } from '../../app/design/design.ts'
import { readDocument } from '../../app/design/document.ts'
import { toSentence } from '../../app/design/problem.ts'
import { isDuration, toDuration, toMilliseconds } from '../../app/design/quantities.ts'
import { valueAt } from '../../app/design/value-at.ts'
import { checkDocument } from '../../app/rules/rules.ts'

/** The design in a file beside these cases. Throws where the file could not be run from the command line either. */
export function loadDesign(name: string): Design {
  const file = `designs/${name}.microcosm.yaml`
  const document = readDocument(readFileSync(resolve(import.meta.dirname, file), 'utf8'))
  const [error] = checkDocument(document).filter(({ severity }) => severity === 'error')
  if (error || !document.design) throw new Error(error ? toSentence(error, file) : `${file} holds no design`)
  return document.design
}

/** The number at a place such as `components.server.work.time`; a duration counts in milliseconds. */
export function readParameter(design: Design, place: string): number {
  const value = valueAt(design, place.split('.'))
  if (typeof value === 'string' && isDuration(value)) return toMilliseconds(value)
  if (typeof value === 'number') return value
  throw new Error(`${place} is neither a number nor a duration in this design`)
}

/** A copy of the design with another number at a place, written as what stood there was. */
export function withParameter(design: Design, place: string, value: number): Design {
  const copy = structuredClone(design)
  const path = place.split('.')
  const key = path.at(-1) as string
  const owner = valueAt(copy, path.slice(0, -1)) as Record<string, number | string>
  owner[key] = typeof owner[key] === 'string' ? toDuration(value) : value
  return copy
}
