import { expect, test } from 'vitest'
import { kinds } from '../../app/catalogue/catalogue.ts'
import { headings } from '../../app/catalogue/family-look.ts'
import { commonFields, connectionFields, groupFields } from '../../app/design/design.ts'
import { faultKinds } from '../../app/faults/faults.ts'
import { spanish } from '../../app/language/spanish/spanish.ts'
import { unitOf } from '../../app/run/figures.ts'
import { type FieldSpec, toFieldSpecs } from '../inspector/field-spec.ts'

/** What is the same in every language, or is a name in the file. */
const same = new Set(['%', '×', 'bit/s', 'vCPU', 'kind', 'from', 'to', 'members', 'x', 'y', 'width', 'height'])

function wordsOf(field: FieldSpec): string[] {
  const { control, title, section, unit } = field
  const inner = 'fields' in control ? control.fields.flatMap(wordsOf) : []
  return [title, section, ...(unit ? [unit, unitOf(unit, 1)] : []), ...inner]
}

test('every title, section and unit of a form, and every heading of the palette, is translated', () => {
  const shapes = [...kinds.map(({ parameters }) => parameters), commonFields, connectionFields, groupFields]
  const forms = [...shapes, ...faultKinds.map(({ schema }) => schema.shape)]
  const words = new Set([...headings, ...forms.flatMap((shape) => toFieldSpecs(shape).flatMap(wordsOf))])
  expect([...words].filter((word) => !same.has(word) && !(word in spanish))).toEqual([])
})
