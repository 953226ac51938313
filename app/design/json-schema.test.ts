import { describe, expect, test } from 'vitest'
import { kinds } from '../catalogue/catalogue.ts'
import { toJsonSchema, toJsonSchemaText } from './json-schema.ts'

describe('the JSON Schema', () => {
  // Editors read the committed file: `vitest run --project core app/design/json-schema.test.ts -u` writes it anew; before the
  // file, -u would take its name for a word of its own, and every snapshot of the suite would be written.
  test('is the committed one', async () => {
    await expect(toJsonSchemaText()).toMatchFileSnapshot('../../assets/design.schema.json')
  })

  test('lets own keys stand where the document may hold them, and no others', () => {
    const schema = toJsonSchema() as {
      patternProperties: object
      additionalProperties: boolean
      $defs: Record<string, { patternProperties?: object; additionalProperties: boolean }>
    }
    expect(schema.patternProperties).toEqual({ '^x-': {} })
    expect(schema.additionalProperties).toBe(false)
    expect(
      Object.entries(schema.$defs)
        .filter(([, each]) => each.patternProperties)
        .map(([name]) => name)
        .sort(),
    ).toEqual([...kinds.map(({ kind }) => `component-${kind}`), 'connection', 'group', 'scenario', 'note', 'step'].sort())
    for (const each of Object.values(schema.$defs)) expect(each.additionalProperties).toBe(false)
  })
})
