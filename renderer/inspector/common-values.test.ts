import { expect, test } from 'vitest'
import { kindOf } from '../../app/catalogue/catalogue.ts'
import { connectionFields } from '../../app/design/design.ts'
import { toCommonFields, toCommonValues } from './common-values.ts'
import { toFieldSpecs } from './field-spec.ts'

const call = toFieldSpecs(connectionFields)

test('what all say alike is shown, and what differs is mixed', () => {
  const common = toCommonValues(call, [
    { protocol: 'http', timeout: '1s', order: 1 },
    { protocol: 'http', timeout: '2s', order: 1 },
    { protocol: 'http', order: 1 },
  ])
  expect(common.values).toEqual({ protocol: 'http', order: 1 })
  expect([...common.mixed]).toEqual(['timeout'])
})

test('within a group that all have the fields are compared one by one', () => {
  const common = toCommonValues(call, [{ retries: { attempts: 2, backoff: '50ms' } }, { retries: { backoff: '50ms', attempts: 3 } }])
  expect(common.values).toEqual({ retries: { backoff: '50ms' } })
  expect([...common.mixed]).toEqual(['retries.attempts'])
})

test('a group that only some have is mixed as a whole', () => {
  const common = toCommonValues(call, [{ breaker: { failures: 0.5 } }, {}])
  expect(common.values).toEqual({})
  expect([...common.mixed]).toEqual(['breaker'])
})

test('components of different kinds have in common what both understand in the same way', () => {
  const of = (kind: string) => toFieldSpecs(kindOf(kind)?.parameters ?? {})
  const keys = toCommonFields([of('postgres'), of('mysql')]).map(({ key }) => key)
  expect(keys).toContain('connections')
  expect(toCommonFields([of('service'), of('postgres')]).map(({ key }) => key)).not.toContain('holdsWorker')
  expect(toCommonFields([of('service'), of('service')])).toHaveLength(of('service').length)
})
