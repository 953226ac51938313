import { expect, test } from 'vitest'
import { kinds } from '../../app/catalogue/catalogue.ts'
import { connectionFields } from '../../app/design/design.ts'
import { toFieldSpecs } from './field-spec.ts'
import { startingValue } from './starting-value.ts'

const groups = [...kinds.map(({ parameters }) => parameters), connectionFields]
  .flatMap(toFieldSpecs)
  .filter(({ control }) => control.type === 'group')

test('what every group starts with is accepted by its schema', () => {
  expect(groups.length).toBeGreaterThan(3)
  for (const group of groups) expect([group.key, group.schema.safeParse(startingValue(group)).success]).toEqual([group.key, true])
})
